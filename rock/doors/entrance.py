"""A visit to a door: who came in and by what, and that it ends when nobody is there. Every door stays open alike."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse

from rock.accounts.access import SignedIn, allow
from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.core import language, time

_KEPT_FRESH = timedelta(minutes=1)  # so that a page costs no extra write
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Entrance:
    """How one door lets in and for how long, what stands behind it, and what everybody else meets.

    `opened` is asked on every page, with the user and the link or card that they came in by (none on a device that a
    worker handed over, and in the demonstration). Where it answers nothing, they are signed out.
    """

    session: str
    action: Action
    idle_for: timedelta
    opened: Callable[[User, int | None], Any]
    over: Callable[[HttpRequest], HttpResponse]
    gives: str = "door"

    def begin(self, request: HttpRequest, user: User, key: int | None) -> None:
        """Start the holder's own session, in place of whosever there was here: of that one nothing stays but the language."""
        spoken = language.chosen(request)
        logout(request)
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        language.choose(request, spoken)
        request.session[self.session] = {"key": key, "seen": time.now().isoformat()}

    def guard(self, view: View) -> View:
        """Mark a view of the door: it is called with what stands behind it for this reader, and with nobody else's."""

        @functools.wraps(view)
        def checked(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
            entered = request.session.get(self.session)
            behind = None if self._is_over(entered) else self.opened(request.user, entered["key"] if entered else None)
            if behind is None:
                logout(request)
                return self.over(request)
            self._keep_fresh(request, entered)
            return view(request, *args, **{self.gives: behind}, **kwargs)

        marked = cast(Any, allow(self.action)(checked))
        marked.for_strangers = self.over
        return cast(View, marked)

    def _is_over(self, entered: dict[str, Any] | None) -> bool:
        if entered is None:
            return not settings.DEMO
        return abs(_since(entered)) > self.idle_for

    def _keep_fresh(self, request: HttpRequest, entered: dict[str, Any] | None) -> None:
        if entered and _since(entered) > _KEPT_FRESH:
            request.session[self.session] = entered | {"seen": time.now().isoformat()}


def _since(entered: dict[str, Any]) -> timedelta:
    return time.now() - datetime.fromisoformat(entered["seen"])
