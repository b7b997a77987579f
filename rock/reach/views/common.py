"""What these pages share: one question a page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from rock.accounts.access import SignedIn
from rock.accounts.policy import Action
from rock.core.forms import Form
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views
from rock.records.models import Person

both = require_http_methods(["GET", "HEAD", "POST"])


# The pages that keep records safe, for whoever may open each.
_TABS = (
    (_("Emergency openings"), "reach:openings", Action.REVIEW_OPENINGS),
    (_("Views to ask about"), "reach:anomalies", Action.SEE_WHO_LOOKED),
    (_("Daily seals"), "reach:seals", Action.SEE_WHO_LOOKED),
    (_("People you are close to"), "reach:conflicts", Action.DECLARE_CONFLICT),
)


def safety_tabs(request: SignedIn) -> list[dict[str, Any]]:
    """Return the tabs of these pages that the reader may open, the one being looked at marked."""
    rows = [(text, reverse(name)) for text, name, action in _TABS if request.user.may(action)]
    return [{"text": str(text), "href": href, "current": request.path == href} for text, href in rows]


def answers(request: SignedIn) -> Any:
    """Return what was sent, or None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def ask(request: SignedIn, form: Form, act: Callable[[dict[str, Any]], str], page: dict[str, Any]) -> HttpResponse:
    """Answer a page of one question (`title`, `about`, `back`, `button`, `notes`): act and go where `act` says, or show it."""
    if request.method == "POST" and form.is_valid():
        try:
            return once_per_form(request, lambda: act(form.cleaned_data))
        except Refused as no:
            form.add_error(None, str(no))
    return render(request, page.get("template", "reach/ask.html"), {"form": form, "notes": [], "more": None, **page})


def seen(request: SignedIn, person: Person, page: str, purpose: ViewPurpose = ViewPurpose.QUALITY) -> None:
    """Write into the view log that somebody was shown this person on a page of safety."""
    log_views(user=request.user, people=[person.pk], page=page, purpose=purpose)
