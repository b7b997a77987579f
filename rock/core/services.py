"""The shape of every write: keyword-only, says who acts, one transaction, the actor known to the database."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar, cast

from django.db import connection, transaction

F = TypeVar("F", bound=Callable[..., object])


class Actor(Protocol):
    """Somebody who acts: a signed-in user, or one of the two below."""

    @property
    def actor_id(self) -> int | None:
        """Return the user's primary key, or None for an actor that does not sign in."""

    @property
    def actor_name(self) -> str:
        """Return a name for the record of who did it."""


@dataclass(frozen=True)
class Unsigned:
    """An actor that does not sign in."""

    actor_name: str
    actor_id: int | None = None


PUBLIC = Unsigned("somebody at the public door")
SYSTEM = Unsigned("the system")


class Refused(Exception):  # noqa: N818 - a service refuses; it is not a fault
    """A rule was broken; the message says, in plain words, how to mend it."""


def set_acting_user(actor: Actor) -> None:
    """Tell the database, for this transaction, who acts (0: nobody signed in); row history records it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL rock.acting_user = '{int(actor.actor_id or 0)}'")


def service(function: F) -> F:
    """Make a keyword-only function that takes `by=` atomic, with its actor set on the transaction."""
    parameters = inspect.signature(function).parameters
    if "by" not in parameters or any(p.kind is not p.KEYWORD_ONLY for p in parameters.values()):
        raise TypeError(f"{function.__qualname__}: a service takes keyword-only arguments, `by` among them")

    @functools.wraps(function)
    def run(*, by: Actor, **facts: object) -> object:
        with transaction.atomic():
            set_acting_user(by)
            return function(by=by, **facts)

    run.is_service = True  # type: ignore[attr-defined]
    return cast(F, run)
