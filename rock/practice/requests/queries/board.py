"""Which requests somebody may open, and the hub's board of them.

The rule: nobody opens a request of which any matched person is beyond their reach (a colleague who is a relative, a
restricted record), nor one that names, before anybody is matched, somebody like one from whom they are kept. Those at the
hub also open requests whose people are not matched yet; others only those about people whom they reach.
"""

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.http import Http404

from rock.accounts.models import User
from rock.accounts.policy import Action, Scope
from rock.core import time
from rock.practice.requests.models import AskerKind, Decision, RequestForSupport, RequestLook, RequestPerson
from rock.practice.requests.queries.close import somebody_close
from rock.reach.queries import reached
from rock.records.models import Clock, Telling, TellingChoice


def open_requests_for(user: User) -> QuerySet[RequestForSupport]:
    """Return every request that the user may open."""
    rows = RequestForSupport.objects.filter(_open_to(user))
    scope = user.scope(Action.OPEN_REQUEST)
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


def _open_to(user: User) -> Q:
    beyond_reach = _matched().exclude(reached(user, "person_id"))
    return ~Exists(beyond_reach) & ~Exists(somebody_close(user))


def request_or_404(user: User, reference: str) -> RequestForSupport:
    """Return a request that the user may open; one they may not open and none at all give the same answer."""
    rows = open_requests_for(user).select_related("occasion__family", "clock__rule", "taken_by")
    rows = rows.select_related("decision__decided_by", "decision__reasons", "decision__family_words")
    found = rows.filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def _for_board(rows: QuerySet[RequestForSupport]) -> QuerySet[RequestForSupport]:
    looks = RequestLook.objects.select_related("user").order_by("first_at")
    people = RequestPerson.objects.order_by("-is_child", "pk")
    return rows.select_related("occasion", "clock", "taken_by", "decision").prefetch_related(
        Prefetch("people", people), Prefetch("looks", looks)
    )


def _waiting() -> Q:
    """Return the condition that a request waits for a decision.

    Those whose clock runs are few and have an index; asked first, they spare the board a look at every request there was.
    """
    running = Clock.objects.filter(stopped_at__isnull=True, rule__key="request_decision")
    ids = RequestForSupport.objects.filter(clock__in=running).values_list("pk", flat=True)
    return Q(pk__in=list(ids), decision__isnull=True)


def to_decide(user: User) -> QuerySet[RequestForSupport]:
    """Return the requests that wait for a decision: danger first, then the clock that ends soonest."""
    rows = open_requests_for(user).filter(_waiting())
    return _for_board(rows).order_by(F("danger_now").desc(), F("clock__due_at").asc(nulls_last=True), "pk")


def decided(user: User) -> QuerySet[RequestForSupport]:
    """Return the requests that were decided, latest first."""
    return _for_board(open_requests_for(user).filter(decision__isnull=False)).order_by("-decision__decided_at")


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
    rows = rows.filter(asker_waits | Exists(waiting) | nobody_yet)
    return _for_board(rows).order_by("decision__decided_at")


def counts(user: User) -> dict[str, int]:
    """Return how many requests wait, are late, and are mine (two queries)."""
    return (
        open_requests_for(user)
        .filter(_waiting())
        .aggregate(
            waiting=Count("pk"),
            late=Count("pk", filter=Q(clock__due_at__lt=time.now())),
            mine=Count("pk", filter=Q(taken_by=user)),
        )
    )


def decision_on(request: RequestForSupport) -> Decision | None:
    """Return the decision that stands on a request, as the database has it now."""
    return Decision.objects.filter(request=request).select_related("decided_by").first()
