"""The pages of measures: the day, plans, assessments, and the records behind one measure."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.insight.seeing import presenters
from rock.insight.seeing.queries.assessments import timeliness
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views


@dataclass(frozen=True)
class Table:
    """A table of a page: its caption, headings and rows, what it counts, and the ways to the records behind it."""

    caption: str
    headings: list[str]
    rows: list[list[str]]
    note: str
    links: list[tuple[str, str]] = field(default_factory=list)


def _shown(request: SignedIn, tab: str, lines: list[presenters.Line], table: Table | None = None) -> HttpResponse:
    facts: dict[str, Any] = {"tab": tab, "lines": lines, "table": table}
    return render(request, "seeing/measures.html", facts)


@allow(Action.SEE_MEASURES)
@require_safe
def day(request: SignedIn) -> HttpResponse:
    """Show whether the child's day comes first."""
    note = "Flow: every mark that somebody gave to a part of a child’s day at a review held in the month."
    headings = ["Month", "Better", "The same", "Harder", "Not known"]
    rows, links = presenters.month_rows(), presenters.mark_links()
    table = Table("How parts of the day changed, by month", headings, rows, note, links)
    return _shown(request, "day", presenters.day_lines(), table)


@allow(Action.SEE_MEASURES)
@require_safe
def plans(request: SignedIn) -> HttpResponse:
    """Show whether plans can be held in one's head, say what happens if, and who leads them."""
    return _shown(request, "plans", presenters.plan_lines())


@allow(Action.SEE_MEASURES)
@require_safe
def promises(request: SignedIn) -> HttpResponse:
    """Show whose ideas promises are, whether they are kept, and who is late."""
    note = "Stock: promises about a child that are open today; of them, those whose day is over."
    headings = ["Who promised", "Open", "Late"]
    table = Table("Who is late", headings, presenters.late_rows(), note, presenters.late_links())
    return _shown(request, "promises", presenters.promise_lines(), table)


@allow(Action.SEE_MEASURES)
@require_safe
def assessments(request: SignedIn) -> HttpResponse:
    """Show how long assessments take."""
    found = timeliness()
    note = (
        "Flow: assessments authorised in the last 12 months, by working days from the day they started, as it is published."
        " To compare: all 2,672 of Blackpool in 2024 (Department for Education)."
    )
    headings = ["Working days", "Assessments", "Share", "Blackpool, 2024"]
    links = [("All of them, in 45 working days and later", presenters.records_url("start_45"))]
    table = Table("How long they took", headings, presenters.curve_rows(found), note, links)
    return _shown(request, "assessments", presenters.assessment_lines(found), table)


@allow(Action.SEE_MEASURES)
@require_safe
def records(request: SignedIn, key: str) -> HttpResponse:
    """Show the children behind a measure, as far as the reader reaches them: those to look at first stand first."""
    share = presenters.SHARES.get(key)
    if share is None:
        raise Http404
    missing, done = (share.children(request.user, done=one) for one in (False, True))
    log_views(user=request.user, people={one.pk for one in (*missing, *done)}, page="measure", purpose=ViewPurpose.WORK)
    groups = [(share.missing, missing), (share.done, done)]
    facts = {"share": share, "groups": groups[::-1] if share.harm else groups}
    return render(request, "seeing/records.html", facts)
