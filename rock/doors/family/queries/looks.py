"""Who looked, as far as the reader may know: members of staff, by day, nothing that is held back."""

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
from rock.reach.models import CircleMember, ViewLog, ViewPurpose
from rock.reach.role_circles import HUB
from rock.records.models import SameRecord
from rock.teams.models import Post

SHOWN_FOR = timedelta(days=90)
MOST = 300


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
    twin = SameRecord.objects.filter(person=OuterRef(OuterRef("person")), same=OuterRef("person"))
    person = LooksHeld.objects.filter(Q(person=OuterRef("person")) | Exists(twin))
    holding = person.filter(released_at__isnull=True, held_at__lte=OuterRef("seen_at"))
    released = person.filter(released_at__gte=OuterRef("seen_at"))
    rows = (
        ViewLog.objects.filter(person__in=about, seen_at__gte=time.now() - SHOWN_FOR, user__kind=UserKind.STAFF)
        .filter(~Exists(holding), Q(held_back=False) | Exists(released))
        .exclude(purpose=ViewPurpose.OWN)
        .annotate(day=TruncDate("seen_at"), team=_team(), staff=F("user__name"))
    )
    fields = rows.values_list("day", "user", "staff", "team", "purpose").distinct()
    return [LookRow(*row) for row in fields.order_by("-day", "team", "purpose", "user")[:MOST]]


def _team() -> Coalesce:
    on: Any = Cast(OuterRef("seen_at"), DateField())
    posts = Post.objects.filter(user=OuterRef("user"), starts__lte=on).exclude(ends__lte=on).order_by("pk")
    desk = CircleMember.objects.filter(user=OuterRef("user"), circle__key=HUB, starts__lte=on)
    desk = desk.exclude(ends__lte=on)
    return Coalesce(Subquery(posts.values("pod__name")[:1]), Subquery(desk.values("circle__name")[:1]), Value(""))
