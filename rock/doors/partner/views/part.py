"""One question by its link alone: nobody signs in; whom it is about is said only after a code to the inbox at work."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rock.core import limits as core_limits
from rock.core import time
from rock.core.access import public_page
from rock.core.once import once_per_form
from rock.core.services import PUBLIC, Refused
from rock.core.templating import EXIT_URL
from rock.doors.by_link import LinkDoor
from rock.doors.partner import limits, presenters
from rock.doors.partner.access import shown, typed_in
from rock.doors.partner.forms.own import CodeForm, LinkPartForm
from rock.doors.partner.guard import for_agency, hidden_near
from rock.doors.partner.news import tell_worker
from rock.doors.partner.queries.parts import has_come, open_part
from rock.doors.partner.services import entering
from rock.practice.assessments.models import AgencyPart
from rock.practice.assessments.services.agencies import answer_part
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views
from rock.records.queries.people import one_person

SESSION = "part_link"
TOLD_FOR = timedelta(minutes=20)
both = require_http_methods(["GET", "HEAD", "POST"])


@public_page
@both
def part(request: HttpRequest, token: str) -> HttpResponse:
    """Show the question that a link opens and take the answer, once; afterwards only that it has come."""
    form = LinkPartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not core_limits.over(request, limits.SAYING):
            return _answered(request, token, form)
        form.add_error(None, _("That was a lot. Wait a little, then send it again."))
    row = None if core_limits.over(request, limits.OPENING) else open_part(token)
    return _asked(request, token, row, form) if row else _not_open(request, token)


def _asked(request: HttpRequest, token: str, row: AgencyPart, form: LinkPartForm) -> HttpResponse:
    child = row.assessment.referral.child
    question = presenters.question(row, for_agency(hidden_near(one_person([child.pk])), row.agency))
    about = child if _was_told(request, row) else None
    if about:
        log_views(user=None, people=[child.pk], page="question to a service", purpose=ViewPurpose.WORK)
    facts: dict[str, Any] = {"form": form, "part": row, "question": question, "token": token, "child": about}
    return shown(request, "asked", exit_url=EXIT_URL, **facts)


def _answered(request: HttpRequest, token: str, form: LinkPartForm) -> HttpResponse:
    def keep() -> str:
        row = open_part(token)
        if row is None:
            raise Refused("This link no longer works.")
        answer_part(by=PUBLIC, part=row, answered_by=form.cleaned_data["name"], **form.facts)
        tell_worker(by=PUBLIC, child=row.assessment.referral.child)
        return reverse("partner:asked", args=[token])

    try:
        return once_per_form(request, keep)
    except Refused:
        return _not_open(request, token)


def _not_open(request: HttpRequest, token: str) -> HttpResponse:
    """Say that the answer came, or that the link no longer works; what was typed too late is given back to copy."""
    status = 403 if request.method == "POST" else 200
    return shown(request, "part-over", status, came=has_come(token), typed=typed_in(request), exit_url=EXIT_URL)


@public_page
@require_POST
def send(request: HttpRequest, token: str) -> HttpResponse:
    """Send a code to the inbox that was asked, if the link is one."""
    return _DOOR.send(request, token)


@public_page
@both
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code; who has it is told whom the question is about, for a while, on this device."""
    return _DOOR.code(request, token, code_url="partner:asked_code", send_url="partner:asked_send", exit_url=EXIT_URL)


def _tell(request: HttpRequest, row: AgencyPart) -> None:
    request.session[SESSION] = {"part": row.pk, "at": time.now().isoformat()}


def _was_told(request: HttpRequest, row: AgencyPart) -> bool:
    told: dict[str, Any] = request.session.get(SESSION) or {}
    return bool(told) and told["part"] == row.pk and time.now() - datetime.fromisoformat(told["at"]) < TOLD_FOR


_DOOR = LinkDoor(
    code_page="partner:asked_code",
    inside=lambda token: reverse("partner:asked", args=[token]),
    form=CodeForm,
    shown=shown,
    key_named=open_part,
    send_code=lambda row: entering.send_code(by=PUBLIC, target=row),
    is_right=lambda row, typed: entering.is_right(by=PUBLIC, target=row, typed=typed),
    begin=_tell,
    asking=limits.ASKING,
    asking_for=lambda pk: limits.asking_for("part", pk),
    trying=limits.TRYING,
)
