"""Deny by default: a view that does not say who may have it gives nobody anything."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from rock.accounts.models import User

# Pages of libraries that we cannot decorate: sign-in itself, which nobody could reach otherwise.
_OPEN_MODULES = ("allauth.", "django.contrib.staticfiles.", "django.views.static")


class deny_by_default:  # noqa: N801 - reads as a function in MIDDLEWARE
    """Checks each view's declared action against the signed-in user's roles."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the decision is made when the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Return None to go on, a redirect to sign in, or raise PermissionDenied."""
        if getattr(view, "is_public", False) or view.__module__.startswith(_OPEN_MODULES):
            return None
        action = getattr(view, "required_action", None)
        user = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if action is None or not isinstance(user, User) or not user.may(action):
            raise PermissionDenied
        return None
