"""The published series hang together, and the curves that are drawn from are whole."""

from datetime import date
from itertools import pairwise

import pytest

from rock.demo.council import figures


@pytest.mark.parametrize("year", figures.YEARS)
def test_shares_are_shares_and_counts_agree_with_each_other(year: int) -> None:
    found = figures.YEARS[year]
    shares = (found.re_referred, found.not_in_need, found.in_45_days, found.second_plans, found.reviewed_in_time)
    assert all(0 < share <= 1 for share in shares)
    assert found.police + found.health + found.school < 1
    assert found.plans_started < found.conferences < found.enquiries < found.referrals


def test_the_conference_buckets_give_the_published_share() -> None:
    assert figures.YEARS[2020].conferences_in_15_days == pytest.approx(0.541, abs=0.001)
    assert figures.YEARS[2025].conferences_in_15_days == pytest.approx(0.718, abs=0.001)
    assert figures.YEARS[2025].conferences == 347
    assert figures.YEARS[2025].enquiries == pytest.approx(904, abs=2)


def test_the_assessment_curve_is_that_of_2024() -> None:
    whole = sum(count for _, _, count in figures.ASSESSMENT_DAYS)
    assert whole == 2672
    in_time = sum(count for _, last, count in figures.ASSESSMENT_DAYS if last <= 45)
    assert in_time / whole == pytest.approx(figures.YEARS[2024].in_45_days, abs=0.001)
    days = [(first, last) for first, last, _ in figures.ASSESSMENT_DAYS]
    assert all(before[1] + 1 == after[0] for before, after in pairwise(days))


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2024, 3, 31), 2024), (date(2024, 4, 1), 2025), (date(2025, 3, 31), 2025)],
)
def test_a_year_ends_on_31_march(day: date, year: int) -> None:
    assert figures.year_of(day) == year
    assert figures.published(day) is figures.YEARS[year]


def test_outside_the_series_the_nearest_year_stands() -> None:
    assert figures.published(date(2012, 1, 1)) is figures.YEARS[2018]
    assert figures.published(date(2026, 11, 20)) is figures.YEARS[2025]
    assert figures.workforce(2010) is figures.WORKFORCE[2017]
    assert figures.workforce(2030) is figures.WORKFORCE[2025]


def test_caseload_is_cases_over_case_holders() -> None:
    for found in figures.WORKFORCE.values():
        assert found.cases / found.case_holders == pytest.approx(found.caseload, abs=0.15)


@pytest.mark.parametrize(
    "weights", [figures.HEALTH, figures.REMAINDER, figures.CATEGORIES, figures.ROUTES_WITHOUT_REFERRAL]
)
def test_assumed_mixes_are_whole(weights: dict[str, float]) -> None:
    assert sum(weights.values()) == pytest.approx(1)


def test_hours_and_days_are_whole() -> None:
    assert all(len(hours) == 24 for hours in figures.HOURS.values())
    assert sum(share for _, _, share in figures.EPISODE_YEARS) == pytest.approx(1)
    assert sum(figures.ENDS_AT_REVIEW) == pytest.approx(1)
    assert (len(figures.WEEKDAYS), len(figures.MONTHS)) == (7, 12)
