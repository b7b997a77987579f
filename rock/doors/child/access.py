"""Who stands at the child's page: only the child whose page it is, entered lately. Everybody else is asked for their card."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rock.accounts.policy import Action
from rock.doors.child.limits import IDLE_FOR
from rock.doors.child.models import ChildPage
from rock.doors.child.queries.own import own_page
from rock.doors.entrance import Entrance


def shown(request: HttpRequest, name: str, status: int = 200, **facts: Any) -> HttpResponse:
    """Return a page of the child's; its title names nobody, and its way out signs out first."""
    frame = {"exit_url": reverse("child:leave"), "neutral": True}
    return render(request, f"child_door/{name}.html", frame | facts, status=status)


def _over(request: HttpRequest) -> HttpResponse:
    """Ask for the card again; what was being typed is given back to copy, for nothing of it is kept here."""
    typed = request.POST.get("words", "") if request.method == "POST" else ""
    return shown(request, "over", 403 if request.method == "POST" else 200, typed=typed)


_ENTRANCE = Entrance(
    session="child_page",
    action=Action.SEE_CHILD_DOOR,
    idle_for=IDLE_FOR,
    opened=lambda user, card: own_page(user, card=card),
    over=_over,
    gives="page",
)
at_their_page = _ENTRANCE.guard


def begin(request: HttpRequest, page: ChildPage, card: int | None = None) -> None:
    """Start the child's own session, by a card or on a device that a worker put into their hands."""
    _ENTRANCE.begin(request, page.user, card)
