from datetime import date

import pytest
from lxml import etree

from rock.insight.cin.header import header_from
from rock.insight.cin.records import KEPT, LEFT_OUT, CensusHeader, Note
from tests.insight.cin.making import HEADER_XML, rows


def _read(year: str = "2026", day: str = "2026-03-31", more: str = "") -> tuple[CensusHeader, list[Note]]:
    text = (
        HEADER_XML.replace(">2026<", f">{year}<")
        .replace(">2026-03-31<", f">{day}<")
        .replace("</Source>", more + "</Source>")
    )
    return header_from(etree.fromstring(text))


def test_a_plain_header_leaves_no_note() -> None:
    assert _read() == (CensusHeader(2026, date(2026, 3, 31), "890"), [])


@pytest.mark.parametrize(
    ("year", "day", "odd"),
    [
        ("2026", "2026-03-30", 1),  # not 31 March
        ("2026", "2025-04-01", 1),  # not 31 March, first day of the year
        ("2026", "2026-12-31", 1),
        ("2025", "2026-03-31", 1),  # 31 March of another year
        ("2026", "2025-03-31", 1),
        ("2026", "2025-03-30", 2),
        ("2017", "2017-03-31", 0),
        ("2016", "2016-03-31", 1),  # before the first collection that is promised
    ],
)
def test_odd_reference_dates_and_years_are_kept_and_noted(year: str, day: str, odd: int) -> None:
    header, notes = _read(year, day)
    assert (header.year, header.reference_date) == (int(year), date.fromisoformat(day))
    assert [note.done for note in notes] == [KEPT] * odd
    assert {note.child_id for note in notes} <= {""}


@pytest.mark.parametrize(("year", "day"), [("", "2026-03-31"), ("26", "2026-03-31"), ("2026", "31 March")])
def test_what_cannot_be_read_in_a_header_is_left_out_with_a_note(year: str, day: str) -> None:
    header, notes = _read(year, day)
    assert None in (header.year, header.reference_date)
    assert [note.done for note in notes] == [LEFT_OUT]


def test_a_moment_that_is_none_is_noted() -> None:
    header, notes = _read(more="<DateTime>yesterday</DateTime>")
    assert header.made_at is None
    assert rows(notes) == [("Header/Source/DateTime", "yesterday", LEFT_OUT)]
