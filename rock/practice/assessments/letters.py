"""The copy of an assessment for one reader: the passages that they may read and what they said to them, in large type."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rock.core import time
from rock.core.pdf import Letter, Section, letter_pdf
from rock.core.services import Refused
from rock.core.words import on_day
from rock.practice.assessments.models import Assessment, FamilyView, Heading
from rock.practice.assessments.queries.around import hidden_from_reader
from rock.practice.assessments.queries.reading import OwnAnswer, ReadPassage, passages_for
from rock.practice.requests.letters import said_in, whom_to_talk_with
from rock.records.models import Person
from rock.records.queries.people import one_person

HEADINGS: dict[str, Any] = {
    Heading.DAY: gettext_lazy("What the day is like"),
    Heading.STRONG: gettext_lazy("What is strong"),
    Heading.WORRY: gettext_lazy("What worries us, and what shows it"),
    Heading.MONEY: gettext_lazy("Money and what is missing"),
    Heading.MEANING: gettext_lazy("What it means for the child"),
    Heading.NEXT: gettext_lazy("What would help"),
}
VIEWS: dict[str, Any] = {
    FamilyView.RIGHT: gettext_lazy("That is right"),
    FamilyView.NOT_RIGHT: gettext_lazy("That is not right"),
    FamilyView.LIKE_THIS: gettext_lazy("It was like this"),
}


def copy_for(assessment: Assessment, reader: Person) -> bytes | None:
    """Return one reader's copy as an accessible PDF (five queries); None where they were given nothing to read.

    Refused where it would betray anything to them.
    """
    child, ids = assessment.referral.child, one_person([reader.pk])
    passages = passages_for(ids, assessment)
    if not passages:
        return None
    hidden = hidden_from_reader(child, reader)
    for one in passages:
        if hits := hidden.found_in(one.words):
            raise Refused(f"“{one.label}” gives away something that is hidden from {reader}: “{hits[0]}”. Take it out.")
    council = settings.COUNCIL
    worker = assessment.worker
    phone = worker.phone if worker and worker.phone else council["phone"]
    letter = Letter(
        title=_("What we wrote about %(name)s") % {"name": child.given_name or child},
        sender=str(council["name"]),
        reader=_("Dear %(name)s") % {"name": reader.given_name or reader},
        day=on_day(time.today()),
        paragraphs=(_("This is what we wrote. You can say to each part whether it is right, or what it was like."),),
        sections=tuple(_section(one) for one in passages),
        contact=(whom_to_talk_with(worker.name if worker else ""), _("Ring %(number)s.") % {"number": phone}),
    )
    return letter_pdf(letter)


def _section(passage: ReadPassage) -> Section:
    return Section(
        str(HEADINGS[passage.heading]), (*said_in(passage.words, passage.language), *_answered(passage.answer))
    )


def _answered(own: OwnAnswer | None) -> tuple[str, ...]:
    if own is None:
        return ()
    answer = _("You said on %(day)s: %(answer)s.") % {"day": on_day(own.at), "answer": VIEWS[own.view]}
    said = f"{answer} {own.words}".strip()
    return (said, _("We have changed this since you answered.")) if own.changed_since else (said,)
