"""Deny by default: a view that does not say who may have it gives nobody anything."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import MiddlewareNotUsed, PermissionDenied
from django.http import HttpRequest, HttpResponse

from rock.accounts.models import User
from rock.accounts.sign_in import council_session, second_step
from rock.core.errors import signed_out

Respond = Callable[[HttpRequest], HttpResponse]


class council_sign_on:  # noqa: N801 - reads as a function in MIDDLEWARE
    """Signs out who has been removed at the council; their account and roles here are read at each request anyway."""

    def __init__(self, get_response: Respond) -> None:
        if not settings.OIDC_ISSUER:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, as nobody's when the council has ended the session."""
        if council_session.is_over(request.session):
            logout(request)
        return self.get_response(request)


class deny_by_default:  # noqa: N801 - reads as a function in MIDDLEWARE
    """Checks each view's declared action against the signed-in user's roles."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the decision is made when the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Return None to go on, a redirect to sign in or to set up a second step, or raise PermissionDenied."""
        if getattr(view, "is_public", False):
            return None
        user = request.user
        if not isinstance(user, User):
            if answer := getattr(view, "for_strangers", None):
                return cast(HttpResponse, answer(request))
            sign_in = redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            return signed_out(request, sign_in.url) if request.method == "POST" else sign_in
        if second_step.is_missing(request, user) and not getattr(view, "is_own_sign_in", False):
            return second_step.ask(request)
        action = getattr(view, "required_action", None)
        if action is None or not user.may(action):
            raise PermissionDenied
        return None
