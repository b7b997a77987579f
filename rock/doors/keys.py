"""What every door that opens by a link keeps of its links and codes: hashes, until when, and how often a code was wrong."""

from typing import TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from rock.core import time
from rock.doors.secrets import is_code

MOST_TRIES = 5


class Link(models.Model):
    """A link to one door; only its hash is kept. Each door says whose it is."""

    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=time.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Code(models.Model):
    """What is asked beside a link, for so long and so many tries; only its hash is kept. Each door says beside which."""

    code_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


C = TypeVar("C", bound=Code)


def link_stands() -> Q:
    """Return the condition of a link that is neither over nor withdrawn."""
    return Q(revoked_at__isnull=True, expires_at__gt=time.now())


def found_right(codes: QuerySet[C], typed: str, *, of: int, purpose: str) -> C | None:
    """Return the newest of the codes `of` a link if this is it; a wrong one is counted, and after five a new one is needed."""
    rows = codes.select_for_update().filter(used_at__isnull=True, expires_at__gt=time.now(), tries__lt=MOST_TRIES)
    code = rows.order_by("-pk").first()
    if code is None or is_code(of, typed, code.code_hash, purpose=purpose):
        return code
    code.tries += 1
    code.save(update_fields=["tries"])
    return None
