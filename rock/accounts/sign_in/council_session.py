"""Somebody whom the council removes is out within minutes: every few minutes its sign-on is asked for their session.

Asking is the refresh of a token, server to server, so that nothing typed is lost; docs/decisions says why this way.
"""

from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialToken
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import cache
from django.http import HttpRequest

from rock.core import time

_KEY = "council_sign_on"
_GONE = frozenset({"invalid_grant", "interaction_required", "login_required", "consent_required"})
_ASKING_SECONDS = 15


class Answer(Enum):
    """What the council's sign-on says of a session."""

    STAYS = auto()
    GONE = auto()
    UNREACHABLE = auto()


def can_be_watched(token: SocialToken | None) -> bool:
    """Return whether a sign-on gave what is needed to ask again later."""
    return token is not None and bool(token.token_secret)


def begin(request: HttpRequest, *, refresh_token: str) -> None:
    """Start to watch the session of this request."""
    request.session[_KEY] = {"token": refresh_token, "asked_at": time.now().isoformat()}


def is_over(session: SessionBase) -> bool:
    """Return whether the council has ended it, or could not be asked for too long; asks at most every few minutes."""
    watched = session.get(_KEY)
    if watched is None:
        return False
    age = abs(time.now() - datetime.fromisoformat(watched["asked_at"]))
    if age < timedelta(minutes=settings.OIDC_RECHECK_MINUTES):
        return False
    too_old = age >= timedelta(minutes=settings.OIDC_GRACE_MINUTES)
    if not cache.add(f"council-sign-on:{session.session_key}", True, timeout=_ASKING_SECONDS):
        return too_old  # another request of theirs is asking just now
    answer, token = ask(watched["token"])
    if answer is Answer.STAYS:
        session[_KEY] = {"token": token, "asked_at": time.now().isoformat()}
        session.save()
        return False
    return answer is Answer.GONE or too_old


def ask(token: str) -> tuple[Answer, str]:
    """Return the council's answer, and the token for asking next time."""
    try:
        status, said = _refresh(token)
    except (OSError, ValueError, KeyError):
        return Answer.UNREACHABLE, token
    if status == 200:
        return Answer.STAYS, str(said.get("refresh_token") or token)
    return (Answer.GONE if said.get("error") in _GONE else Answer.UNREACHABLE), token


def _refresh(token: str) -> tuple[int, dict[str, Any]]:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    with get_adapter().get_requests_session() as web:
        found = cache.get("council-sign-on:where")
        if found is None:
            found = web.get(f"{settings.OIDC_ISSUER}/.well-known/openid-configuration").json()["token_endpoint"]
            cache.set("council-sign-on:where", found, timeout=60 * 60)
        facts = {"grant_type": "refresh_token", "refresh_token": token}
        facts |= {"client_id": app["client_id"], "client_secret": app["secret"]}
        answer = web.post(found, data=facts)
        return int(answer.status_code), dict(answer.json())
