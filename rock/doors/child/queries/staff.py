"""Who is told when a child does not feel safe, and the urgent list."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.http import Http404

from rock.accounts.models import User
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
    held = {"role_holdings__role": Role.HUB_MANAGER, "role_holdings__starts__lte": day}
    rows = User.objects.filter(is_active=True, **held)
    ended = User.objects.filter(role_holdings__role=Role.HUB_MANAGER, role_holdings__ends__lte=day)
    return list(rows.exclude(pk__in=ended.values("pk")).distinct())


@dataclass(frozen=True)
class Urgent:
    """A child who said that they do not feel safe, with what they wrote until somebody took it on."""

    call: UnsafeCall
    words: list[Statement]


def urgent(user: User) -> list[Urgent]:
    """Return what children whom the user reaches said in the last month: what nobody has taken on first (two queries)."""
    rows = UnsafeCall.objects.filter(reached(user, "child_id"), said_at__gte=time.now() - SHOWN_FOR)
    calls = list(
        rows.select_related("child", "taken_by", "clock").order_by(F("taken_at").desc(nulls_first=True), "said_at")
    )
    said = Statement.objects.filter(
        question="unsafe", speaker__in=[call.child_id for call in calls], recorded_at__gte=time.now() - SHOWN_FOR
    ).order_by("recorded_at")
    return [Urgent(call, [row for row in said if _belongs(row, call)]) for call in calls]


def _belongs(row: Statement, call: UnsafeCall) -> bool:
    begins = call.said_at - timedelta(minutes=1)
    return row.speaker_id == call.child_id and begins <= row.recorded_at <= (call.taken_at or row.recorded_at)


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
