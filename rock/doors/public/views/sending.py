"""Check your answers, send them, and what is shown afterwards."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rock.core import language, time
from rock.core.access import public_page
from rock.core.limits import over
from rock.core.services import PUBLIC, Refused
from rock.doors.public import cookies, limits
from rock.doors.public.drafts import Draft, take_copy
from rock.doors.public.journey import Journey
from rock.doors.public.presenters import sections
from rock.doors.public.sending import NotReady, send
from rock.doors.public.views.pages import current, gone, limited, page
from rock.practice.requests.models import AskerKind

log = logging.getLogger(__name__)

HONEYPOT = "website"


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show every answer before it is sent, and send it."""
    draft = current(request)
    if draft is None:
        return gone(request)
    if draft.sent_at:
        return HttpResponseRedirect(reverse("public:sent"))
    if request.method == "POST":
        return _send(request, draft)
    return _checked(request, draft)


def _checked(request: HttpRequest, draft: Draft, notice: str = "") -> HttpResponse:
    journey = Journey(draft.typed)
    rows = sections(journey)
    missing = [row for section in rows for row in section.rows if row.missing]
    return page(request, "check", draft=draft, kind=journey.kind, sections=rows, missing=missing, notice=notice)


def _send(request: HttpRequest, draft: Draft) -> HttpResponse:
    if request.POST.get(HONEYPOT) or over(request, limits.SENDING):
        return limited(request, draft)
    if time.now() - draft.begun_at < limits.QUICKEST:
        return _checked(
            request, draft, _("That was very quick. Look over your answers once more, and press Send again.")
        )
    try:
        send(by=PUBLIC, token=draft.token)
    except NotReady as refusal:
        return _checked(request, draft, str(refusal))
    except Refused:
        log.exception("a request could not be taken")
        return page(request, "not-taken", 503, draft=draft)
    return HttpResponseRedirect(reverse("public:sent"))


@public_page
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say that we have got it, with the reference and what happens next; only in the browser that sent it."""
    draft = current(request)
    if draft is None or not draft.sent_at:
        return HttpResponseRedirect(reverse("public:start"))
    return page(request, "sent", draft=draft, kind=AskerKind(draft.kind))


@public_page
@require_POST
def copy(request: HttpRequest) -> HttpResponse:
    """Show the answers that were sent, once, to print; only in the browser that sent them."""
    draft = current(request)
    if draft is None or not draft.sent_at:
        return HttpResponseRedirect(reverse("public:start"))
    try:
        shown = take_copy(by=PUBLIC, token=draft.token)
    except Refused:
        return page(request, "copy-shown", draft=draft)
    return page(request, "copy", draft=shown, sections=sections(Journey(shown.typed)))


@public_page
@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """Leave nothing on this device."""
    response = HttpResponseRedirect(reverse("public:start"))
    language.forget(request)
    cookies.take(response)
    return response
