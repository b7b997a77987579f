"""Assessments in words for lists and pages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from rock.core import time
from rock.core.words import day_due, on_day
from rock.practice.assessments.queries.page import Shown
from rock.practice.families.presenters.veil import Veil


@dataclass(frozen=True, slots=True)
class Line:
    """One assessment in a list: both limits in words, and how far it is."""

    pk: int
    child: str
    born: str
    started: str
    census: str
    referral: str
    worker: str
    written: int
    waits: bool
    late: bool


def list_rows(rows: Iterable[Any]) -> list[Line]:
    """Return the lines of a list (rows of `queries.listing`)."""
    return [_line(row) for row in rows]


def _line(row: Any) -> Line:
    census = _day(row.clock.due_at) if row.clock else None
    own = _day(row.referral_due) if row.referral_due else None
    days = [day for day in (census, own) if day]
    return Line(
        pk=row.pk,
        child=str(row.referral.child),
        born=on_day(row.referral.child.birth_date),
        started=on_day(row.started_on),
        census=day_due(census).capitalize() if census else "Not counted",
        referral=day_due(own).capitalize() if own else "Kept by an earlier assessment",
        worker=str(row.worker) if row.worker else "Nobody",
        written=row.passages_written,
        waits=row.waits,
        late=any(day < time.today() for day in days),
    )


def _day(moment: Any) -> date:
    return timezone.localtime(moment).date()


def shown_to(veil: Veil, row: Shown) -> Shown:
    """Return a heading with nothing in it that this member of staff may not see."""
    answers = tuple(replace(one, words=veil(one.words)) for one in row.answers)
    before = shown_to(veil, row.before) if row.before else None
    return replace(row, words=veil(row.words), answers=answers, before=before)
