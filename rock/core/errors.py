"""The pages for what went wrong: each says what happened, what was kept, and what to do next."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from rock.core import navigation
from rock.core.access import public_page
from rock.core.forms.given_back import Answer, given_back


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that cannot be understood, or one that is too large."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _page(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a signed-in person who may not do this; why is not said."""
    return _page(request, "403", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that leads nowhere; the same page whether the thing is missing or out of reach."""
    return _page(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours, with a page that needs neither the database nor the session."""
    return HttpResponse(render_to_string("core/errors/500.html"), status=500)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer a request with more in it than we take."""
    return HttpResponse(render_to_string("core/errors/too-large.html"), status=413)


@public_page
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose proof of origin is missing or too old, with what was typed so that it can be copied."""
    return _page(request, "csrf", 403, typed=_typed(request))


def signed_out(request: HttpRequest, sign_in_url: str) -> HttpResponse:
    """Answer a form that came after its session had ended, with what was typed so that it can be copied."""
    return _page(request, "signed-out", 403, typed=_typed(request), sign_in_url=sign_in_url)


def _page(request: HttpRequest, name: str, status: int, **facts: Any) -> HttpResponse:
    layout = "core/layout.html" if navigation.items(request) else "core/layout-outside.html"
    return render(request, f"core/errors/{name}.html", {"layout": layout, **facts}, status=status)


def _typed(request: HttpRequest) -> list[Answer]:
    view = request.resolver_match.func.__module__ if request.resolver_match else ""
    return given_back({name: [str(value) for value in values] for name, values in request.POST.lists()}, room_of(view))


def room_of(module: str) -> str:
    """Return the room (an app's package) that a module of views stands in."""
    return module.partition(".views")[0]
