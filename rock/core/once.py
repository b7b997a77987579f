"""A double click makes one record: each form that is drawn carries a key, and the key counts once."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect

from rock.core import time
from rock.core.models import SubmittedOnce

KEPT_FOR = timedelta(days=3)


def once_per_form(request: HttpRequest, make: Callable[[], str]) -> HttpResponseRedirect:
    """Redirect to the address that `make` returns; a second sending of the same form makes nothing and goes there too.

    A second click that arrives while the first still works waits for it, because the key is unique. What `make` raises
    undoes the key as well, so that the corrected form can be sent. A form without a key is taken as new.
    """
    key = _key(request)
    if key is None:
        return HttpResponseRedirect(make())
    with transaction.atomic():
        row, is_new = SubmittedOnce.objects.get_or_create(key=key)
        if not is_new:
            return HttpResponseRedirect(row.result_url or "/")
        url = make()
        SubmittedOnce.objects.filter(pk=row.pk).update(result_url=url)
    return HttpResponseRedirect(url)


def _key(request: HttpRequest) -> str | None:
    """Return the form's key, bound to who sent it and where, so that nobody can learn another's result with it."""
    given = request.POST.get("once", "")
    if not given:
        return None
    who = getattr(getattr(request, "user", None), "pk", None)
    return hashlib.sha256(f"{who}\n{request.path}\n{given}".encode(errors="replace")).hexdigest()


def forget_old() -> int:
    """Delete the keys that no second click can still bring; return how many."""
    return SubmittedOnce.objects.filter(made_at__lt=time.now() - KEPT_FOR).delete()[0]
