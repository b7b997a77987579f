"""Who stands at the partner's door: only its holder, entered lately by a link that stands. Everybody else meets a closed page."""

import functools
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rock.accounts.policy import Action
from rock.core.forms.given_back import Answer, given_back
from rock.doors.entrance import Entrance, View
from rock.doors.partner.limits import IDLE_FOR
from rock.doors.partner.models import PartnerKey
from rock.doors.partner.queries.doors import door_of


def shown(request: HttpRequest, name: str, status: int = 200, **facts: Any) -> HttpResponse:
    """Return a page of the door; its title names nobody, and its way out signs out first."""
    frame = {"exit_url": reverse("partner:leave"), "neutral": True, "layout": "partner_door/base.html"}
    return render(request, f"partner_door/{name}.html", frame | facts, status=status)


def over(request: HttpRequest) -> HttpResponse:
    """Answer at a door that does not stand (any more), with what was typed so that it can be copied."""
    return shown(request, "over", 403 if request.method == "POST" else 200, typed=typed_in(request))


def typed_in(request: HttpRequest) -> list[Answer]:
    """Return what somebody sent that could not be taken, question by question."""
    sent = {name: [str(one) for one in values] for name, values in request.POST.lists()}
    return given_back(sent, "rock.doors.partner")


_ENTRANCE = Entrance(
    session="partner_door",
    action=Action.SEE_PARTNER_DOOR,
    idle_for=IDLE_FOR,
    opened=lambda user, key: door_of(user, key_id=key),
    over=over,
)


def at_the_door(view: View) -> View:
    """Mark a view of the door; what is not there, or theirs no more, answers in the frame of the door with what was typed."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return shown(request, "closed", 404, typed=typed_in(request))

    return _ENTRANCE.guard(answered)


def begin(request: HttpRequest, key: PartnerKey) -> None:
    """Start the session of whose link this is."""
    _ENTRANCE.begin(request, key.holder.user, key.pk)
