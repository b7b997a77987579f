"""Drafts of staff forms: saved while they are typed, given back when the form is opened again, gone when it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.forms import BaseForm
from django.http import QueryDict

from rock.core import time
from rock.core.models import Draft
from rock.core.services import Actor, Refused, service

KEPT_FOR = timedelta(days=14)
MOST_CHARACTERS = 100_000
_NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "once", "draft_form", "draft_subject", "draft_back"})

Answers = dict[str, list[str]]


@dataclass(frozen=True)
class DraftSlot:
    """Where a form's draft goes, for `layout-form.html`: give it as `draft`; `back` is the page that opens the form."""

    form: str
    subject: str = ""
    back: str = "/"
    saved_at: datetime | None = None


def answers_in(data: Mapping[str, object]) -> Answers:
    """Return what was typed, out of a form's data: lists of text by name, without what every form carries."""
    lists = data.lists() if isinstance(data, QueryDict) else ((name, [value]) for name, value in data.items())
    return {name: [str(value) for value in values] for name, values in lists if name not in _NOT_ANSWERS}


@service
def save_draft(*, by: Actor, form: str, subject: str, answers: Answers) -> Draft:
    """Keep the answers in place of those kept before; Refused when they are too long or nobody is signed in."""
    if by.actor_id is None or not form or max(len(form), len(subject)) > 100:
        raise Refused("This draft cannot be kept: sign in and open the form again.")
    if sum(len(name) + sum(map(len, values)) for name, values in answers.items()) > MOST_CHARACTERS:
        raise Refused("The draft is too long to keep. Make it shorter, or send it.")
    clean = {
        name.replace("\x00", ""): [value.replace("\x00", "") for value in values] for name, values in answers.items()
    }
    now = time.now()
    draft, _ = Draft.objects.update_or_create(
        user_id=by.actor_id,
        form=form,
        subject=subject,
        defaults={"answers": clean, "updated_at": now, "expires_at": now + KEPT_FOR},
    )
    return draft


def load_draft(by: Actor, form: str, subject: str = "") -> Draft | None:
    """Return somebody's own draft, or None when there is none or its time is over."""
    found = Draft.objects.filter(user_id=by.actor_id or 0, form=form, subject=subject, expires_at__gt=time.now())
    return found.first()


@service
def discard_draft(*, by: Actor, form: str, subject: str = "") -> None:
    """Drop somebody's own draft, because the form was sent or they no longer want it."""
    Draft.objects.filter(user_id=by.actor_id or 0, form=form, subject=subject).delete()


def fill(form: BaseForm, draft: Draft | None) -> None:
    """Put a draft's answers into an empty form, as they were typed."""
    if draft is None:
        return
    data = QueryDict(mutable=True)
    for name, values in draft.answers.items():
        data.setlist(name, values)
    for name, field in form.fields.items():
        if not field.widget.value_omitted_from_data(data, {}, name):
            form.initial[name] = field.widget.value_from_datadict(data, {}, name)


def forget_expired() -> int:
    """Delete the drafts whose time is over; return how many."""
    return Draft.objects.filter(expires_at__lte=time.now()).delete()[0]
