"""What was typed becomes the facts of a visit: each word with whoever said it, and two versions made one without a loss."""

from typing import Any
from uuid import uuid4

import pytest

from rock.core.drafts import Answers
from rock.practice.visits.comparing import HERE, OTHER, differences, joined
from rock.practice.visits.facts import VisitFacts
from rock.practice.visits.forms.child import MOST_LINES, lines_in, parts_in
from rock.practice.visits.forms.parts import part_of
from rock.practice.visits.forms.who import first_answers
from rock.practice.visits.models import NoticedKind
from rock.practice.visits.queries.around import around_or_404
from rock.practice.visits.readback import read_back
from rock.practice.visits.services.recording import record_visit
from rock.practice.visits.typed import facts_of, pages_of
from rock.records.models import DayKind, Need, Slot, Source
from tests.support.shared import shared
from tests.support.visits import Household, household

pytestmark = pytest.mark.django_db
SEEN: Answers = {"seen": ["yes"], "alone": ["yes"]}


@shared
def home() -> Household:
    return household()


def facts(home: Household, kai: Answers, **who: list[str]) -> VisitFacts:
    around = around_or_404(home.worker, home.family.pk)
    first = first_answers(around, str(uuid4())) | {"children": [str(home.kai.pk)]} | who
    pages = pages_of(around, first, {home.kai.pk: SEEN | kai})
    assert pages.wrong() == []
    return facts_of(pages)


def part(key: str, **answers: str) -> Answers:
    return {"parts": [key]} | {f"{key}-{name}": [value] for name, value in answers.items()}


def test_what_was_put_in_a_house_is_the_childs_own_word_in_the_record(home: Household) -> None:
    given = facts(home, {"house-worries": ["Dad shouts\nThe dark"], "house-good": ["Nan"]})
    visit = record_visit(by=home.worker, facts=given)
    rows = visit.occasion.statements.filter(noticed__isnull=False).values_list("words", "speaker", "noticed__kind")
    assert set(rows) == {
        ("Dad shouts", home.kai.pk, NoticedKind.WORRY),
        ("The dark", home.kai.pk, NoticedKind.WORRY),
        ("Nan", home.kai.pk, NoticedKind.STRENGTH),
    }


def test_each_account_stands_with_its_speaker_and_the_need_with_the_first_of_them(home: Household) -> None:
    key = "tea_ordinary_0"
    given = facts(home, part(key, **{f"said_{home.dee.pk}": "Always", f"said_{home.ray.pk}": "Never", "need": "both"}))
    rows = [(one.source, one.speaker, one.words, one.need) for one in given.children[0].slots]
    assert rows == [
        (Source.PARENT, home.dee, "Always", Need.BOTH),
        (Source.PARENT, home.ray, "Never", Need.NOT_ASKED),
    ]


def test_a_need_without_an_account_stands_with_the_worker_and_never_with_the_child(home: Household) -> None:
    given = facts(home, part("tea_ordinary_0", words="Beans", need="money", runs_out="Gas"))
    rows = [(one.source, one.need, one.runs_out) for one in given.children[0].slots]
    assert rows == [(Source.CHILD, Need.NOT_ASKED, ""), (Source.WORKER, Need.MONEY, "Gas")]


def test_two_homes_and_kinds_of_day_are_parts_of_their_own(home: Household) -> None:
    first, second = f"tea_ordinary_{home.dee.pk}", f"tea_weekend_{home.ray.pk}"
    answers = part(first, words="Pasta") | part(second, words="Chips") | {"parts": [second, first]}
    rows = [(one.slot, one.day_kind, one.carer, one.words) for one in facts(home, answers).children[0].slots]
    assert rows == [
        (Slot.TEA, DayKind.ORDINARY, home.dee, "Pasta"),
        (Slot.TEA, DayKind.WEEKEND, home.ray, "Chips"),
    ]


def test_a_part_where_nothing_was_said_is_no_entry(home: Household) -> None:
    assert facts(home, part("tea_ordinary_0", need="not_asked")).children[0].slots == ()


def test_somebody_by_name_is_neither_parent_nor_worker(home: Household) -> None:
    given = facts(home, part("school_ordinary_0", other="He is tired", other_name="Miss Day, teacher"))
    slot = given.children[0].slots[0]
    assert (slot.source, slot.speaker_name, slot.speaker) == (Source.OTHER, "Miss Day, teacher", None)


def test_the_key_of_the_first_page_makes_the_visit_one(home: Household) -> None:
    around = around_or_404(home.worker, home.family.pk)
    key = first_answers(around, str(uuid4()))["key"]
    wish: dict[str, Any] = {"wish1-words": ["A dog"]}
    first = record_visit(by=home.worker, facts=facts(home, wish, key=key))
    assert record_visit(by=home.worker, facts=facts(home, wish, key=key)) == first


def test_it_is_read_back_with_quotes_only_around_the_words_of_others(home: Household) -> None:
    child = read_back(facts(home, part("tea_ordinary_0", words="Beans", face="2", saw="No plates")))[0]
    (title, lines) = child.day[0]
    assert title == "Tea"
    assert [(line.who, line.quoted) for line in lines] == [("Kai", True), ("What I saw", False)]
    assert lines[0].notes == ("Pointed to: the face “Sad”",)


@pytest.mark.parametrize(
    "key", ["", "tea", "tea_ordinary_", "lunch_ordinary_0", "tea_never_0", "tea_ordinary_x", "../x"]
)
def test_what_is_no_part_of_a_day_is_left_out(key: str) -> None:
    assert part_of(key) is None
    assert parts_in({"parts": [key]}) == []


def test_lines_keep_their_numbers_and_end() -> None:
    assert lines_in({"wish1-words": ["A"], "wish3-words": ["B"], "wish4-words": [" "]}, "wish") == [1, 3, 4]
    full = {f"wish{number}-words": ["A"] for number in range(1, 15)}
    assert len(lines_in(full, "wish")) == MOST_LINES


def test_two_versions_are_joined_so_that_no_word_goes() -> None:
    here = {"where": ["Hall"], "parts": ["tea_ordinary_0"], "a": ["same"], "seen": ["yes"]}
    other = {"where": ["Garden"], "parts": ["night_ordinary_0"], "a": ["same"], "b": ["new"], "seen": ["no"]}
    one = joined(here, other, {"seen": HERE})
    assert one["where"] == ["Hall\nGarden"]
    assert one["parts"] == ["tea_ordinary_0", "night_ordinary_0"]
    assert (one["a"], one["b"], one["seen"]) == (["same"], ["new"], ["yes"])
    assert joined(here, other, {"where": OTHER})["where"] == ["Garden"]


def test_differences_are_asked_in_the_words_of_the_page(home: Household) -> None:
    around = around_or_404(home.worker, home.family.pk)
    here = SEEN | part("tea_ordinary_0", words="Beans")
    found = differences(around, home.kai, here, here | {"tea_ordinary_0-words": ["Chips"], "alone": ["declined"]})
    assert [(one.question, one.here, one.other, one.can_be_both) for one in found] == [
        ("Did you see Kai alone?", "Yes, alone", "Offered, and the child did not want to", False),
        ("Tea: Kai’s own words", "Beans", "Chips", True),
    ]
