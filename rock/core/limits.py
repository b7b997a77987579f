"""Limits on how often something may be done, counted in one statement, so that a flood cannot race past them.

They stand in a table of their own and not in the cache: a cache forgets under a flood, just when the count matters.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from rock.core import time
from rock.core.models import Tally

_COUNT = """
INSERT INTO core_tally AS kept (key, count, ends_at) VALUES (%(key)s, 1, %(ends)s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN kept.ends_at <= %(now)s THEN 1 ELSE LEAST(kept.count + 1, 1000000) END,
    ends_at = CASE WHEN kept.ends_at <= %(now)s THEN %(ends)s ELSE kept.ends_at END
RETURNING count
"""


@dataclass(frozen=True)
class Limit:
    """At most `most` times in `per`, for one address, or with `everybody` for all together."""

    name: str
    most: int
    per: timedelta
    everybody: bool = False

    def key(self, request: HttpRequest) -> str:
        """Return the key that it counts under."""
        return f"{self.name}:all" if self.everybody else f"{self.name}:{sender(request)}"


def over(request: HttpRequest, limits: Iterable[Limit]) -> bool:
    """Count this request under each limit and return whether one of them is passed."""
    passed = [_count(limit.key(request), limit.per) > limit.most for limit in limits]
    return any(passed)


def sender(request: HttpRequest) -> str:
    """Return a hash of where the request comes from, under a salt of the day; the address itself is kept nowhere."""
    salt = hmac.digest(settings.SECRET_KEY.encode(), f"sender {time.today()}".encode(), "sha256")
    return hashlib.blake2b(_network(request).encode(), key=salt, digest_size=16).hexdigest()


def forget_over() -> int:
    """Delete the counts whose window is over; return how many."""
    return Tally.objects.filter(ends_at__lte=time.now()).delete()[0]


def _count(key: str, per: timedelta) -> int:
    now = time.now()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": key, "now": now, "ends": now + per})
        return int(cursor.fetchone()[0])


def _network(request: HttpRequest) -> str:
    """Return the sender's address, of IPv6 the network: one household has billions of those."""
    text = request.META.get("REMOTE_ADDR", "")
    proxies = int(getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0))
    passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if 0 < proxies <= len(passed):
        text = passed[-proxies]
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
