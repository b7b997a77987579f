"""What these pages share: why somebody looks, one question a page, and somebody chosen in a search."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from rock.accounts.access import SignedIn
from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core.forms import Form
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.reach.models import ViewPurpose
from rock.reach.queries import person_or_404
from rock.reach.services import log_views
from rock.records.models import Person

# What somebody may be looked for: the page that the search leads back to, by the word before the dash.
THEN = {
    "relate": "families:relate",
    "join": "families:join",
    "member": "families:add_member",
    "network": "families:add_to_network",
}
ABOUT_A_PERSON = frozenset({"relate", "join"})


def purpose_of(user: User) -> ViewPurpose:
    """Return in what capacity somebody opens these pages, as the family is told."""
    if user.roles & {Role.HUB_WORKER, Role.HUB_MANAGER}:
        return ViewPurpose.HUB
    return ViewPurpose.QUALITY if Role.DATA_OFFICER in user.roles else ViewPurpose.WORK


def seen(request: SignedIn, people: Iterable[int], page: str, purpose: ViewPurpose | None = None) -> None:
    """Write into the view log that these people were shown, in the reader's usual capacity unless another is said."""
    log_views(user=request.user, people=people, page=page, purpose=purpose or purpose_of(request.user))


def after_search(then: str, person: Person) -> str:
    """Return where a search leads once somebody is chosen; an empty string when it was made for nothing else, or for them."""
    what, _, pk = then.partition("-")
    if what not in THEN or not pk.isdigit() or (what in ABOUT_A_PERSON and int(pk) == person.pk):
        return ""
    try:
        return f"{reverse(THEN[what], args=[int(pk)])}?other={person.pk}"
    except NoReverseMatch:
        return ""


def chosen(request: SignedIn) -> Person:
    """Return the person whom a search chose for this page; one who is not reached is not there."""
    other = request.GET.get("other", "")
    if not other.isdigit() or len(other) > 18:
        raise Http404
    return person_or_404(request.user, int(other))


def ask(
    request: SignedIn,
    form: Form,
    act: Callable[[dict[str, Any]], str],
    *,
    people: Iterable[int],
    title: str,
    about: str,
    back: str,
    button: str = "Save",
    note: str = "",
    also: tuple[str, str] | None = None,
) -> HttpResponse:
    """Answer a page of one question: act on a right answer and go where `act` says, or show it (again, with what is wrong).

    `also` is a link to another page, its words first.
    """
    if request.method == "POST" and form.is_valid():
        try:
            return once_per_form(request, lambda: act(form.cleaned_data))
        except Refused as no:
            form.add_error(None, str(no))
    seen(request, people, "edit")
    page: dict[str, Any] = {"form": form, "title": title, "about": about, "back": back, "button": button, "note": note}
    page["also"] = also
    return render(request, "families/ask.html", page)


def answers(request: SignedIn) -> Any:
    """Return what was sent, or None when the page is only looked at."""
    return request.POST if request.method == "POST" else None
