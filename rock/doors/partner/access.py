"""Who stands at the partner's door: only its holder, entered lately by a link that stands. Everybody else meets a closed page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rock.accounts.policy import Action
from rock.doors.entrance import Entrance
from rock.doors.partner.limits import IDLE_FOR
from rock.doors.partner.models import PartnerKey
from rock.doors.partner.queries.doors import door_of


def shown(request: HttpRequest, name: str, status: int = 200, **facts: Any) -> HttpResponse:
    """Return a page of the door; its title names nobody, and its way out signs out first."""
    frame = {"exit_url": reverse("partner:leave"), "neutral": True, "layout": "partner_door/base.html"}
    return render(request, f"partner_door/{name}.html", frame | facts, status=status)


def over(request: HttpRequest) -> HttpResponse:
    """Answer at a door that does not stand (any more), with what was typed so that it can be copied."""
    typed = request.POST.get("words", "") if request.method == "POST" else ""
    return shown(request, "over", 403 if request.method == "POST" else 200, typed=typed)


_ENTRANCE = Entrance(
    session="partner_door",
    action=Action.SEE_PARTNER_DOOR,
    idle_for=IDLE_FOR,
    opened=lambda user, key: door_of(user, key_id=key),
    over=over,
)
at_the_door = _ENTRANCE.guard


def begin(request: HttpRequest, key: PartnerKey) -> None:
    """Start the session of whose link this is."""
    _ENTRANCE.begin(request, key.holder.user, key.pk)
