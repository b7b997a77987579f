"""What the pages of an assessment share: who looked, what is veiled, one question a page, and its tabs."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rock.accounts.access import SignedIn
from rock.accounts.policy import Action
from rock.core.drafts import DraftSlot, fill, load_draft
from rock.core.forms import Form
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.practice.assessments.models import Assessment
from rock.practice.assessments.services.money import MoneyNeeded
from rock.practice.families.presenters.veil import Veil
from rock.practice.families.views.common import purpose_of
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.services import log_views


def seen(request: SignedIn, people: Iterable[int], page: str) -> None:
    """Write into the view log that these people were shown."""
    log_views(user=request.user, people=people, page=page, purpose=purpose_of(request.user))


def veil_for(request: SignedIn, assessment: Assessment) -> Veil:
    """Return what keeps hidden addresses from a reader who may not see them (one query)."""
    return Veil(hidden_from(request.user, [assessment.referral.child_id]), sees_hidden(request.user))


def tabs_of(request: SignedIn, assessment: Assessment, current: str) -> list[dict[str, Any]]:
    """Return the tabs of an assessment's pages."""
    pages = (
        ("Assessment", "show"),
        ("Factors", "factors"),
        ("Other services", "parts"),
        ("The family", "family"),
        ("Decision", "decide"),
    )
    shown = [row for row in pages if row[1] != "factors" or request.user.may(Action.WRITE_ASSESSMENT)]
    return [
        {"text": text, "href": reverse(f"assessments:{name}", args=[assessment.pk]), "current": name == current}
        for text, name in shown
    ]


def draft_of(request: SignedIn, form: Form, name: str, subject: str) -> DraftSlot:
    """Return where a form saves itself, and fill it with what was typed before."""
    draft = None if form.is_bound else load_draft(request.user, name, subject)
    fill(form, draft)
    return DraftSlot(name, subject, request.path, draft.updated_at if draft else None)


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
    people: Iterable[int],
    button: str = "Save",
    template: str = "assessments/ask.html",
    **more: Any,
) -> HttpResponse:
    """Answer a page of one question: act on a right answer and go where `act` says, or show it (again, with what is wrong).

    Where money has to come first the page leads there.
    """
    money: Assessment | None = None
    if request.method == "POST" and form.is_valid() and not more.get("report"):
        try:
            return once_per_form(request, act)
        except Refused as no:
            form.add_error(None, str(no))
            money = no.assessment if isinstance(no, MoneyNeeded) else None
    seen(request, people, "assessment edit")
    page = {"form": form, "title": title, "back": back, "button": button, "money": money, "report": None, **more}
    return render(request, template, page)
