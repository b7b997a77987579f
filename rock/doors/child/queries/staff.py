"""Who is told when a child does not feel safe, and the urgent list."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.http import Http404

from rock.accounts.models import RoleHolding, User
from rock.accounts.roles import Role
from rock.core import time
from rock.doors.child.models import Card, ChildPage, UnsafeCall
from rock.reach.queries import reached
from rock.records.models import Person, Statement
from rock.records.queries.people import one_person
from rock.teams.models import Allocation

SHOWN_FOR = timedelta(days=31)


def workers_of(child: Person) -> list[User]:
    """Return those who work with the child today: their worker, and the second person who knows them."""
    day = time.today()
    rows = Allocation.objects.filter(child__in=one_person([child.pk]), starts__lte=day).exclude(ends__lte=day)
    return list(User.objects.filter(pk__in=rows.values("worker"), is_active=True))


def duty_managers() -> list[User]:
    """Return the hub's managers: one of them is on duty whenever the council is at work."""
    day = time.today()
    held = RoleHolding.objects.filter(role=Role.HUB_MANAGER, starts__lte=day).exclude(ends__lte=day)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")))


@dataclass(frozen=True)
class Urgent:
    """A child who said that they do not feel safe, with what they wrote until somebody took it on."""

    call: UnsafeCall
    words: list[Statement]


def urgent(user: User) -> list[Urgent]:
    """Return what children whom the user reaches said: what nobody has taken on, then the last month (two queries)."""
    lately = Q(taken_at__isnull=True) | Q(said_at__gte=time.now() - SHOWN_FOR)
    rows = UnsafeCall.objects.filter(reached(user, "child_id"), lately)
    calls = list(
        rows.select_related("child", "taken_by", "clock").order_by(F("taken_at").desc(nulls_first=True), "said_at")
    )
    since = min((_begins(call) for call in calls), default=time.now())
    said = Statement.objects.filter(
        question="unsafe", speaker__in=[call.child_id for call in calls], recorded_at__gte=since
    ).order_by("recorded_at")
    return [Urgent(call, [row for row in said if _belongs(row, call)]) for call in calls]


def _begins(call: UnsafeCall) -> datetime:
    return call.said_at - timedelta(minutes=1)


def _belongs(row: Statement, call: UnsafeCall) -> bool:
    return row.speaker_id == call.child_id and _begins(call) <= row.recorded_at <= (call.taken_at or row.recorded_at)


def urgent_or_404(user: User, pk: int) -> UnsafeCall:
    """Return a call of a child whom the user reaches; any other is not there."""
    rows = UnsafeCall.objects.filter(reached(user, "child_id")).select_related("child", "taken_by", "clock")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def standing_card(page: ChildPage) -> Card | None:
    """Return the card that opens the page now."""
    return page.cards.filter(ended_at__isnull=True, expires_at__gt=time.now()).order_by("-made_at").first()
