"""What the plan's pages share: the plan that was reached, one question a page, what is veiled, and who looked."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rock.accounts.access import SignedIn
from rock.accounts.models import User
from rock.core.drafts import DraftSlot, fill, load_draft
from rock.core.forms import Form
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.practice.families.presenters.veil import Veil
from rock.practice.families.views.common import purpose_of
from rock.practice.plans.models import Plan
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.queries import who_reaches
from rock.reach.services import log_views

ROOM = "room"


def seen(request: SignedIn, plan: Plan, page: str, others: set[int] | None = None) -> None:
    """Write into the view log that a plan's child, and the others shown, were looked at."""
    log_views(user=request.user, people={plan.child_id, *(others or ())}, page=page, purpose=purpose_of(request.user))


def veil_for(request: SignedIn, plan: Plan) -> Veil:
    """Return what keeps hidden addresses from a reader who may not see them."""
    return Veil(hidden_from(request.user, [plan.child_id]), sees_hidden(request.user))


def in_room(request: SignedIn) -> list[int]:
    """Return the people who are in the room, as the address says; empty when nobody is."""
    return [int(pk) for pk in request.GET.getlist(ROOM) if pk.isdecimal() and len(pk) < 19]


def room_query(request: SignedIn) -> str:
    """Return the part of an address that says who is in the room."""
    return "&".join(f"{ROOM}={pk}" for pk in in_room(request))


def back_to(request: SignedIn, plan: Plan) -> str:
    """Return the page that a question leads back to: the one that is used in the room, or the plan's own."""
    room = room_query(request)
    if room:
        return f"{reverse('plans:together', args=[plan.pk])}?{room}"
    return reverse("plans:plan", args=[plan.pk])


def item_page(plan: Plan, pk: int) -> str:
    """Return the address of one line's own page."""
    return reverse("plans:item", args=[plan.pk, pk])


def colleagues(user: User, plan: Plan) -> list[User]:
    """Return the colleagues who reach the child."""
    return [one for one in who_reaches(plan.child) if one.pk != user.pk]


def draft_of(request: SignedIn, form: Form, name: str, subject: str) -> DraftSlot:
    """Return where a form saves itself, and fill it with what was typed before."""
    draft = None if form.is_bound else load_draft(request.user, name, subject)
    fill(form, draft)
    return DraftSlot(name, subject, request.get_full_path(), draft.updated_at if draft else None)


def answers(request: SignedIn) -> Any:
    """Return what was sent, or None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def ask(
    request: SignedIn,
    form: Form,
    act: Callable[[], str],
    *,
    title: str,
    back: str,
    plan: Plan | None = None,
    about_child: int | None = None,
    button: str = "Save",
    template: str = "plans/ask.html",
    **more: Any,
) -> HttpResponse:
    """Answer a page of one question: act on a right answer and go where `act` says, or show it (again, with what is wrong).

    It is about a plan, or about a child who has none yet.
    """
    if request.method == "POST" and form.is_valid():
        try:
            return once_per_form(request, act)
        except Refused as no:
            form.add_error(None, str(no))
    looked = {pk for pk in (about_child, plan.child_id if plan else None) if pk}
    log_views(user=request.user, people=looked, page="plan edit", purpose=purpose_of(request.user))
    page = {"form": form, "plan": plan, "title": title, "back": back, "button": button, **more}
    return render(request, template, page)
