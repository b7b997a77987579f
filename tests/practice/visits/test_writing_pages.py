"""A visit is written page by page, kept as it is typed, read back and recorded once."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from rock.accounts.roles import Role
from rock.core import time
from rock.core.models import Draft
from rock.core.words import on_day
from rock.practice.visits.models import ChildSeen, Noticed, Visit
from rock.records.models import (
    Audience,
    BirthKind,
    DayEntry,
    MemberRole,
    NetworkMember,
    Presence,
    Promise,
    SaidInHearing,
    Slot,
    Source,
    Wish,
)
from tests.practice.visits.page_by_page import TEA, check_of, page_of, seen, sent
from tests.support import factories as make
from tests.support.pages import Page, PageClient
from tests.support.visits import Household, household

pytestmark = pytest.mark.django_db


def test_the_first_page_offers_the_children_the_adults_and_the_network(worker: PageClient, home: Household) -> None:
    NetworkMember.objects.create(family=home.family, name="Gwen Tully", who="Neighbour", circle=2)
    NetworkMember.objects.create(family=home.family, person=home.ida, who="Nan", circle=1)
    page = worker.get(page_of(home))
    assert page.h1 == f"A visit to {home.family.name}"
    form = page.form()
    assert form["children"] == [str(home.kai.pk), str(home.rosie.pk)]
    assert form["key"]
    for name in ("Dee Ashdown", "Craig Holt", "Ida Poole (Nan)", "Gwen Tully (Neighbour)"):
        assert name in page.words


def kais_tea(home: Household) -> dict[str, Any]:
    """Return what is typed on Kai’s page: his tea by three voices, what was noticed, a wish, and who may read."""
    return {
        "heard": [str(home.dee.pk)],
        f"{TEA}__words": "It’s cold beans.",
        f"{TEA}__face": "2",
        f"{TEA}__said_{home.dee.pk}": "There is always tea.",
        f"{TEA}__said_{home.ray.pk}": "I never see it.",
        f"{TEA}__saw": "The cooker was not plugged in.",
        f"{TEA}__need": "money",
        f"{TEA}__runs_out": "The meter, on Thursdays",
        f"{TEA}__promise": "Ring the fund",
        "strength1__words": "Kai knows whom to ring",
        "strength1__shown": "He showed me Nan’s number",
        "worry1__words": "There is no food on Thursdays",
        "worry1__slot": "tea",
        "wish1__words": "Tea with Nan",
        f"readers{home.kai.pk}__readers": [str(home.kai.pk)],
        f"readers{home.kai.pk}__said": "Only me",
    }


def written(worker: PageClient, home: Household) -> Page:
    """Write a visit from page to page, each leading to the next, and return the page that reads it back."""
    first = sent(
        worker, page_of(home), people=[f"p{home.dee.pk}"], others="Jo Lunt, school nurse", interpreter="Polish"
    )
    assert first.location == page_of(home, home.kai)
    assert seen(worker, home, home.kai, **kais_tea(home)).location == page_of(home, home.rosie)
    assert seen(worker, home, home.rosie, seen="no", not_seen="At a party", alone="").location == check_of(home)
    return worker.get(check_of(home))


def test_a_visit_goes_from_page_to_page_and_is_read_back_before_it_is_kept(worker: PageClient, home: Household) -> None:
    read = written(worker, home)
    for words in (
        "It’s cold beans.",
        "Runs out: The meter, on Thursdays",
        "Not seen: At a party",
        "I will: Ring the fund",
    ):
        assert words in read.words
    assert not Visit.objects.exists()


def test_what_was_typed_becomes_one_record_and_no_draft_stays(worker: PageClient, home: Household) -> None:
    assert worker.submit(written(worker, home), selector="main form[data-visit-keep]").status == 302
    visit = Visit.objects.get()
    assert (visit.interpreter, visit.place_kind) == ("Polish", "home")
    assert set(DayEntry.objects.values_list("source", "need")) == {
        (Source.CHILD, "not_asked"),
        (Source.PARENT, "money"),
        (Source.PARENT, "not_asked"),
        (Source.WORKER, "not_asked"),
    }
    assert DayEntry.objects.get(source=Source.CHILD).face == 2
    assert (Promise.objects.get().what, Promise.objects.get().slot) == ("Ring the fund", "tea")
    assert Wish.objects.get().statement.words == "Tea with Nan"
    assert set(Noticed.objects.values_list("kind", "slot")) == {("strength", ""), ("worry", "tea")}
    assert set(ChildSeen.objects.values_list("child", "seen")) == {(home.kai.pk, True), (home.rosie.pk, False)}
    assert set(SaidInHearing.objects.values_list("person", flat=True)) == {home.dee.pk}
    assert set(Audience.objects.values_list("reader", "speaker_said")) == {(home.kai.pk, "Only me")}
    assert Presence.objects.filter(name="Jo Lunt, school nurse").exists()
    assert not Draft.objects.exists()


def test_a_promise_says_who_does_it_whose_idea_it_was_and_by_when(worker: PageClient, home: Household) -> None:
    NetworkMember.objects.create(family=home.family, person=home.ida, who="Nan", circle=1)
    sent(worker, page_of(home), children=[str(home.kai.pk)])
    theirs = {"promise1__words": "Cook on Thursdays", "promise1__by": str(home.ida.pk), f"{TEA}__words": "Beans"}
    seen(worker, home, home.kai, **theirs)
    assert "Mend: Kai" in worker.get(check_of(home)).words
    again = worker.get(page_of(home, home.kai))
    assert "Choose whether it depends on another adult’s violence" in worker.submit(again).words
    more = {"promise1__depends": "no", "promise1__idea": str(home.kai.pk), "promise1__within": "7"}
    seen(worker, home, home.kai, **theirs, **more)
    read, day = worker.get(check_of(home)), time.today() + timedelta(days=7)
    assert f"Ida Poole will: Cook on Thursdays, by {on_day(day)}. Kai Ashdown had the idea." in read.words
    kept = worker.submit(read, selector="main form[data-visit-keep]")
    made = Promise.objects.get()
    assert (made.owner, made.idea_of, made.due_on, made.owner_staff) == (home.ida, home.kai, day, None)
    assert "Ida Poole: Cook on Thursdays" in worker.get(str(kept.location)).words


def test_keeping_twice_makes_one_visit(worker: PageClient, home: Household) -> None:
    sent(worker, page_of(home), children=[str(home.kai.pk)])
    seen(worker, home, home.kai, **{f"{TEA}__words": "Beans"})
    read = worker.get(check_of(home))
    first = worker.submit(read, selector="main form[data-visit-keep]")
    second = worker.submit(read, selector="main form[data-visit-keep]")
    assert first.location == second.location
    assert Visit.objects.count() == 1


def test_parts_of_the_day_are_added_without_a_script_and_stay(worker: PageClient, home: Household) -> None:
    added = sent(worker, page_of(home, home.kai), add="1", add_slots=["tea", "night"], add_carer=str(home.ray.pk))
    assert added.location == f"{page_of(home, home.kai)}#day"
    page = worker.get(page_of(home, home.kai))
    assert f"Tea, with {home.ray}" in page.words
    again = worker.submit(page, add="1", add_slots="tea", add_kind="weekend")
    assert again.status == 302
    parts = worker.get(page_of(home, home.kai)).form()["parts"]
    assert parts[:3] == [f"tea_ordinary_{home.ray.pk}", f"night_ordinary_{home.ray.pk}", "tea_weekend_0"]


def test_a_baby_has_no_box_for_words_and_no_wishes(worker: PageClient, home: Household) -> None:
    baby = make.person("Bo", home.family.name, born=time.today() - timedelta(days=90))
    make.member(home.family, baby)
    make.grant(home.worker, baby)
    page = worker.get(page_of(home, baby))
    assert "Nobody writes words for a baby" in page.words
    assert "A baby, watched and not asked" in page.words
    assert "wish1-words" not in page.form()
    sent(worker, page_of(home), children=[str(baby.pk)])
    wrote = seen(
        worker,
        home,
        baby,
        alone="too_young",
        **{f"{TEA}__saw": "Dee held Bo", f"{TEA}__words": "I am hungry", f"{TEA}__pictures": ["baby_fed"]},
    )
    assert wrote.location == check_of(home)
    read = worker.get(check_of(home))
    assert "I am hungry" not in read.text
    worker.submit(read, selector="main form[data-visit-keep]")
    entry = DayEntry.objects.get()
    assert (entry.source, entry.pictures, entry.statement.speaker) == (Source.WORKER, ["baby_fed"], None)


def test_a_child_not_born_yet_is_not_asked_whether_it_was_seen(worker: PageClient, home: Household) -> None:
    coming = make.person(
        "Baby", home.family.name, born=time.today() + timedelta(days=60), birth_kind=BirthKind.EXPECTED
    )
    make.member(home.family, coming)
    make.grant(home.worker, coming)
    page = worker.get(page_of(home, coming))
    assert "Baby is not born yet" in page.words
    assert "seen" not in page.form()


@pytest.mark.parametrize("path", ["", "check/", "{kai}/", "{kai}/compare/", "compare/"])
def test_another_worker_finds_no_such_visit(pages: PageClient, home: Household, path: str) -> None:
    stranger = pages.as_user(make.staff_user(Role.SOCIAL_WORKER))
    assert stranger.get(f"{page_of(home)}{path.format(kai=home.kai.pk)}").status == 404


def test_a_child_of_another_family_is_not_there(worker: PageClient, home: Household) -> None:
    other = household("Brook", worker=home.worker)
    assert worker.get(f"/visits/new/{home.family.pk}/{other.kai.pk}/").status == 404


def test_a_visit_that_is_not_wanted_is_thrown_away(worker: PageClient, home: Household) -> None:
    sent(worker, page_of(home))
    seen(worker, home, home.kai, wish1__words="A dog")
    assert worker.post(reverse("visits:drop", args=[home.family.pk])).status == 302
    assert not Draft.objects.exists()


def test_a_full_day_with_four_adults_fits_its_budget(worker: PageClient, home: Household) -> None:
    for name in ("Margaret", "Oluwaseun"):
        adult = make.person(name, "Featherstonehaugh")
        make.member(home.family, adult, role=MemberRole.ADULT)
        make.grant(home.worker, adult)
    sent(worker, page_of(home, home.kai), add="1", add_slots=[slot.value for slot in Slot])
    page = worker.get(page_of(home, home.kai))
    assert len(page.soup.select("[data-visit-parts] > details")) == 10
    assert "What Oluwaseun says" in page.words
    # Of 40 kB, so that the words of a visit have their place on it too; how long people's numbers are counts as well.
    assert len(page.text.encode()) < 38_500
