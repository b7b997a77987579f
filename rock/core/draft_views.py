"""The address that keeps a draft: for the script while somebody types, and for the button without a script."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rock.core import time
from rock.core.drafts import answers_in, save_draft
from rock.core.services import Refused
from rock.core.words import at_time

LARGEST_BODY = 500_000


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the answers and say when; JSON `{"message": …}` to the script, a page to a browser without one."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_BODY:
        return _answer(request, 413, _("This is too long to save. Make it shorter."))
    facts = {"form": request.POST.get("draft_form", ""), "subject": request.POST.get("draft_subject", "")}
    try:
        save_draft(by=cast(Any, request.user), answers=answers_in(request.POST), **facts)
    except Refused as refusal:
        return _answer(request, 400, str(refusal))
    return _answer(request, 200, _("Saved at %(time)s") % {"time": at_time(timezone.localtime(time.now()))})


def _answer(request: HttpRequest, status: int, message: str) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"message": message}, status=status)
    back = request.POST.get("draft_back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    facts = {"message": message, "saved": status == 200, "back": back if safe else "/"}
    return render(request, "core/draft.html", facts, status=status)
