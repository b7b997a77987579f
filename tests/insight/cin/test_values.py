from datetime import UTC, date, datetime

import pytest

from rock.insight.cin.values import read_count, read_date, read_moment, read_short, read_upn

DAY = date(2024, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-29",
        "2024-02-29T00:00:00",
        "2024-02-29T23:59:59.999Z",
        "2024-02-29T23:59:59+01:00",
        "2024-02-29 08:30",
        "2024-02-29Z",
        "29/02/2024",
        "29/02/2024 00:00:00",
    ],
)
def test_a_day_is_read_as_it_is_written(text: str) -> None:
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-29",
        "2024-13-01",
        "02/29/2024",
        "20240229",
        "2024-W09-4",
        "1899-12-31",
        "2101-01-01",
        "soon",
        "",
        "٢٠٢٤-٠٢-٢٩",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert read_date(text) is None


def test_the_first_and_the_last_year() -> None:
    assert (read_date("1900-01-01"), read_date("2100-12-31")) == (date(1900, 1, 1), date(2100, 12, 31))


def test_moments() -> None:
    assert read_moment("2022-07-21T10:12:28Z") == datetime(2022, 7, 21, 10, 12, 28, tzinfo=UTC)
    assert read_moment("2022-07-21") is None
    assert read_moment("Tuesday") is None


@pytest.mark.parametrize(
    ("text", "upn"),
    [
        ("A12345678901B", "A12345678901B"),
        ("a123456789012", "A123456789012"),
        ("A1234567890", None),
        ("1123456789012", None),
        ("A1234567890123", None),
    ],
)
def test_pupil_numbers(text: str, upn: str | None) -> None:
    assert read_upn(text) == upn


@pytest.mark.parametrize(("length", "kept"), [(100, True), (101, False)])
def test_short_texts(length: int, kept: bool) -> None:
    assert read_short("x" * length) == ("x" * length if kept else None)


@pytest.mark.parametrize(("text", "count"), [("0", 0), ("999", 999), ("1000", None), ("-1", None), ("1.0", None)])
def test_counts(text: str, count: int | None) -> None:
    assert read_count(text) == count
