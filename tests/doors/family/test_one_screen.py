"""The plan at her door, before she scrolls: the worry, who does what by when, what happens if, and the way to all of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from rock.core import time
from rock.doors.family.presenters.first_screen import ACROSS, MORE, rows_of, shared_out, start_of
from rock.doors.family.presenters.plan import Line, Tag
from rock.practice.plans.facts import GoingOn, Must
from rock.practice.plans.models import ItemKind, Part, PlanItem, Standing
from rock.practice.plans.services.must import must_happen
from rock.practice.plans.services.starting import start_plan
from rock.records.models import Promise, PromiseState
from tests.doors.family.planned import Planned, planned
from tests.doors.family.standing import door_user
from tests.support.browser import check_no_sideways_scroll, check_targets
from tests.support.shared import shared

SCREEN = {"width": 375, "height": 812}
WORRY = (
    "Kai goes to school hungry most days, and by the afternoon he is cold and too tired to play. He says it is worst on"
    " Mondays."
)
FROM_ASHA = "I ask the food bank for a parcel each Thursday until the money from work comes."
IN_TIME = "If he is still hungry at Christmas we meet with everybody and look at what has to happen."


def real_plan() -> Planned:
    """Return two children with a plan each; Kai's has five promises of five people, one of them long."""
    made = planned()
    day, both = time.today(), (made.dee, made.ray)
    for line in ("worry", "school"):
        made.lines[line].wording.statement.audience.update(ends=time.now())  # type: ignore[union-attr]
    made.write(ItemKind.WORRY, WORRY, made.dee)
    made.write(
        ItemKind.PROMISE, "Two places at the club.", *both, owner="Seaside Breakfast Club", due_on=day + timedelta(18)
    )
    made.write(ItemKind.PROMISE, FROM_ASHA, *both, owner=made.asha, due_on=day + timedelta(1))
    made.write(ItemKind.NOTHING_CHANGES, IN_TIME, *both, due_on=day + timedelta(33))
    start_plan(
        by=made.asha,
        family=made.told.family,
        child=made.told.bea,
        standing=Standing.EARLY_HELP,
        review_on=day + timedelta(30),
        lead=made.asha,
        members=[(made.dee, Part.PARENT)],
    )
    return made


def bottom_of(page: Page, selector: str) -> float:
    """Return how far down the last of these ends, in pixels from the top of the page."""
    boxes = [one.bounding_box() for one in page.locator(selector).all()]
    assert boxes, selector
    assert all(boxes), f"{selector} is not seen"
    return max(box["y"] + box["height"] for box in boxes if box)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("javascript", [True, False])
def test_the_four_stand_on_the_first_screen_of_a_phone(in_browser: Callable[..., Page], javascript: bool) -> None:
    made = real_plan()
    page = in_browser("/w/", phone=True, javascript=javascript, user=door_user(made.dee))
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    page.get_by_role("link", name="Our plan").click()
    first = {
        "the worry": "#worry + details summary",
        "who does what, and by when": "#promises + ul > li summary",
        "what happens if": ".rock-screen__head + ul > li summary",
        "when we look again, and the way to all of it": "#again",
        "the brothers and sisters": "nav [aria-current=page]",
    }
    ends = {name: bottom_of(page, selector) for name, selector in first.items()}
    assert {name: end for name, end in ends.items() if end > SCREEN["height"]} == {}
    assert page.locator("#promises + ul > li").count() == 5
    check_no_sideways_scroll(page)
    check_targets(page)
    assert page.evaluate("scrollY") == 0


def words_cut(page: Page) -> list[str]:
    """Return the closed lines of which the screen shows less than they say."""
    found: list[str] = page.locator("summary .rock-short__words, summary .rock-short__who > *").evaluate_all(
        "all => all.filter(e => e.checkVisibility() && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth"
        " + 1) && e.clientHeight).map(e => e.innerText)"
    )
    return found


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [375, 320])
def test_no_word_of_who_does_what_or_of_what_happens_if_is_cut(in_browser: Callable[..., Page], width: int) -> None:
    made = real_plan()
    page = in_browser("/w/plan/", phone=True, javascript=False, user=door_user(made.dee))
    page.set_viewport_size({"width": width, "height": 812})
    assert words_cut(page) == []
    shown = page.locator("main").inner_text()
    for words in (WORRY, FROM_ASHA, "Breakfast is ready at eight.", "nobody has eaten:", "We ring Asha.", IN_TIME):
        assert words in shown
    check_no_sideways_scroll(page)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_short_line_opens_to_what_belongs_to_it_and_what_can_be_said(in_browser: Callable[..., Page]) -> None:
    made = real_plan()
    item = PlanItem.objects.get(wording__statement__words=FROM_ASHA)
    page = in_browser("/w/plan/", phone=True, javascript=False, user=door_user(made.dee))
    assert not page.get_by_role("link", name="Say what you think").first.is_visible()
    page.locator(f"#line-{item.pk} summary").click()
    page.get_by_role("link", name="Say what you think").click()
    page.wait_for_url(f"**/w/line/{item.pk}/")
    assert FROM_ASHA in page.locator("main").inner_text()


def line(pk: int, *, mine: bool) -> Line:
    """Return a promise that is open."""
    tag = Tag("open", "", "")
    return Line(pk, "", True, "", "", "", tag, mine, True, "", "", "", "", "", False, "", ())


@pytest.mark.parametrize(
    ("mine", "others", "first", "after"),
    [
        ([1], [2, 3], [1, 2, 3], []),
        ([1], [2, 3, 4, 5, 6], [1, 2, 3, 4, 5], [6]),
        ([1, 2, 3, 4, 5, 6], [], [1, 2, 3, 4, 5], [6]),
        ([1, 2, 3, 4, 5], [6], [1, 2, 3, 4, 6], [5]),
        ([1, 2, 3, 4, 5], [6, 7, 8], [1, 2, 3, 6, 7], [4, 5, 8]),
        ([], [], [], []),
    ],
)
def test_her_own_come_first_and_what_others_do_is_met_all_the_same(
    mine: list[int], others: list[int], first: list[int], after: list[int]
) -> None:
    found = shared_out(
        [line(pk, mine=False) for pk in others] + [line(pk, mine=True) for pk in mine], 99, lambda _one: 1
    )
    assert [[one.id for one in rows] for rows in found] == [first, after]


@pytest.mark.parametrize(
    ("room", "first"), [(15, [1, 2, 3, 5, 6]), (14, [1, 2, 5, 6]), (11, [1, 2, 5]), (8, [1, 5]), (0, [1, 5])]
)
def test_as_many_as_there_is_room_for_and_never_fewer_than_two(room: float, first: list[int]) -> None:
    lines = [line(pk, mine=pk < 5) for pk in range(1, 8)]
    shown, later = shared_out(lines, room + MORE, lambda _one: 3)
    assert [one.id for one in shown] == first
    assert {one.id for one in (*shown, *later)} == set(range(1, 8))


def test_what_takes_more_rows_is_counted_so() -> None:
    assert rows_of("a" * ACROSS) < rows_of("a" * (ACROSS + 1)) == rows_of("a\nb")
    assert rows_of("a", who="Jo", day="By 5 March") < rows_of(
        "a", who="Marram Primary School", day="Late since 5 March"
    )
    assert rows_of("a", who="Jo", must=True) == rows_of("a", who="Jo") + 1


def test_a_very_long_worry_is_left_after_a_sentence_or_a_word_and_says_that_there_is_more(made: Planned) -> None:
    sentence = "He is hungry in the morning and says so to his teacher. "
    assert start_of(sentence * 5) == ""
    assert start_of(sentence * 6) == (sentence * 3).strip()
    assert start_of("hungry " * 60) == ("hungry " * 31).strip()
    made.lines["worry"].wording.statement.audience.update(ends=time.now())  # type: ignore[union-attr]
    worry = made.door(made.dee).get("/w/plan/").soup.select_one("#worry + details summary")
    assert worry
    assert not worry.select(".rock-short__more")
    PlanItem.objects.filter(kind=ItemKind.WORRY).update(removed_at=time.now(), removed_because="Said anew")
    made.write(ItemKind.WORRY, sentence * 8, made.dee)
    worry = made.door(made.dee).get("/w/plan/").soup.select_one("#worry + details summary")
    assert worry
    assert [one.get_text() for one in worry.select(".rock-short__more")] == ["Read all of it"]
    assert (sentence * 8).strip() in " ".join(worry.get_text().split())


@shared
def made() -> Planned:
    return real_plan()


def said(made: Planned, selector: str) -> list[str]:
    """Return the words of each of these at her door."""
    page = made.door(made.dee).get("/w/plan/")
    return [" ".join(one.get_text(" ").split()) for one in page.soup.select(selector)]


def test_hers_is_first_then_what_is_soonest_with_days_that_need_no_year(made: Planned) -> None:
    rows = said(made, "#promises + ul > li summary")
    assert [row.split()[0] for row in rows] == ["You", "Asha", "Ray", "Jo", "Seaside"]
    assert not any(str(time.today().year) in row for row in rows)


def test_what_is_due_today_says_so(made: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    day = time.today() + timedelta(7)
    monkeypatch.setattr(time, "today", lambda: day)
    tags = said(made, "#promises + ul .govuk-tag")
    assert tags[0] == "Today"
    assert tags[1].startswith("Late since")


def test_what_has_to_happen_says_so_before_it_is_opened(made: Planned) -> None:
    must_happen(by=made.asha, promise=Promise.objects.get(what=FROM_ASHA), must=Must("He is cold.", made.asha))
    rows = said(made, "#promises + ul > li summary")
    assert ["This has to happen." in row for row in rows] == [False, True, False, False, False]


def test_a_plan_of_forty_keeps_the_rest_one_touch_away(made: Planned) -> None:
    for n in range(35):
        made.write(
            ItemKind.PROMISE,
            f"Idea {n}.",
            made.dee,
            owner="School",
            due_on=time.today() + timedelta(20),
            going_on=GoingOn("Many, for now."),
        )
    page = made.door(made.dee).get("/w/plan/")
    assert len(page.soup.select("#promises + ul > li")) == 4
    assert "And 36 more: Seaside Breakfast Club, School" in page.words
    assert "Idea 34." in page.words


def test_what_is_done_leaves_the_first_screen_and_stays_to_be_read(made: Planned) -> None:
    Promise.objects.filter(item=made.lines["jo"]).update(state=PromiseState.KEPT, closed_on=time.today())
    assert not any("Nan’s" in row for row in said(made, "#promises + ul > li"))
    assert any("Nan’s" in row and "Done" in row for row in said(made, "#over + ul > li"))


def test_where_no_worry_is_shared_nothing_says_that_there_is_one(made: Planned) -> None:
    his: Any = made.door(made.ray).get("/w/plan/")
    assert his.soup.select("#worry") == []
    assert "worr" not in his.words
