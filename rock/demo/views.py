"""The demo's own pages: who to sign in as, and the clock. Each refuses when this is not the demo."""

import functools
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from rock.accounts.sign_in import second_step
from rock.core import time
from rock.core.access import public_page
from rock.core.services import SYSTEM, Refused
from rock.core.views import refusal
from rock.demo import clock
from rock.demo.forms import ClockForm
from rock.demo.people import PEOPLE, DemoPerson, person
from rock.demo.services import demo_user


def demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a page that only the demo has; anywhere else it does not exist."""

    @functools.wraps(view)
    def refusing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return public_page(refusing)


@demo_only
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Offer the demo's people."""
    return render(request, "demo/people.html", {"people": PEOPLE, "next": _next(request)})


@demo_only
@require_POST
def sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as one of the demo's people: a real session of a real user."""
    one = person(key)
    user = demo_user(one) if one else None
    if one is None or user is None:
        raise Http404
    logout(request)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    second_step.proved(request, user, "demo")
    return redirect(_next(request) or (reverse("demo:later", args=[key]) if one.later else "/"))


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if safe else ""


@demo_only
@require_safe
def later(request: HttpRequest, key: str) -> HttpResponse:
    """Say in one line what comes later for somebody, and offer what is there."""
    one = person(key)
    if one is None:
        raise Http404
    return render(request, "demo/later.html", {"person": one, "first_page": _page(one)})


def _page(one: DemoPerson) -> str:
    try:
        return reverse(one.page) if one.page else "/"
    except NoReverseMatch:
        return "/"


def _steps(today: date) -> dict[str, date]:
    return {
        "day": today + timedelta(days=1),
        "working_day": time.add_working_days(today, 1),
        "week": today + timedelta(days=7),
    }


@demo_only
def move_clock(request: HttpRequest) -> HttpResponse:
    """Move the clock forward by a button's step, or to a day that is typed."""
    step = _steps(time.today()).get(request.POST.get("step", ""))
    form = ClockForm(request.POST if request.method == "POST" and step is None else None)
    day = step or (form.cleaned_data["day"] if form.is_valid() else None)
    if day is None:
        return render(request, "demo/clock.html", {"form": form, "steps": _steps(time.today()), "back": _next(request)})
    try:
        clock.move_to(by=SYSTEM, day=day)
    except Refused as no:
        if step is not None:
            return refusal(request, no, back=reverse("demo:clock"))
        form.add_error("day", str(no))
        return render(request, "demo/clock.html", {"form": form, "steps": _steps(time.today()), "back": _next(request)})
    return redirect(_next(request) or "/")
