"""Her address, school, phone and new name stand in every word of visits, report, plan and review: no door of his holds any."""

from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

import rock
from rock.core import time
from rock.core.services import Refused
from rock.practice.assessments.letters import copy_for
from rock.practice.assessments.models import FamilyView, Heading
from rock.practice.assessments.services.agencies import answer_part, ask_agency
from rock.practice.assessments.services.reading import answer_passage, give_to_read
from rock.practice.assessments.services.writing import save_passage
from rock.practice.plans.models import ItemKind, Review, View
from rock.practice.plans.printing import fridge_pdf, whole_pdf
from rock.practice.plans.printing_review import review_pdf
from rock.practice.plans.services.saying import keep_version, say_view
from rock.practice.visits.facts import NoticedFacts, PromiseFacts, ReadersFacts
from rock.practice.visits.models import NoticedKind
from rock.practice.visits.services.recording import record_visit
from rock.practice.visits.services.wishes import answer_wish
from rock.records.models import Need, Slot, Source, Statement, Wish
from rock.records.services.documents import attach_document
from tests.core.documents import samples
from tests.doors.family.planned import WEEK
from tests.doors.family.standing import PHONE, POSTCODE, SCHOOL, STREET, SURGERY, betrays
from tests.journeys.at_doors import SCHOOL as PARTNER
from tests.journeys.at_doors import House, contacts, house, messages_to, numbers, walked
from tests.support.papers import text_of
from tests.support.reviews import a_review, mark
from tests.support.visits import said, seen, visit_facts

pytestmark = pytest.mark.django_db
ROCK = Path(rock.__file__ or "").parent
SAID = f"We live at 4 {STREET}, {POSTCODE}, near {SCHOOL} and {SURGERY}. Ring {PHONE}. She is Dee Quillfeather."


def on_a_visit(here: House) -> None:
    made = here.made
    both = (made.dee, made.ray)
    words = said(SAID, Slot.TEA, need=Need.MONEY, runs_out=SAID[:100])
    facts = seen(
        made.kai,
        words,
        said(SAID, Slot.NIGHT, source=Source.PARENT, speaker=made.dee),
        where=SAID[:100],
        noticed=(NoticedFacts(NoticedKind.WORRY, SAID), NoticedFacts(NoticedKind.STRENGTH, SAID, SAID)),
        wishes=(SAID,),
        promises=(PromiseFacts(SAID, by=made.dee, idea=made.kai),),
        readers=tuple(ReadersFacts(one, both, "Yes") for one in (made.kai, made.dee)),
    )
    record_visit(by=made.asha, facts=visit_facts(made.told.family, facts, place=SAID[:100]))
    answer_wish(by=made.asha, wish=Wish.objects.get(statement__words=SAID), words="You said it. We heard you.")


def in_the_report(here: House) -> None:
    """A passage, a mother's answer, a question to a service and what it answered; giving Ray the passage is refused."""
    made, written = here.made, here.written
    passage = save_passage(by=made.asha, assessment=written.assessment, heading=Heading.MEANING, words=SAID, revision=0)
    written.give(made.dee, passage)
    with pytest.raises(Refused):
        give_to_read(
            by=made.asha,
            assessment=written.assessment,
            person=made.ray,
            passages=[*written.passages.values(), passage],
            answer_by=written.until,
        )
    answer_passage(by=made.asha, person=made.dee, passage=passage, view=FamilyView.LIKE_THIS, words=SAID)
    with suppress(Refused):
        asked = ask_agency(
            by=made.asha,
            assessment=written.assessment,
            agency=PARTNER.agency,
            name=PARTNER.name,
            email=PARTNER.email,
            question=SAID,
            without_agreement_because="Asking could put Kai at risk.",
        )
        answer_part(by=made.asha, part=asked.part, words=SAID, answered_by="Priya")


def in_the_plan(here: House) -> None:
    """Each kind of line, what somebody says to one, a version, and a review in her words."""
    made, due = here.made, time.today() + WEEK
    both = (made.dee, made.ray, made.jo)
    for kind in (ItemKind.WORRY, ItemKind.STRONG):
        made.write(kind, SAID, *both)
    made.write(ItemKind.NOTHING_CHANGES, SAID, *both, due_on=due)
    made.write(ItemKind.WHAT_IF, SAID, *both, condition=SAID)
    made.write(ItemKind.PROMISE, SAID, *both, owner=made.ray, due_on=due, help_needed=SAID)
    made.write(ItemKind.PROMISE, "A place is found.", *both, owner=SCHOOL, due_on=due)
    say_view(by=made.asha, item=made.lines["good"], view=View.ANOTHER_IDEA, words=SAID, person=made.dee)
    keep_version(by=made.asha, plan=made.plan, answers=[])
    a_review(made.asha, made.plan, mark(made.dee, words=SAID), mark(words=SAID), what_changed=SAID, place=SAID[:100])
    attach_document(
        by=made.asha, person=made.kai, title=f"Letter to {STREET}", content=samples.PDF, name=f"{STREET}.pdf"
    )


def test_no_answer_to_him_to_the_grandmother_or_to_the_school_holds_any_of_it() -> None:
    here = house(reviewed=False)
    in_the_report(here)
    on_a_visit(here)
    in_the_plan(here)
    assert Statement.objects.filter(words__contains=STREET).count() > 12
    tried, children = numbers(), [here.made.kai.pk, here.made.told.bea.pk]
    for name, prefix in (("ray", "/w/"), ("jo", "/w/"), ("school", "/partner/")):
        pages = walked(here.doors[name], tried, children, prefix)
        assert [url for url, text in pages.items() if betrays(text)] == [], name
        assert sum(text.startswith("200") for text in pages.values()) >= 4, name
    assert [row for row in messages_to(*contacts(here)) if betrays(row[0])] == []


def test_the_walk_would_find_it_at_the_door_of_those_who_live_there_and_on_their_paper() -> None:
    here = house(reviewed=False)
    in_the_plan(here)
    pages = walked(here.doors["dee"], numbers(), [here.made.kai.pk])
    assert any(betrays(text) for text in pages.values())
    paper = next(text for url, text in pages.items() if url.endswith("/paper/") and text.startswith("200"))
    assert betrays(paper), "a PDF is read as its reader reads it"


def test_no_paper_that_a_worker_prints_for_him_or_the_grandmother_holds_any_of_it() -> None:
    here = house(reviewed=False)
    in_the_report(here)
    on_a_visit(here)
    in_the_plan(here)
    made, printed = here.made, []
    review = Review.objects.get(plan=made.plan)
    for reader in (made.ray, made.jo):
        for make in (whole_pdf, fridge_pdf, partial(review_pdf, review)):
            with suppress(Refused):
                printed.append(make(made.plan, reader))
        with suppress(Refused):
            printed.append(copy_for(here.written.assessment, reader) or b"")
    texts = [text_of(pdf) for pdf in printed if pdf]
    assert len(texts) >= 3
    assert [text for text in texts if betrays(text)] == []
    assert betrays(text_of(whole_pdf(made.plan, made.dee)))


def test_no_page_suggests_anything_while_somebody_types() -> None:
    """What answers while a page stands is what keeps it: nothing else could tell a name or an address."""
    pages = [path for path in ROCK.rglob("*.html") if "<datalist" in path.read_text("utf-8")]
    asking = {path.name for path in ROCK.rglob("static/**/*.js") if "fetch(" in path.read_text("utf-8")}
    assert pages == []
    assert asking <= {"autosave.js", "worker.js", "keeping.js", "offline.js"}
