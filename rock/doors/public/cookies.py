"""The one thing that the browser holds: a token, until it is closed."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from rock.doors.public.sealing import token_from, token_text

_PLAIN: Final = "asking"


def cookie_name() -> str:
    """Return the cookie's name; over TLS it is bound to this host, so that no neighbour can plant one."""
    return f"__Host-{_PLAIN}" if settings.SESSION_COOKIE_SECURE else _PLAIN


def token_in(request: HttpRequest) -> bytes | None:
    """Return the token that the browser sent, or None for none and for anything else."""
    return token_from(request.COOKIES.get(cookie_name(), ""))


def give(response: HttpResponse, token: bytes) -> None:
    """Give the browser a token, without an age: it is gone with the browser."""
    response.set_cookie(
        cookie_name(),
        token_text(token),
        path="/",
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def take(response: HttpResponse) -> None:
    """Take the token away from the browser."""
    response.delete_cookie(cookie_name(), path="/", samesite="Lax")
