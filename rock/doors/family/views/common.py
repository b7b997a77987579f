"""What the pages of the door share: that they were opened is written down, and a form is asked until it can be kept."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from rock.accounts.access import SignedIn
from rock.core.forms import Form
from rock.doors.family.access import Door, shown
from rock.doors.family.guard import Guard, note_findings
from rock.doors.keeping import kept_once
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views

both = require_http_methods(["GET", "HEAD", "POST"])


def seen(request: SignedIn, door: Door, guard: Guard, page: str) -> None:
    """Write down that the reader opened a page of theirs, and have it written down what was stopped on it."""
    log_views(user=request.user, people=[door.person.pk], page=page, purpose=ViewPurpose.OWN)
    note_stopped(request, door, guard)


def note_stopped(request: SignedIn, door: Door, guard: Guard) -> None:
    """Have it written down for a manager what was stopped on a page, if anything was."""
    if guard.findings:
        note_findings(by=request.user, holder=door.holder, guard=guard)


def asked(request: SignedIn, form: Form, act: Callable[[], str], template: str, **facts: Any) -> HttpResponse:
    """Answer a page with one form: act on a right answer, or show it (again, with what is wrong, and nothing lost).

    What a service of the plan refuses is written for workers; here it says no more than that the page has changed.
    """
    return kept_once(request, form, act, for_workers=True) or shown(request, template, form=form, **facts)
