"""Who stands at the door: only its holder, entered lately by a link that stands. Everybody else meets the neutral page."""

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core import time
from rock.core.forms.given_back import given_back
from rock.doors.family.limits import IDLE_FOR
from rock.doors.family.models import DoorKey
from rock.doors.family.queries.doors import Door, door_of

SESSION = "family_door"
_KEPT_FRESH = IDLE_FOR / 20


def begin(request: HttpRequest, key: DoorKey) -> None:
    """Note in the session by which link somebody entered, and when."""
    request.session[SESSION] = {"key": key.pk, "seen": time.now().isoformat()}


def shown(request: HttpRequest, name: str, status: int = 200, **facts: Any) -> HttpResponse:
    """Return a page of the door; its title names nobody, and its way out signs out first."""
    frame = {"exit_url": reverse("family:leave"), "neutral": True, "layout": "family/base.html"}
    return render(request, f"family/{name}.html", frame | facts, status=status)


def over(request: HttpRequest) -> HttpResponse:
    """Answer at a door that does not stand (any more), with what was typed so that it can be copied."""
    sent = {name: [str(one) for one in values] for name, values in request.POST.lists() if name != "revision"}
    typed = given_back(sent, "rock.doors.family") if request.method == "POST" else []
    return shown(request, "over", 403 if request.method == "POST" else 200, typed=typed)


def at_the_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view of the door: it is called with the reader's own `door`, and with nobody else's."""

    @functools.wraps(view)
    def checked(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
        entered = request.session.get(SESSION)
        if entered is None and not settings.DEMO:
            return over(request)
        door = None if _is_idle(entered) else door_of(request.user, key_id=entered["key"] if entered else None)
        if door is None:
            logout(request)
            return over(request)
        _keep_fresh(request, entered)
        return view(request, *args, door=door, **kwargs)

    marked = cast(Any, allow(Action.SEE_FAMILY_DOOR)(checked))
    marked.for_strangers = over
    return cast(Callable[..., HttpResponse], marked)


def _is_idle(entered: dict[str, Any] | None) -> bool:
    return entered is not None and abs(time.now() - datetime.fromisoformat(entered["seen"])) > IDLE_FOR


def _keep_fresh(request: SignedIn, entered: dict[str, Any] | None) -> None:
    """Note that they are here still, once a minute, so that a page costs no extra write."""
    if entered and time.now() - datetime.fromisoformat(entered["seen"]) > _KEPT_FRESH:
        request.session[SESSION] = entered | {"seen": time.now().isoformat()}


__all__ = ["Door", "at_the_door", "begin", "over", "shown"]
