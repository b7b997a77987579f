"""Who stands at the door: only its holder, entered lately by a link that stands. Everybody else meets the neutral page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rock.accounts.policy import Action
from rock.core.forms.given_back import given_back
from rock.doors.entrance import Entrance
from rock.doors.family.limits import IDLE_FOR
from rock.doors.family.models import DoorKey
from rock.doors.family.queries.doors import Door, door_of


def shown(request: HttpRequest, name: str, status: int = 200, **facts: Any) -> HttpResponse:
    """Return a page of the door; its title names nobody, and its way out signs out first."""
    frame = {"exit_url": reverse("family:leave"), "neutral": True, "layout": "family/base.html"}
    return render(request, f"family/{name}.html", frame | facts, status=status)


def over(request: HttpRequest) -> HttpResponse:
    """Answer at a door that does not stand (any more), with what was typed so that it can be copied."""
    sent = {name: [str(one) for one in values] for name, values in request.POST.lists() if name != "revision"}
    typed = given_back(sent, "rock.doors.family") if request.method == "POST" else []
    return shown(request, "over", 403 if request.method == "POST" else 200, typed=typed)


_ENTRANCE = Entrance(
    session="family_door",
    action=Action.SEE_FAMILY_DOOR,
    idle_for=IDLE_FOR,
    opened=lambda user, key: door_of(user, key_id=key),
    over=over,
)
at_the_door = _ENTRANCE.guard


def begin(request: HttpRequest, key: DoorKey) -> None:
    """Start the session of whose link this is."""
    _ENTRANCE.begin(request, key.holder.user, key.pk)


__all__ = ["Door", "at_the_door", "begin", "over", "shown"]
