"""Send a census, see what it would do, have it loaded, read its report."""

from collections.abc import Callable
from typing import cast

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.core.views import refusal
from rock.insight.cin import queries, services
from rock.insight.cin.forms import SendForm
from rock.insight.cin.loading.report import note_from_json, pieces
from rock.insight.cin.models import ImportState
from rock.insight.cin.presenters import (
    REFRESH_SECONDS,
    counts_in_words,
    is_under_way,
    progress_in_words,
    which_census,
)
from rock.insight.cin.records import Note

PAGE_SIZE = 25
ROWS = 50


@allow(Action.IMPORT_CENSUS)
@require_safe
def import_list(request: SignedIn) -> HttpResponse:
    """Show every import, the latest first."""
    page = Paginator(queries.imports(), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(batch, which_census(batch), counts_in_words(batch.counts) if batch.counts else []) for batch in page]
    return render(request, "cin/imports.html", {"page": page, "rows": rows})


@allow(Action.IMPORT_CENSUS)
def send(request: SignedIn) -> HttpResponse:
    """Take a file."""
    form = SendForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return once_per_form(request, lambda: _send(request, form))
    return render(request, "cin/send.html", {"form": form})


def _send(request: SignedIn, form: SendForm) -> str:
    file = form.cleaned_data["file"]
    batch = services.send_file(by=request.user, name=file.name, pieces=file.chunks())
    return reverse("cin:import", args=[batch.pk])


@allow(Action.IMPORT_CENSUS)
@require_safe
def one_import(request: SignedIn, pk: int) -> HttpResponse:
    """Show how far an import is: the look through it, the choice to load it, the loading, the end.

    While something is under way the page asks for itself again, unless the reader has stopped that.
    """
    batch = queries.import_or_404(pk)
    under_way, still = is_under_way(batch), "still" in request.GET
    previewed = [note_from_json(row) for row in batch.preview.get("rows", ())]
    facts = {
        "batch": batch,
        "census": which_census(batch),
        "progress": progress_in_words(batch),
        "is_mine": batch.by_id == request.user.pk,
        "under_way": under_way,
        "stopped": services.is_stopped(batch),
        "still": still,
        "would": counts_in_words(batch.preview["children"]) if "children" in batch.preview else [],
        "first_notes": list(queries.without_closed(request.user, previewed)),
        "counts": counts_in_words(batch.counts) if batch.state == ImportState.DONE else [],
    }
    response = render(request, "cin/import.html", facts)
    if under_way and not still:
        response.headers["Refresh"] = str(REFRESH_SECONDS)
    return response


def _change(request: SignedIn, pk: int, service: Callable[..., None]) -> HttpResponse:
    batch = queries.import_or_404(pk)
    try:
        service(by=request.user, batch=batch)
    except Refused as no:
        return refusal(request, no, back=reverse("cin:import", args=[pk]))
    return redirect("cin:import", pk=pk)


@allow(Action.IMPORT_CENSUS)
@require_POST
def confirm(request: SignedIn, pk: int) -> HttpResponse:
    """Load a file that was looked through."""
    return _change(request, pk, services.confirm)


@allow(Action.IMPORT_CENSUS)
@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    """Delete a file that was looked through."""
    return _change(request, pk, services.drop)


@allow(Action.IMPORT_CENSUS)
@require_POST
def go_on(request: SignedIn, pk: int) -> HttpResponse:
    """Go on with a file that was stopped."""
    return _change(request, pk, services.go_on)


@allow(Action.IMPORT_CENSUS)
@require_safe
def report(request: SignedIn, pk: int) -> HttpResponse:
    """Show the rows of a report, page by page."""
    batch = queries.import_or_404(pk)
    page = Paginator(queries.report_rows(batch), ROWS).get_page(request.GET.get("page"))
    notes = (Note(row.child, row.field, row.found, row.done, row.why) for row in page)
    rows = list(queries.without_closed(request.user, notes))
    return render(request, "cin/report.html", {"batch": batch, "page": page, "rows": rows})


@allow(Action.IMPORT_CENSUS)
@require_safe
def report_file(request: SignedIn, pk: int) -> HttpResponse:
    """Give a report as JSON."""
    batch = queries.import_or_404(pk)
    found = pieces(batch.counts, batch.header, queries.report_notes(request.user, batch))
    headers = {"Content-Disposition": f'attachment; filename="census-report-{batch.pk}.json"'}
    return cast(HttpResponse, StreamingHttpResponse(found, content_type="application/json", headers=headers))
