"""What has changed, at the door: only marks, words, wishes and answers that were shared with whoever reads it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from rock.core import time
from rock.doors.family.models import SafetyFinding
from rock.practice.plans.models import Review
from rock.practice.visits.services.recording import record_visit
from rock.practice.visits.services.wishes import answer_wish
from rock.records.models import (
    CourtOrder,
    Mark,
    OrderKind,
    Person,
    Redaction,
    RedactionKind,
    Slot,
    SlotMark,
    Statement,
    Wish,
)
from rock.records.services.occasions import share_words, stop_sharing
from tests.doors.family.planned import Planned, planned
from tests.doors.family.standing import PHONE, STREET, door_user
from tests.support import pages as fetched
from tests.support.browser import check_axe, check_no_sideways_scroll, screenshot
from tests.support.jobs import run_jobs
from tests.support.reviews import a_review, days_ago, mark, moment
from tests.support.shared import shared
from tests.support.visits import said, seen, visit_facts

SOFA = "I sleep on the sofa."
THEN, NOW, BETTER = "I get nothing before school.", "Toast, and Mum sits with me.", "It is warm in the mornings"
HELPED, WISH, DONE = (
    "The breakfast club, and getting up earlier.",
    "I want to see Nan on Fridays.",
    "You go every Friday.",
)


def heard(made: Planned, words: str, days: int, **facts: Any) -> None:
    spoken = seen(made.kai, said(words, Slot.BREAKFAST), **facts)
    record_visit(by=made.asha, facts=visit_facts(made.told.family, spoken, at=moment(days_ago(days))))


def reviewed() -> Planned:
    """Return Kai's plan after a review in which Kai, Dee and Asha marked breakfast; nothing of it is shared yet."""
    made = planned()
    made.kai_takes_part(since=days_ago(40))
    heard(made, THEN, 30)
    heard(made, NOW, 3)
    marks = (mark(made.kai, Mark.BETTER, BETTER), mark(made.dee, Mark.SAME), mark(None, Mark.NOT_KNOWN))
    a_review(made.asha, made.plan, *marks, on=days_ago(1), since=days_ago(20), what_changed=HELPED)
    return made


def give(made: Planned, reader: Person, *statements: Statement | None) -> None:
    for one in statements:
        assert one
        share_words(by=made.asha, statement=one, reader=reader, speaker_said="Yes")


def words_of(words: str) -> Statement:
    return Statement.objects.get(words=words)


def marks_of(made: Planned, person: Person | None) -> Statement:
    found = SlotMark.objects.get(person=person, child=made.kai).statement
    assert found
    return found


def page_of(made: Planned, reader: Person) -> fetched.Page:
    return made.door(reader).get(f"/w/then/{made.kai.pk}/")


@shared
def made() -> Planned:
    return reviewed()


def everything_to(made: Planned, reader: Person) -> None:
    marks = [marks_of(made, one) for one in (made.kai, made.dee, None)]
    give(made, reader, words_of(THEN), words_of(NOW), words_of(HELPED), *marks)


pytestmark = pytest.mark.django_db


def test_nothing_is_there_and_nothing_leads_there_until_something_is_shared(made: Planned) -> None:
    for reader in (made.dee, made.ray, made.jo):
        assert page_of(made, reader).status == 404
        assert "What has changed for" not in made.door(reader).get("/w/").words


def test_then_stands_beside_now_with_what_each_says_became_of_it(made: Planned) -> None:
    everything_to(made, made.dee)
    home = made.door(made.dee).get("/w/")
    assert home.link("What has changed for Kai") == f"/w/then/{made.kai.pk}/"
    assert len(home.queries) <= 12
    page = page_of(made, made.dee)
    then, now = page.soup.select(".rock-then__side")
    assert THEN in then.text
    assert NOW in now.text
    marked = [" ".join(one.get_text(" ").split()) for one in page.soup.select(".rock-then li")]
    assert [one.split(":")[0] for one in marked] == ["Kai", "You", "Asha Begum"]
    for row, words in zip(marked, ("better", "the same", "not known"), strict=True):
        assert words in row
    assert BETTER in marked[0]
    assert HELPED in page.words
    assert len(page.queries) <= 12


def test_her_own_mark_stays_from_her_door_until_it_was_shared_with_her(made: Planned) -> None:
    give(made, made.dee, words_of(NOW), marks_of(made, None))
    page = page_of(made, made.dee)
    assert "the same" not in page.words
    assert BETTER not in page.text
    assert "better" not in page.words
    give(made, made.dee, marks_of(made, made.dee))
    assert "You: the same" in page_of(made, made.dee).words


def test_what_is_shared_with_her_is_not_with_him(made: Planned) -> None:
    everything_to(made, made.dee)
    assert page_of(made, made.ray).status == 404
    give(made, made.ray, marks_of(made, made.kai))
    his = page_of(made, made.ray)
    assert "Kai: better" in his.words
    for words in (THEN, NOW, HELPED, "Dee", "not known"):
        assert words not in his.text
    for words in ("hidden", "withheld", "left out", "not shown", "shared"):
        assert words not in his.words.lower()


def test_a_later_review_of_which_they_may_read_nothing_moves_nothing(made: Planned) -> None:
    give(made, made.dee, words_of(NOW), marks_of(made, made.kai))
    before = page_of(made, made.dee).words
    harder = mark(made.kai, Mark.HARDER, "Dad hurts Mum on Sundays.", slot=Slot.EVENING)
    a_review(made.asha, made.plan, harder, what_changed="Sundays.")
    assert page_of(made, made.dee).words == before
    give(made, made.dee, SlotMark.objects.get(slot=Slot.EVENING).statement)
    assert "Dad hurts Mum on Sundays." in page_of(made, made.dee).words


def test_taken_back_limited_by_an_order_or_waiting_to_be_moved_it_is_gone(made: Planned) -> None:
    mine = marks_of(made, made.kai)
    for reader in (made.dee, made.ray):
        give(made, reader, mine)
        assert page_of(made, reader).status == 200
    stop_sharing(by=made.asha, statement=mine, reader=made.dee)
    assert page_of(made, made.dee).status == 404
    order = CourtOrder.objects.create(
        child=made.kai, limits=made.ray, kind=OrderKind.NON_MOLESTATION, starts=time.today()
    )
    assert page_of(made, made.ray).status == 404
    order.delete()
    asked = {"occasion": Review.objects.get().occasion, "basis": "Wrong child", "asked_by": made.asha}
    Redaction.objects.create(kind=RedactionKind.MOVE, **asked)
    assert page_of(made, made.ray).status == 404


def test_the_network_another_family_and_another_child_are_not_there(made: Planned) -> None:
    give(made, made.jo, words_of(NOW), marks_of(made, made.kai))
    assert page_of(made, made.jo).status == 404
    assert "changed" not in made.door(made.jo).get("/w/").words
    give(made, made.dee, marks_of(made, made.kai))
    assert made.door(made.dee).get(f"/w/then/{made.told.bea.pk}/").status == 404
    other = planned()
    assert made.door(made.dee).get(f"/w/then/{other.kai.pk}/").status == 404


def test_people_are_called_by_first_name_and_what_would_give_something_away_is_stopped(made: Planned) -> None:
    spoken = seen(made.kai, said(SOFA, Slot.NIGHT, carer=made.dee))
    record_visit(by=made.asha, facts=visit_facts(made.told.family, spoken, at=moment(days_ago(2))))
    give(made, made.ray, words_of(SOFA), marks_of(made, made.dee))
    his = page_of(made, made.ray)
    assert "with Dee" in his.words
    assert "Dee: the same" in his.words
    assert "Quillfeather" not in his.text
    spoken = seen(made.kai, said(f"Toast at {STREET}, ring {PHONE}", Slot.TEA))
    record_visit(by=made.asha, facts=visit_facts(made.told.family, spoken, at=moment(days_ago(2))))
    give(made, made.ray, Statement.objects.get(words__contains=STREET, day_entry__slot=Slot.TEA))
    his = page_of(made, made.ray)
    assert STREET not in his.text
    assert "Tea" not in his.words
    run_jobs()
    assert SafetyFinding.objects.filter(source="day").exists()


@pytest.mark.parametrize("given", ["words", "answer", "both"])
def test_you_said_we_did_needs_both_to_be_hers_to_read(made: Planned, given: str) -> None:
    heard(made, "Porridge.", 2, wishes=(WISH,))
    row = Wish.objects.get()
    answer = answer_wish(by=made.asha, wish=row, words=DONE)
    if given != "answer":
        give(made, made.dee, row.statement)
    if given != "words":
        give(made, made.dee, answer)
    page = page_of(made, made.dee)
    assert page.status == (200 if given == "both" else 404)
    assert (WISH in page.text) is (DONE in page.text) is (given == "both")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("phone", [True, False])
def test_it_passes_axe_and_stands_side_by_side_on_a_phone(in_browser: Callable[..., Page], phone: bool) -> None:
    made = reviewed()
    everything_to(made, made.dee)
    page = in_browser("/w/", phone=phone, user=door_user(made.dee))
    page.get_by_role("link", name="What has changed for Kai").click()
    screenshot(page, f"door-{'phone' if phone else 'desk'}-then")
    check_axe(page)
    check_no_sideways_scroll(page)
    then, now = (one.bounding_box() for one in page.locator(".rock-then__side").all())
    assert then
    assert now
    assert then["y"] == now["y"]
    assert then["x"] + then["width"] <= now["x"]


@pytest.mark.parametrize("hidden", [False, True])
def test_a_review_before_of_which_she_may_read_nothing_moves_nothing_from_side_to_side(hidden: bool) -> None:
    made = planned()
    made.kai_takes_part(since=days_ago(40))
    heard(made, THEN, 18)
    if hidden:
        a_review(made.asha, made.plan, mark(made.kai, Mark.HARDER, "Dad hurts Mum."), on=days_ago(15))
    heard(made, NOW, 3)
    a_review(made.asha, made.plan, mark(made.dee, Mark.SAME), on=days_ago(1), what_changed=HELPED)
    give(made, made.dee, words_of(THEN), words_of(NOW), words_of(HELPED), marks_of(made, made.dee))
    page = page_of(made, made.dee)
    assert NOW in page.words
    assert THEN not in page.words  # it was said after the day that she knows of
    assert "harder" not in page.words.lower()


def test_what_was_said_at_one_time_only_stands_below_under_the_time_that_it_has(made: Planned) -> None:
    everything_to(made, made.dee)
    spoken = seen(made.kai, said("Pasta with Bea.", Slot.TEA))
    record_visit(by=made.asha, facts=visit_facts(made.told.family, spoken, at=moment(days_ago(2))))
    give(made, made.dee, words_of("Pasta with Bea."))
    page = page_of(made, made.dee)
    titles = [one.get_text(" ", strip=True) for one in page.soup.select("main h2, main h3, main h4")]
    assert titles[titles.index("Other parts of the day") :] == ["Other parts of the day", "Tea", "Now"]
    assert "An ordinary day" not in page.words
