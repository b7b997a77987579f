"""A visit written page by page: kept as it is typed, read back, recorded once; what is wrong says how to mend it."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from rock.accounts.roles import Role
from rock.core import time
from rock.core.models import Draft
from rock.practice.visits.models import ChildSeen, Noticed, Visit
from rock.practice_model.queries import word_list
from rock.records.models import (
    Audience,
    BirthKind,
    DayEntry,
    NetworkMember,
    Person,
    Presence,
    Promise,
    SaidInHearing,
    Source,
    Wish,
)
from tests.support import factories as make
from tests.support.pages import Page, PageClient
from tests.support.visits import Household, household

pytestmark = pytest.mark.django_db
TEA = "tea_ordinary_0"


@pytest.fixture
def home(db: None) -> Household:
    word_list()  # read once in a process, not once a page
    return household()


@pytest.fixture
def worker(pages: PageClient, home: Household) -> PageClient:
    return pages.as_user(home.worker)


def page_of(home: Household, child: Person | None = None) -> str:
    return f"/visits/new/{home.family.pk}/" + (f"{child.pk}/" if child else "")


def check_of(home: Household) -> str:
    return f"/visits/new/{home.family.pk}/check/"


def sent(client: PageClient, url: str, **answers: Any) -> Page:
    return client.submit(client.get(url), **answers)


def seen(client: PageClient, home: Household, child: Person, **more: Any) -> Page:
    facts = {"seen": "yes", "alone": "yes", "where": "In the garden"} | more
    parts = {key.rsplit("__", 1)[0] for key in more if key.count("_") >= 3 and key.split("_")[0] in {"tea", "night"}}
    return sent(client, page_of(home, child), parts=sorted(parts), **facts)


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


def test_a_visit_goes_from_page_to_page_and_becomes_one_record(worker: PageClient, home: Household) -> None:
    first = sent(
        worker, page_of(home), people=[f"p{home.dee.pk}"], others="Jo Lunt, school nurse", interpreter="Polish"
    )
    assert first.location == page_of(home, home.kai)
    kai = seen(
        worker,
        home,
        home.kai,
        heard=[str(home.dee.pk)],
        **{
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
        },
    )
    assert kai.location == page_of(home, home.rosie)
    assert seen(worker, home, home.rosie, seen="no", not_seen="At a party", alone="").location == check_of(home)
    read = worker.get(check_of(home))
    for words in (
        "It’s cold beans.",
        "Runs out: The meter, on Thursdays",
        "Not seen: At a party",
        "I will: Ring the fund",
    ):
        assert words in read.words
    assert not Visit.objects.exists()
    kept = worker.submit(read, selector="main form[data-visit-keep]")
    assert kept.status == 302
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


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"seen": ""}, "Choose whether you saw Kai"),
        ({"seen": "no"}, "Write why not"),
        ({"seen": "yes", "alone": ""}, "Choose whether you saw them alone"),
        ({"alone": "not_offered"}, "Write why not alone"),
        ({"strength1__words": "Kind"}, "Write what you saw or heard that shows it"),
        ({f"{TEA}__runs_out": "Gas"}, "Choose money, or money and care, because something runs out"),
        ({f"{TEA}__other": "Fine"}, "Write who said this"),
        ({f"{TEA}__words": "x" * 5001}, "Your answer is too long by 1. Make it 5,000 characters or fewer."),
    ],
)
def test_what_is_wrong_says_how_to_mend_it_and_what_was_typed_stays(
    worker: PageClient, home: Household, answers: dict[str, Any], says: str
) -> None:
    page = seen(worker, home, home.kai, **({"wish1__words": "A dog"} | answers))
    assert page.status == 200
    assert says in page.errors
    assert "A dog" in worker.get(page_of(home, home.kai)).text


def test_somebody_may_only_read_after_the_speaker_was_asked(worker: PageClient, home: Household) -> None:
    page = seen(worker, home, home.kai, **{f"readers{home.dee.pk}__readers": [str(home.ray.pk)]})
    assert "Ask first, and write what they said" in page.errors


def test_the_last_page_names_the_pages_that_are_not_right(worker: PageClient, home: Household) -> None:
    sent(worker, page_of(home))
    page = worker.get(check_of(home))
    assert "Mend: Kai" in page.words
    assert page.link("Mend: Rosie") == page_of(home, home.rosie)
    refused = worker.post(check_of(home), {})
    assert "Something on another page is not right yet" in refused.errors[0]
    assert not Visit.objects.exists()


def test_the_rules_of_the_record_are_told_in_words(worker: PageClient, home: Household) -> None:
    sent(worker, page_of(home), children=[str(home.kai.pk)])
    seen(worker, home, home.kai)
    refused = worker.submit(worker.get(check_of(home)), selector="main form[data-visit-keep]")
    assert "Nothing is written down yet" in refused.errors[0]


def test_the_workers_own_words_are_thought_about_and_nobody_elses(worker: PageClient, home: Household) -> None:
    sent(worker, page_of(home), children=[str(home.kai.pk)])
    word = "disengaged"
    seen(worker, home, home.kai, **{f"{TEA}__words": f"She is {word}"})
    assert "Words of yours to think about" not in worker.get(check_of(home)).words
    seen(worker, home, home.kai, **{f"{TEA}__saw": f"Mum is {word}"})
    page = worker.get(check_of(home))
    assert "Words of yours to think about" in page.words
    assert worker.submit(page, selector="main form[data-visit-keep]").status == 302


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


def test_a_second_window_with_an_older_version_is_compared_and_nothing_is_lost(
    worker: PageClient, home: Household
) -> None:
    url = page_of(home, home.kai)
    old = worker.get(url)
    seen(worker, home, home.kai, where="The garden", wish1__words="A dog")
    late = worker.submit(old, seen="yes", alone="declined", where="The hall", wish1__words="A cat")
    assert late.location == f"{url}compare/"
    assert "Another version" in worker.get(check_of(home)).words
    assert "waits to be compared" in worker.post(check_of(home), {}).errors[0]
    page = worker.get(late.location)
    for words in ("The garden", "The hall", "A dog", "A cat"):
        assert words in page.words
    names = {name: value for name, value in page.form().items() if name.startswith("choose-")}
    assert len(names) == 3
    worker.submit(page)
    form = worker.get(url).form()
    assert form["alone"] == "yes"
    assert form["wish1-words"] == "A dog\nA cat"
    assert worker.get(late.location).location == url


def test_the_same_answers_from_an_older_version_are_no_conflict(worker: PageClient, home: Household) -> None:
    old = worker.get(page_of(home))
    worker.submit(old, place="Upstairs")
    assert worker.submit(old, place="Upstairs").location == page_of(home, home.kai)


def test_ten_megabytes_are_refused_clearly_and_what_was_kept_stays(worker: PageClient, home: Household) -> None:
    page = worker.get(page_of(home, home.kai))
    assert worker.submit(page, wish1__words="x" * 10_000_000).status == 413
    long = worker.client.post(page_of(home, home.kai), {"wish1-words": "x" * 120_000})
    assert "too long to keep" in long.content.decode()
    assert "x" * 120_000 in long.content.decode()
    assert worker.get(page_of(home, home.kai)).status == 200


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


def test_a_full_day_fits_its_budget(worker: PageClient, home: Household) -> None:
    slots = ["waking", "breakfast", "ready", "journey", "school", "home", "tea", "evening", "bedtime", "night"]
    sent(worker, page_of(home, home.kai), add="1", add_slots=slots)
    page = worker.get(page_of(home, home.kai))
    assert len(page.soup.select("[data-visit-parts] details")) == 10
    assert len(page.text.encode()) < 38_000
