"""The tables of the measures: the published curve beside ours, and no small number told by what is left."""

from datetime import date

import pytest

from rock.core.measuring import Measured
from rock.demo.council.figures import ASSESSMENT_DAYS
from rock.insight.seeing.presenters import curve_rows, late_rows, month_rows
from rock.insight.seeing.queries import assessments, day, plans
from rock.records.models import Mark


def test_the_published_curve_stands_beside_ours_and_is_the_one_the_council_is_made_by() -> None:
    assert tuple(count for _first, _last, count in ASSESSMENT_DAYS) == assessments.PUBLISHED
    bands = (10, 20, 3, 0, 60, 0, 0, 0, 7)
    rows = curve_rows(assessments.Timeliness(Measured(0, 0), Measured(100, 93), bands))
    assert rows[:4] == [
        ["The same day", "10", "10%", "4%"],
        ["1 to 10 days", "20", "20%", "11%"],
        ["11 to 20 days", "fewer than 5", "", "15%"],
        ["21 to 30 days", "0", "0%", "18%"],
    ]
    assert rows[-1] == ["Over 60 days", "not shown", "", "10%"], "what is left would be the small one"
    few = curve_rows(assessments.Timeliness(Measured(0, 0), Measured(3, 3), (0, 3, 0, 0, 0, 0, 0, 0, 0)))
    assert [row[2] for row in few] == [""] * 9


def test_whose_promises_are_late_is_not_told_by_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "late_by_owner", lambda: {"family": (20, 8), "worker": (30, 2), "agency": (9, 6)})
    assert late_rows() == [
        ["The family and its network", "20", "40% (8 of 20)"],
        ["Our workers", "30", "Fewer than 5 of 30"],
        ["Other services", "9", "not shown"],
    ]


def test_a_small_number_of_marks_in_a_year_does_not_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = dict.fromkeys(Mark.values, 10), dict.fromkeys(Mark.values, 20)
    monkeypatch.setattr(
        day, "slots_by_month", lambda: [(date(2026, 4, 1), first), (date(2026, 5, 1), second | {Mark.HARDER: 1})]
    )
    assert month_rows() == [
        ["April 2026", "not shown", "10", "10", "10"],
        ["May 2026", "20", "20", "fewer than 5", "20"],
    ]
