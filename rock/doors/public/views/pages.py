"""What every page of this door shares: its frame, and the pages for when something cannot be done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rock.core.forms.given_back import Answer, given_back
from rock.doors.public.cookies import token_in
from rock.doors.public.drafts import Draft, Typed, open_draft


def page(request: HttpRequest, name: str, status: int = 200, **facts: Any) -> HttpResponse:
    """Return a page of this door; its way out takes the token from the browser first."""
    return render(request, f"public/{name}.html", {"exit_url": reverse("public:exit"), **facts}, status=status)


def current(request: HttpRequest) -> Draft | None:
    """Return the draft that this browser holds the token of."""
    return open_draft(token_in(request))


def limited(request: HttpRequest, draft: Draft | None, typed: Typed | None = None) -> HttpResponse:
    """Say whom to call, because too much came from here; what was kept stays, and what was typed is shown back."""
    return page(request, "limited", 429, draft=draft, typed=_shown_back(typed))


def gone(request: HttpRequest, typed: Typed | None = None) -> HttpResponse:
    """Say that the answers are no longer here, with what was just typed, so that it can be copied."""
    return page(request, "gone", 410, typed=_shown_back(typed))


def _shown_back(typed: Typed | None) -> list[Answer]:
    return given_back(typed or {}, "rock.doors.public")
