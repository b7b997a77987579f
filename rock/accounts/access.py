"""How a view says who may have it. A view that says nothing is refused by the middleware."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse

from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.core.access import public_page
from rock.core.services import set_acting_user

__all__ = ["SignedIn", "allow", "own_sign_in", "public_page"]

View = TypeVar("View", bound=Callable[..., HttpResponse])


class SignedIn(HttpRequest):
    """A request whose user is signed in and may do what the view requires."""

    user: User


def allow(action: Action) -> Callable[[View], View]:
    """Mark a view: only for somebody signed in whose role allows the action; the database is told who acts."""

    def mark(view: View) -> View:
        @functools.wraps(view)
        def named(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
            set_acting_user(request.user)
            return view(request, *args, **kwargs)

        cast(Any, named).required_action = action
        return cast(View, named)

    return mark


def own_sign_in(view: View) -> View:
    """Mark a view where staff look after their own sign-in: it opens before their second step is set up."""
    named = allow(Action.LOOK_AFTER_OWN_SIGN_IN)(view)
    cast(Any, named).is_own_sign_in = True
    return named
