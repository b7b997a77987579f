"""Who looked, as far as the reader may know: members of staff, by day, nothing that is held back.

Nor what would tell a reader, by its day alone, that somebody asked for help: the hub's looks for a request of which they
were not told, whoever looked because a child does not feel safe, and an emergency opening that no manager has reviewed.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, TruncDate

from rock.accounts.models import UserKind
from rock.core import time
from rock.doors.family.models import LooksHeld
from rock.doors.family.queries.around import ChildRow, Sees
from rock.doors.family.queries.doors import Door
from rock.practice.requests.models import RequestPerson
from rock.reach.models import Basis, CircleMember, EmergencyOpening, Grant, ViewLog, ViewPurpose
from rock.reach.role_circles import HUB
from rock.records.models import SameRecord, Telling, TellingChoice
from rock.teams.models import Post

SHOWN_FOR = timedelta(days=90)
MOST = 300
SEARCH_SHOWN_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class LookRow:
    """Somebody at work looked on a day: their team then (empty without one), why, and who they are."""

    day: date
    user_id: int
    name: str
    team: str
    purpose: str


def looks_for(door: Door, children: list[ChildRow]) -> list[LookRow]:
    """Return who looked at the reader and at those children of whom they see everything, latest first (one query)."""
    about = {*door.ids, *(row.person_id for row in children if row.sees is Sees.ALL)}
    person = LooksHeld.objects.filter(_whom())
    holding = person.filter(released_at__isnull=True, held_at__lte=OuterRef("seen_at"))
    released = person.filter(released_at__gte=OuterRef("seen_at"))
    rows = (
        ViewLog.objects.filter(person__in=about, seen_at__gte=time.now() - SHOWN_FOR, user__kind=UserKind.STAFF)
        .filter(~Exists(holding), Q(held_back=False) | Exists(released))
        .exclude(purpose=ViewPurpose.OWN)
        .filter(Exists(released) | ~_tells_of_a_report(door))
        .annotate(day=TruncDate("seen_at"), team=_team(), staff=F("user__name"))
    )
    fields = rows.values_list("day", "user", "staff", "team", "purpose").distinct()
    return [LookRow(*row) for row in fields.order_by("-day", "team", "purpose", "user")[:MOST]]


def _whom() -> Q:
    """Return the condition on a row of a person: the one who was looked at, under any record of theirs."""
    twin = SameRecord.objects.filter(person=OuterRef(OuterRef("person")), same=OuterRef("person"))
    return Q(person=OuterRef("person")) | Q(Exists(twin))


def _tells_of_a_report(door: Door) -> Q:
    told = Telling.objects.filter(
        occasion=OuterRef("request__decision__occasion"), person__in=door.ids, choice=TellingChoice.NOW
    )
    asked = RequestPerson.objects.filter(
        _whom(), ~Exists(told), request__occasion__recorded_at__lte=OuterRef("seen_at")
    )
    theirs = Q(user=OuterRef("user")) | Q(circle__members__user=OuterRef("user"))
    unsafe = Grant.objects.filter(_whom(), theirs, basis=Basis.UNSAFE, starts__lte=OuterRef("seen_at"))
    reviewed = EmergencyOpening.objects.filter(_whom(), user=OuterRef("user"), reviewed_at__isnull=False)
    # Until then nobody may know yet whether whom they looked for is on a request.
    searched = Q(purpose=ViewPurpose.SEARCH, seen_at__gt=time.now() - SEARCH_SHOWN_AFTER)
    return (
        searched
        | Q(Exists(asked), purpose__in=(ViewPurpose.HUB, ViewPurpose.SEARCH))
        | Q(Exists(unsafe.filter(ends__gt=OuterRef("seen_at"))))
        | Q(~Exists(reviewed), purpose=ViewPurpose.EMERGENCY)
    )


def _team() -> Coalesce:
    on: Any = Cast(OuterRef("seen_at"), DateField())
    posts = Post.objects.filter(user=OuterRef("user"), starts__lte=on).exclude(ends__lte=on).order_by("pk")
    desk = CircleMember.objects.filter(user=OuterRef("user"), circle__key=HUB, starts__lte=on)
    desk = desk.exclude(ends__lte=on)
    return Coalesce(Subquery(posts.values("pod__name")[:1]), Subquery(desk.values("circle__name")[:1]), Value(""))
