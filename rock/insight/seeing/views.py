"""The pages of measures: the day, plans, assessments, and the records behind one measure."""

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

Table = tuple[str, list[str], list[list[str]], str]


def _shown(request: SignedIn, tab: str, lines: list[presenters.Line], table: Table) -> HttpResponse:
    facts: dict[str, Any] = {"tab": tab, "lines": lines, "table": table}
    return render(request, "seeing/measures.html", facts)


@allow(Action.SEE_MEASURES)
@require_safe
def day(request: SignedIn) -> HttpResponse:
    """Show whether the child's day comes first."""
    note = "Flow: every mark that somebody gave to a part of a child’s day at a review held in the month."
    headings = ["Month", "Better", "The same", "Harder", "Not known"]
    table = ("How parts of the day changed, by month", headings, presenters.month_rows(), note)
    return _shown(request, "day", presenters.day_lines(), table)


@allow(Action.SEE_MEASURES)
@require_safe
def plans(request: SignedIn) -> HttpResponse:
    """Show whether plans are the family's, and who is late."""
    note = "Stock: promises about a child that are open today; of them, those whose day is over."
    table = ("Who is late", ["Who promised", "Open", "Late"], presenters.late_rows(), note)
    return _shown(request, "plans", presenters.plan_lines(), table)


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
    table = ("How long they took", headings, presenters.curve_rows(found), note)
    return _shown(request, "assessments", presenters.assessment_lines(found), table)


@allow(Action.SEE_MEASURES)
@require_safe
def records(request: SignedIn, key: str) -> HttpResponse:
    """Show the children behind a measure, as far as the reader reaches them: those of whom it is not so first."""
    share = presenters.SHARES.get(key)
    if share is None:
        raise Http404
    missing, done = (share.children(request.user, done=one) for one in (False, True))
    log_views(user=request.user, people={one.pk for one in (*missing, *done)}, page="measure", purpose=ViewPurpose.WORK)
    facts = {"share": share, "groups": [(share.missing, missing), (share.done, done)]}
    return render(request, "seeing/records.html", facts)
