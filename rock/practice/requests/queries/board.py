"""Which requests somebody may open, and the hub's board of them.

The rule: nobody opens a request of which any matched person is beyond their reach (a colleague who is a relative, a
restricted record), nor one that names, before anybody is matched, somebody like one from whom they are kept. Those at the
hub also open requests whose people are not matched yet; others only those about people whom they reach.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.http import Http404

from rock.accounts.models import User
from rock.accounts.policy import Action, Scope
from rock.core import time
from rock.core.built_once import built_once
from rock.practice.requests.models import AskerKind, Decision, RequestForSupport, RequestLook, RequestPerson
from rock.practice.requests.queries.close import somebody_close
from rock.reach.queries import Who, reached
from rock.records.models import Clock, Telling, TellingChoice


def open_requests_for(user: User) -> QuerySet[RequestForSupport]:
    """Return every request that the user may open."""
    return _open_requests(user, user.scope(Action.OPEN_REQUEST))


def _open_requests(user: Who, scope: Scope) -> QuerySet[RequestForSupport]:
    rows = RequestForSupport.objects.filter(_open_to(user))
    if scope is Scope.REQUESTS:
        return rows
    if scope is Scope.REACH:
        return rows.filter(Exists(_matched()))
    return rows.none()


def hub_users_who_may_open(request: RequestForSupport, users: list[User]) -> list[User]:
    """Return those of the hub's users who may open the request (one query for all of them)."""
    asked = [Case(When(_open_to(user), then=Value(True)), default=Value(False)) for user in users]
    rows = RequestForSupport.objects.filter(pk=request.pk).values_list(*asked)
    return [user for user, may in zip(users, rows.get(), strict=True) if may] if users else []


def _matched() -> QuerySet[RequestPerson]:
    return RequestPerson.objects.filter(request=OuterRef("pk"), person__isnull=False)


def _open_to(user: Who) -> Q:
    beyond_reach = _matched().exclude(reached(user, "person_id"))
    return ~Exists(beyond_reach) & ~Exists(somebody_close(user))


def request_or_404(user: User, reference: str) -> RequestForSupport:
    """Return a request that the user may open; one they may not open and none at all give the same answer."""
    found = _request(user.pk, user.scope(Action.OPEN_REQUEST), reference)
    if not found:
        raise Http404
    request: RequestForSupport = found[0]
    return request


@built_once
def _request(user: int, scope: Scope, reference: str) -> QuerySet[RequestForSupport]:
    rows = _open_requests(user, scope).select_related("occasion__family", "clock__rule", "taken_by")
    return rows.select_related("decision__decided_by", "decision__reasons", "decision__family_words").filter(
        reference=reference
    )


class Waits(NamedTuple):
    """A request that waits for a decision: until when it should be decided, and who has it."""

    pk: int
    due_at: datetime | None
    taken_by: int | None


def to_decide(user: User) -> list[Waits]:
    """Return the requests that wait for a decision: danger first, then the clock that ends soonest (two queries).

    Those whose clock runs are few and have an index; asked first, they spare the board a look at every request there was.
    """
    running = frozenset(pk for (pk,) in _running())
    return [Waits(*row) for row in _undecided(user.pk, user.scope(Action.OPEN_REQUEST), running)]


@built_once
def _running() -> QuerySet[Any, Any]:
    running = Clock.objects.filter(stopped_at__isnull=True, rule__key="request_decision")
    return RequestForSupport.objects.filter(clock__in=running).values_list("pk")


@built_once
def _undecided(user: int, scope: Scope, ids: frozenset[int]) -> QuerySet[Any, Any]:
    rows = _open_requests(user, scope).filter(pk__in=ids, decision__isnull=True)
    rows = rows.order_by(F("danger_now").desc(), F("clock__due_at").asc(nulls_last=True), "pk")
    return rows.values_list("pk", "clock__due_at", "taken_by")


class BoardRow(NamedTuple):
    """What the board shows of a request: who it is about, children first, and who has looked, the first to look first."""

    pk: int
    reference: str
    received_at: datetime
    source: str
    danger: bool
    due_at: datetime | None
    stopped_at: datetime | None
    taken_by: str | None
    route: str | None
    people: list[str]
    looked: list[str]


def for_board(pks: Sequence[int]) -> list[BoardRow]:
    """Return requests, in this order, as the board shows them (one query); the caller asked who may."""
    rows = {row[0]: BoardRow(*row) for row in _shown(frozenset(pks))}
    return [rows[pk] for pk in pks if pk in rows]


@built_once
def _shown(ids: frozenset[int]) -> QuerySet[Any, Any]:
    people = RequestPerson.objects.filter(request=OuterRef("pk")).order_by("-is_child", "pk")
    looks = RequestLook.objects.filter(request=OuterRef("pk")).order_by("first_at")
    return RequestForSupport.objects.filter(pk__in=ids).values_list(
        "pk",
        "reference",
        "occasion__happened_at",
        "source_code",
        "danger_now",
        "clock__due_at",
        "clock__stopped_at",
        "taken_by__name",
        "decision__route",
        ArraySubquery(people.values("name")),
        ArraySubquery(looks.values("user__name")),
    )


def decided(user: User) -> QuerySet[RequestForSupport]:
    """Return the requests that were decided, latest first."""
    return open_requests_for(user).filter(decision__isnull=False).order_by("-decision__decided_at", "-pk")


def still_to_tell(user: User) -> QuerySet[RequestForSupport]:
    """Return decided requests with something still to be told: the asker, an adult not told, or a telling held.

    An asker from the public who left no way to reach them is not waited for.
    """
    telling = Telling.objects.filter(occasion=OuterRef("decision__occasion"))
    waiting = telling.filter(Q(choice=TellingChoice.HELD) | Q(told_at__isnull=True))
    nobody_yet = ~Exists(telling)
    rows = open_requests_for(user).filter(decision__isnull=False)
    reachable_asker = ~Q(asker_contact="") | Q(asker_kind=AskerKind.PROFESSIONAL)
    asker_waits = Q(asker_told_at__isnull=True) & reachable_asker
    return rows.filter(asker_waits | Exists(waiting) | nobody_yet).order_by("decision__decided_at", "pk")


def counts(user: User, waiting: list[Waits]) -> dict[str, int]:
    """Return how many of the requests that wait there are, are late, and are mine."""
    return {
        "waiting": len(waiting),
        "late": sum(1 for one in waiting if one.due_at and one.due_at < time.now()),
        "mine": sum(1 for one in waiting if one.taken_by == user.pk),
    }


def decision_on(request: RequestForSupport) -> Decision | None:
    """Return the decision that stands on a request, as the database has it now."""
    return Decision.objects.filter(request=request).select_related("decided_by").first()
