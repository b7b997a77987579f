"""Have a census written and fetch it."""

from typing import cast

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.services import Refused
from rock.insight.cin import queries, services
from rock.insight.cin.files import pieces_of
from rock.insight.cin.forms import YearForm
from rock.insight.cin.presenters import REFRESH_SECONDS


@allow(Action.EXPORT_CENSUS)
def export(request: SignedIn) -> HttpResponse:
    """Ask for the census of a year, and see those that were asked for."""
    form = YearForm(request.POST or None)
    if form.is_valid():
        try:
            services.ask_for_census(by=request.user, year=form.cleaned_data["year"])
            return redirect("cin:export")
        except Refused as no:
            form.add_error("year", str(no))
    asked = queries.exports(request.user)
    stopped = {one.pk for one in asked if services.is_overdue(one)}
    under_way = any(one.finished_at is None and one.pk not in stopped for one in asked)
    still = "still" in request.GET
    facts = {"form": form, "asked": asked, "stopped": stopped, "under_way": under_way, "still": still}
    response = render(request, "cin/export.html", facts)
    if under_way and not still and request.method == "GET":
        response.headers["Refresh"] = str(REFRESH_SECONDS)
    return response


@allow(Action.EXPORT_CENSUS)
@require_safe
def export_file(request: SignedIn, pk: int) -> HttpResponse:
    """Give a census that was written."""
    asked = queries.export_or_404(request.user, pk)
    headers = {"Content-Disposition": f'attachment; filename="CIN-{asked.year}.xml"'}
    found = pieces_of(asked.file_id or 0)
    return cast(HttpResponse, StreamingHttpResponse(found, content_type="application/xml", headers=headers))
