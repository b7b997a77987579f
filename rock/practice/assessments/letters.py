"""The copy of an assessment for one reader: the passages that they may read and what they said to them, in large type."""

from django.conf import settings

from rock.core import time
from rock.core.pdf import Letter, Section, letter_pdf
from rock.core.services import Refused
from rock.core.words import on_day
from rock.practice.assessments.models import Assessment
from rock.practice.assessments.queries.around import hidden_from_reader
from rock.practice.assessments.queries.reading import ReadPassage, passages_for
from rock.practice.requests.letters import DEMO_LINE
from rock.records.models import Person
from rock.records.queries.people import one_person


def copy_for(assessment: Assessment, reader: Person) -> bytes | None:
    """Return one reader's copy as an accessible PDF (five queries); None where they were given nothing to read.

    Refused where it would betray anything to them.
    """
    child, ids = assessment.referral.child, one_person([reader.pk])
    passages = passages_for(ids, assessment)
    if not passages:
        return None
    hidden = hidden_from_reader(child, reader, ids)
    for one in passages:
        if hits := hidden.found_in(one.words):
            raise Refused(f"“{one.label}” gives away something that is hidden from {reader}: “{hits[0]}”. Take it out.")
    council = settings.COUNCIL
    worker = assessment.worker
    letter = Letter(
        title=f"What we wrote about {child.given_name or child}",
        sender=str(council["name"]),
        reader=f"Dear {reader.given_name or reader}",
        day=on_day(time.today()),
        paragraphs=("This is what we wrote. You can say to each part whether it is right, or what it was like.",),
        sections=tuple(_section(one) for one in passages),
        contact=(
            f"{worker.name} is the person to talk with." if worker else "Ask for the person who wrote this.",
            f"Ring {worker.phone if worker and worker.phone else council['phone']}.",
        ),
        footer=DEMO_LINE if settings.DEMO else "",
    )
    return letter_pdf(letter)


def _section(passage: ReadPassage) -> Section:
    own = passage.answer
    said = (f"You said on {on_day(own.at)}: {own.label}. {own.words}".strip(),) if own else ()
    changed = ("We have changed this since you answered.",) if own and own.changed_since else ()
    paragraphs = tuple(part.strip() for part in passage.words.split("\n") if part.strip())
    return Section(passage.label, paragraphs + said + changed)
