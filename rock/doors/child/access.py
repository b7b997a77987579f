"""Who stands at the child's page: only the child whose page it is, entered lately. Everybody else is asked for their card."""

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core import time
from rock.doors.child.limits import IDLE_FOR
from rock.doors.child.models import ChildPage
from rock.doors.child.queries.own import own_page

SESSION = "child_page"
_KEPT_FRESH = IDLE_FOR / 15


def begin(request: HttpRequest, page: ChildPage, card: int | None = None) -> None:
    """Start the child's own session, in place of whosever there was here: nothing of an adult's is left in it."""
    logout(request)
    login(request, page.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[SESSION] = {"card": card, "seen": time.now().isoformat()}


def shown(request: HttpRequest, name: str, status: int = 200, **facts: Any) -> HttpResponse:
    """Return a page of the child's; its title names nobody, and its way out signs out first."""
    frame = {"exit_url": reverse("child:leave"), "neutral": True}
    return render(request, f"child_door/{name}.html", frame | facts, status=status)


def at_their_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view of the page: it is called with the child's own `page`, and with nobody else's."""

    @functools.wraps(view)
    def checked(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
        entered = request.session.get(SESSION)
        if _is_over(entered):
            logout(request)
            return _over(request)
        page = own_page(request.user, card=entered["card"] if entered else None)
        if page is None:
            logout(request)
            return _over(request)
        if entered and time.now() - datetime.fromisoformat(entered["seen"]) > _KEPT_FRESH:
            request.session[SESSION] = entered | {"seen": time.now().isoformat()}
        return view(request, *args, page=page, **kwargs)

    marked = cast(Any, allow(Action.SEE_CHILD_DOOR)(checked))
    marked.for_strangers = _over
    return cast(Callable[..., HttpResponse], marked)


def _over(request: HttpRequest) -> HttpResponse:
    """Ask for the card again; what was being typed is given back to copy, for nothing of it is kept here."""
    typed = request.POST.get("words", "") if request.method == "POST" else ""
    return shown(request, "over", 403 if request.method == "POST" else 200, typed=typed)


def _is_over(entered: dict[str, Any] | None) -> bool:
    if entered is None:
        return not settings.DEMO
    return abs(time.now() - datetime.fromisoformat(entered["seen"])) > IDLE_FOR
