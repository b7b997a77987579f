from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from rock.core import words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 3, 5), "5 March 2026"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026"),
        (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), "31 January 2026"),
        (None, "not known"),
    ],
)
def test_a_date_in_words_is_the_date_in_london(value: Any, text: str) -> None:
    assert words.on_day(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 5, 7), "7 May"),
        (date(2025, 11, 6), "6 November"),
        (date(2025, 9, 3), "3 September 2025"),
        (date(2026, 9, 4), "4 September 2026"),
        (datetime(2026, 4, 30, 23, 30, tzinfo=UTC), "1 May"),
    ],
)
@time_machine.travel("2026-03-05T12:00:00Z")
def test_a_near_date_needs_no_year(value: Any, text: str) -> None:
    assert words.near_day(value) == text


@pytest.mark.parametrize(
    ("hour", "minute", "text"),
    [
        (0, 0, "midnight"),
        (0, 5, "12:05am"),
        (9, 0, "9:00am"),
        (12, 0, "midday"),
        (12, 30, "12:30pm"),
        (15, 40, "3:40pm"),
    ],
)
def test_a_time_in_words(hour: int, minute: int, text: str) -> None:
    assert words.at_time(datetime(2026, 1, 5, hour, minute, tzinfo=UTC)) == text


def test_a_moment_in_words_in_summer_time() -> None:
    assert words.on_day_at(datetime(2026, 7, 5, 14, 40, tzinfo=UTC)) == "5 July 2026 at 3:40pm"
    assert words.on_day_at(None) == "not known"


@pytest.mark.parametrize(
    ("due", "text"),
    [
        (date(2026, 3, 3), "2 working days late"),
        (date(2026, 3, 4), "1 working day late"),
        (date(2026, 3, 5), "due today"),
        (date(2026, 3, 6), "due in 1 working day"),
        (date(2026, 3, 9), "due in 2 working days"),
    ],
)
@time_machine.travel("2026-03-05T12:00:00Z")
def test_how_far_off_a_limit_is(due: Any, text: str) -> None:
    assert words.day_due(due) == text


@time_machine.travel("2026-03-06T12:00:00Z")
def test_a_limit_on_a_saturday_seen_on_friday() -> None:
    assert words.day_due(date(2026, 3, 7)) == "due before the next working day"


@time_machine.travel("2026-03-08T12:00:00Z")
def test_a_limit_on_a_friday_seen_on_sunday_is_late() -> None:
    assert words.day_due(date(2026, 3, 6)) == "late, though no working day has passed since"


@pytest.mark.parametrize(("number", "text"), [(0, "0 children"), (1, "1 child"), (1200, "1,200 children")])
def test_a_count_with_its_noun(number: Any, text: str) -> None:
    assert words.count_of(number, "child", "children") == text


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["Ama"], "Ama"), (["Ama", "Ben"], "Ama and Ben"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_as_a_sentence_writes_it(parts: Any, text: str) -> None:
    assert words.joined(parts) == text
