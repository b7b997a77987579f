"""Terms, principles and words by date, from what the process keeps."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from rock.practice_model import queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    queries.forget()
    yield
    queries.forget()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2019, 1, 1), "family group conference"),
        (date(2020, 6, 30), "family group conference"),
        (date(2020, 7, 1), "Families Together Meeting"),
        (date(2024, 12, 31), "Families Together Meeting"),
        (date(2025, 1, 1), "Family and Friends Meeting"),
    ],
)
def test_the_family_meeting_had_three_names(day: date, words: str) -> None:
    assert queries.term("family_meeting", on=day) == words


def test_the_hub_changed_its_name_on_26_april_2021() -> None:
    assert queries.term("hub", on=date(2021, 4, 25)) == "multi-agency safeguarding hub"
    assert queries.term("hub", on=date(2021, 4, 26)) == "Request for Support Hub"
    assert queries.term("request", on=date(2021, 4, 26)) == "request for support"


def test_today_is_meant_without_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rock.core.time.today", lambda: date(2020, 1, 1))
    assert queries.term("family_meeting") == "family group conference"


def test_an_unknown_term_is_a_fault() -> None:
    with pytest.raises(LookupError, match="nobody"):
        queries.term("nobody")


def test_families_come_first() -> None:
    families, service = queries.principles()
    assert families.version.voice == "families"
    assert [len(principles) for _, principles in families.strands()] == [9, 11, 14]
    assert [len(principles) for _, principles in service.strands()] == [5, 8, 4]


def test_a_principle_is_found_by_its_id() -> None:
    assert queries.principle("A-HD2").text == "No jargon"
    with pytest.raises(LookupError):
        queries.principle("A-HD99")


def test_no_principles_before_the_model() -> None:
    assert queries.principles(on=date(2017, 12, 31)) == []


def test_the_list_speaks_of_the_hub_by_its_name_on_the_day() -> None:
    def hub(day: date) -> str:
        return next(word.plain_words for word in queries.word_list(day).words if word.term == "MASH")

    assert hub(date(2026, 1, 1)) == "Request for Support Hub"
    assert hub(date(2019, 1, 1)) == "multi-agency safeguarding hub"


def test_words_are_found_by_either_form() -> None:
    assert [word.number for word in queries.find_words("FAMILY TIME")] == [2]
    assert [word.number for word in queries.find_words("genogr")] == [77]
    assert queries.find_words("zebra") == []
    assert len(queries.find_words("  ")) == len(queries.word_list().words)


def test_a_process_reads_the_model_once_a_minute(
    django_assert_num_queries: Any, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with django_assert_max_num_queries(5):
        queries.term("hub")
    with django_assert_num_queries(0):
        assert queries.principles()
        assert queries.word_list() is queries.word_list()
    monkeypatch.setattr("rock.practice_model.queries.KEPT_SECONDS", -1.0)
    with django_assert_max_num_queries(5) as seen:
        queries.term("hub")
    assert len(seen) == 5
