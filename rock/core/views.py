"""Pages that belong to no room: health, robots, the council's colour."""

import re

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rock.core.access import public_page
from rock.core.services import Refused

_COLOUR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?")
FALLBACK_COLOUR = "#d6336c"


@public_page
def live(request: HttpRequest) -> HttpResponse:
    """Answer that the process runs."""
    return HttpResponse("live\n", content_type="text/plain")


@public_page
def ready(request: HttpRequest) -> HttpResponse:
    """Answer whether work can be done: the database answers and has every migration."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    if waiting:
        return HttpResponse(f"{len(waiting)} migrations wait\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Ask search engines to keep out."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@public_page
def council_css(request: HttpRequest) -> HttpResponse:
    """Give the council's colour as a custom property: the content security policy forbids it in the page."""
    colour = str(settings.COUNCIL["colour"])
    safe = colour if _COLOUR.fullmatch(colour) else FALLBACK_COLOUR
    css = f":root {{ --council-colour: {safe}; }}\n"
    return HttpResponse(css, content_type="text/css", headers={"Cache-Control": "public, max-age=3600"})


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "core/accessibility.html")


def refusal(request: HttpRequest, refused: Refused, *, back: str) -> HttpResponse:
    """Answer with why a service refused and how to mend it, in place of a form's error (a button that stands alone)."""
    return render(request, "core/refused.html", {"why": str(refused), "back": back}, status=409)
