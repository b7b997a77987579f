"""What the script on a worker's device talks to: drafts with their version, the session's key, and the service worker."""

import base64
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.crypto import get_random_string, salted_hmac
from django.views.decorators.http import require_POST, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core import time
from rock.core.draft_views import LARGEST_BODY
from rock.core.drafts import answers_in
from rock.core.services import Refused
from rock.core.words import at_time
from rock.practice.visits.services import drafting
from rock.practice.visits.views.common import address
from rock.reach.families import family_or_404

SESSION = "visit_device"
_SUBJECT = re.compile(r"([0-9]{1,18})(?:/([0-9]{1,18}))?")
_KEY_ID = re.compile(r"[A-Za-z0-9]{22}")


@allow(Action.RECORD_VISIT)
@require_POST
def drafts(request: SignedIn) -> HttpResponse:
    """Keep one page of a visit in place of the version that it was written on; 409 with where to compare, when that is over."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_BODY:
        return JsonResponse({"message": "This is too long to save. Make it shorter."}, status=413)
    family, child = _page_of(request)
    subject, version = drafting.subject_of(family, child), request.POST.get("draft_version", "")
    answers, visit = answers_in(request.POST), request.POST.get("visit_key", "")
    if drafting.recorded_as(request.user, visit, subject, answers):
        return JsonResponse({"message": "This page is in the record already.", "recorded": True})
    try:
        saved = drafting.keep(by=request.user, subject=subject, answers=answers, version=version)
    except Refused as no:
        return JsonResponse({"message": str(no)}, status=400)
    if saved is None:
        words = "This page was written in two places. Both versions are kept."
        return JsonResponse({"message": words, "compare": address(family, child, compare=True)}, status=409)
    words = f"Saved at {at_time(saved.saved_at or time.now())}"
    if drafting.is_recorded(visit):
        words = (
            "That visit was kept meanwhile. What was written since waits as a new visit: read it before you keep it."
        )
        return JsonResponse({"message": words, "version": saved.version, "recorded": True})
    return JsonResponse({"message": words, "version": saved.version})


def _page_of(request: SignedIn) -> tuple[int, int | None]:
    """Return the family and the child of the page that was sent, both of them reached."""
    found = _SUBJECT.fullmatch(request.POST.get("draft_subject", ""))
    if not found:
        raise Http404
    children = {one.pk for one in family_or_404(request.user, int(found[1])).children}
    if found[2] and int(found[2]) not in children:
        raise Http404
    return int(found[1]), int(found[2]) if found[2] else None


@allow(Action.RECORD_VISIT)
@require_POST
def key(request: SignedIn) -> HttpResponse:
    """Hand out the key of this session, under which the device keeps what it could not send (decision 0019).

    With `id` it is the key of an earlier session of the same person, so that what its end left behind can still be sent;
    for anybody else the same id gives another key, which opens nothing.
    """
    mine = request.session.get(SESSION)
    if mine is None:
        ends = time.now().timestamp() + request.session.get_expiry_age()
        mine = request.session[SESSION] = {"id": get_random_string(22), "ends": ends}
    asked = request.POST.get("id", "")
    key_id = asked if _KEY_ID.fullmatch(asked) else mine["id"]
    secret = salted_hmac("rock.practice.visits.device", f"{request.user.pk} {key_id}", algorithm="sha256").digest()
    lasts = max(0, mine["ends"] - time.now().timestamp())
    return JsonResponse({"id": key_id, "key": base64.b64encode(secret).decode(), "seconds": lasts})


@allow(Action.RECORD_VISIT)
@require_safe
def worker(request: SignedIn) -> HttpResponse:
    """Serve the service worker from within the addresses that it looks after."""
    parts = [Path(str(finders.find(f"visits/{name}.js"))).read_text(encoding="utf-8") for name in ("device", "worker")]
    return HttpResponse("\n".join(parts), content_type="text/javascript; charset=utf-8")
