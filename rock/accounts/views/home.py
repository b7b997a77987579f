"""The first page: each person's own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow, public_page
from rock.accounts.home import first_page
from rock.accounts.policy import Action
from rock.accounts.presenters import what_comes_later
from rock.core import navigation


@public_page
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead on: who is signed in to their first page, everybody else to where they start."""
    if request.user.is_authenticated:
        return redirect(first_page(request.user) or "accounts:my_page")
    return redirect(start())


def start() -> str:
    """Return where somebody starts who is not signed in: the demo's people, or asking for support."""
    for name in ["demo:people"] * settings.DEMO + ["public:start"]:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return settings.LOGIN_URL


@allow(Action.SEE_OWN_HOME)
@require_safe
def my_page(request: SignedIn) -> HttpResponse:
    """Say honestly that their own first page comes later, and offer what is there."""
    facts = {"later": what_comes_later(request.user.roles), "offers": navigation.items(request)}
    return render(request, "accounts/my_page.html", facts)
