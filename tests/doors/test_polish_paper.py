"""What a reader of Polish takes away from the family door: every label in Polish, every word that was said as it was said."""

import pytest
from django.utils import translation

from rock.core import time
from rock.core.words import on_day
from rock.practice.plans.facts import Must
from rock.practice.plans.models import ItemKind, Standing
from rock.practice.plans.presenters.looks import look_of
from rock.practice.plans.printing_words import DAYS, HEADINGS, MARKS, SLOTS, STANDINGS
from rock.records.models import DayKind, Mark, PromiseState, Slot, Telling
from tests.doors.family.planned import WEEK, Planned, planned
from tests.support.pages import PageClient
from tests.support.papers import english_in, language_of, languages_in, text_of
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
SAID = "Kai je śniadanie przy stole."


@shared
def made() -> Planned:
    """Give a family in which everything on paper is said in Polish, so that any English in it is a label."""
    found = planned()
    found.plan.items.update(removed_at=time.now(), removed_because="Said anew in Polish.")
    must, due = Must("Kai opuszcza szkołę.", found.told.manager), time.today() + WEEK
    find = {"language": "Polish"}
    found.write(ItemKind.GOOD_DAY, SAID, found.dee, **find)
    found.write(ItemKind.WORRY, "Kai chodzi do szkoły głodny.", found.dee, **find)
    found.write(ItemKind.WHAT_IF, "Dzwonimy do Ashy.", found.dee, condition="nikt nie jadł", **find)
    found.write(ItemKind.PROMISE, "Kai ma miejsce w klubie.", found.dee, owner="Klub", due_on=due, **find)
    facts = {"owner": found.dee, "due_on": due, "must": must, "help_needed": "Jo"}
    found.write(ItemKind.PROMISE, "Mama dzwoni.", found.dee, **facts, **find)
    return found


def door(made: Planned, language: str = "pl") -> PageClient:
    client = made.door(made.dee)
    client.get(f"/w/?language={language}")
    return client


def paper(client: PageClient, made: Planned, name: str) -> bytes:
    pk = Telling.objects.get(person=made.dee).pk if name == "letter" else made.kai.pk
    page = client.get(f"/w/letter/{pk}/" if name == "letter" else f"/w/plan/{pk}/{name}/")
    assert (page.status, page.response["Content-Type"]) == (200, "application/pdf")
    return bytes(page.response.content)


POLISH = {
    "fridge": (
        "Plan: Kai",
        "Dobry dzień",
        "Kto co robi",
        "Jeśli to się stanie",
        "Jeśli nikt nie jadł",
        "Ty: Mama",
        SAID,
    ),
    "paper": ("Dla: Dee", "Cały plan: Kai", "Wczesna pomoc", "Co nas teraz martwi", "Potrzebna pomoc: Jo", SAID),
    "letter": ("Dzień dobry, Dee", "Co postanowiliśmy i co będzie dalej", "Z kim możesz rozmawiać"),
}


@pytest.mark.parametrize("name", POLISH)
def test_a_paper_from_the_door_is_in_polish_from_end_to_end(made: Planned, name: str) -> None:
    pdf = paper(door(made), made, name)
    text = text_of(pdf)
    assert language_of(pdf) == "pl"
    assert english_in(text) == []
    assert [one for one in POLISH[name] if one not in text] == []
    assert name == "fridge" or text.endswith(("1 z 1", "1z1"))
    with translation.override("pl"):
        assert on_day(time.today() if name != "fridge" else time.today() + WEEK) in text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("fridge", ("Kai’s plan", "A good day", "Who does what", "If nikt nie jadł:", "Who we can ring")),
        ("paper", ("The plan of Kai", "Early help. We look at it together on", "What worries us now", "You: Mama")),
        ("letter", ("Dear Dee", "What we decided, and what happens next", "Who you can talk with", "1 of 1")),
    ],
)
def test_the_same_paper_in_english_says_what_it_always_said(made: Planned, name: str, said: tuple[str, ...]) -> None:
    pdf = paper(door(made, "en-gb"), made, name)
    text = text_of(pdf)
    assert language_of(pdf) == "en"
    assert [one for one in said if one not in text] == []


def test_what_was_said_in_english_stays_and_is_marked_as_english(made: Planned) -> None:
    made.write(ItemKind.STRONG, "They laugh a lot.", made.dee)
    pdf = paper(door(made), made, "paper")
    assert "They laugh a lot." in text_of(pdf)
    assert languages_in(pdf) == {"en", "pl"}
    assert languages_in(paper(door(made), made, "letter")) == {"en", "pl"}


def test_every_word_of_the_record_that_a_paper_uses_has_a_polish_one() -> None:
    looks = [look_of(state, time.today()) for state in PromiseState.values]
    with translation.override("pl"):
        for table in (HEADINGS, STANDINGS, SLOTS, DAYS, MARKS):
            assert [key for key in table if str(table[key]) == key.label] == []  # type: ignore[attr-defined]
        polish = [look_of(state, time.today()) for state in PromiseState.values]
    assert [one.words for one, other in zip(looks, polish, strict=True) if one.words == other.words] == []


def test_a_paper_says_of_a_record_s_words_in_english_what_the_record_says() -> None:
    for table in (HEADINGS, STANDINGS, SLOTS, DAYS):
        assert [key for key in table if str(table[key]) != key.label] == []  # type: ignore[attr-defined]
    sizes = [(HEADINGS, ItemKind), (STANDINGS, Standing), (SLOTS, Slot), (DAYS, DayKind), (MARKS, Mark)]
    assert [len(table) for table, _kind in sizes] == [len(kind.values) for _table, kind in sizes]
    assert [key for key in MARKS if str(MARKS[key]) != key.label.lower()] == []  # type: ignore[attr-defined]
