from datetime import date

import pytest
from hypothesis import given

from rock.insight.cin.records import CensusHeader
from rock.insight.cin.sources import Standing, standing_in, standing_of
from tests.insight.cin.making import HEADERS


@pytest.mark.parametrize(
    ("year", "day", "source"),
    [
        (2022, date(2022, 3, 31), "CIN census 2021-22"),
        (2022, date(2022, 7, 21), "CIN census 2021-22, as at 21 July 2022"),
        (2022, None, "CIN census 2021-22"),
        (None, date(2022, 3, 31), "CIN census 2021-22"),
        (None, date(2022, 4, 1), "CIN census 2022-23, as at 1 April 2022"),
        (None, None, "CIN census, year not given"),
        (2023, date(2024, 3, 31), "CIN census 2022-23, as at 31 March 2024"),
        (2000, date(2000, 3, 31), "CIN census 1999-00"),
    ],
)
def test_the_name_of_a_census(year: int | None, day: date | None, source: str) -> None:
    assert standing_of(CensusHeader(year, day)).source == source


@given(HEADERS)
def test_a_source_says_where_its_census_stands(header: CensusHeader) -> None:
    standing = standing_of(header)
    assert standing_in(standing.source) == standing
    assert len(standing.source) <= 60


@pytest.mark.parametrize("source", ["", "Work here", "CIN census", "CIN census 2021", "SSDA903 2021-22"])
def test_a_row_from_elsewhere_stands_nowhere(source: str) -> None:
    assert standing_in(source) is None


def test_the_order_of_censuses() -> None:
    found = [
        Standing(),
        Standing(2022, date(2021, 9, 30)),
        Standing(2022, date(2022, 3, 31)),
        Standing(2023, date(2022, 1, 1)),
    ]
    assert sorted(found) == found
    assert [one.starts for one in found] == [None, date(2021, 4, 1), date(2021, 4, 1), date(2022, 4, 1)]
