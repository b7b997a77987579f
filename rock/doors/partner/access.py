"""Who stands at the partner's door: only its holder, entered lately by a link that stands. Everybody else meets a closed page."""

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
from rock.doors.partner.limits import IDLE_FOR
from rock.doors.partner.models import PartnerKey
from rock.doors.partner.queries.doors import door_of

SESSION = "partner_door"
_KEPT_FRESH = IDLE_FOR / 20


def begin(request: HttpRequest, key: PartnerKey) -> None:
    """Start the partner's own session, in place of whosever there was here."""
    logout(request)
    login(request, key.holder.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[SESSION] = {"key": key.pk, "seen": time.now().isoformat()}


def shown(request: HttpRequest, name: str, status: int = 200, **facts: Any) -> HttpResponse:
    """Return a page of the door; its title names nobody, and its way out signs out first."""
    frame = {"exit_url": reverse("partner:leave"), "neutral": True, "layout": "partner_door/base.html"}
    return render(request, f"partner_door/{name}.html", frame | facts, status=status)


def over(request: HttpRequest) -> HttpResponse:
    """Answer at a door that does not stand (any more), with what was typed so that it can be copied."""
    typed = request.POST.get("words", "") if request.method == "POST" else ""
    return shown(request, "over", 403 if request.method == "POST" else 200, typed=typed)


def at_the_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view of the door: it is called with the partner's own `door`, and with nobody else's."""

    @functools.wraps(view)
    def checked(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
        entered = request.session.get(SESSION)
        door = None if _is_over(entered) else door_of(request.user, key_id=entered["key"] if entered else None)
        if door is None:
            logout(request)
            return over(request)
        if entered and time.now() - datetime.fromisoformat(entered["seen"]) > _KEPT_FRESH:
            request.session[SESSION] = entered | {"seen": time.now().isoformat()}
        return view(request, *args, door=door, **kwargs)

    marked = cast(Any, allow(Action.SEE_PARTNER_DOOR)(checked))
    marked.for_strangers = over
    return cast(Callable[..., HttpResponse], marked)


def _is_over(entered: dict[str, Any] | None) -> bool:
    if entered is None:
        return not settings.DEMO
    return abs(time.now() - datetime.fromisoformat(entered["seen"])) > IDLE_FOR
