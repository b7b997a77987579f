"""Views that a manager should look at. Each is a question to a colleague, never a finding: names repeat, and help is asked for.

What is looked for follows what councils audit: opened without being allocated, family and neighbours, after leaving, many.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, Exists, F, Func, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from rock.accounts.models import RoleHolding, User, UserKind
from rock.reach.models import Basis, Capacity, CircleMember, Grant, ViewLog, ViewPurpose
from rock.reach.queries import reachable
from rock.records.models import Person, PersonName, Residence, SameRecord

WORKING = (Capacity.WORKER, Capacity.SECOND_WORKER, Capacity.POD, Capacity.HUB, Capacity.DATA)
# Pages that show many people at once by themselves: nobody chose to look at each of them.
# The hub’s page on which somebody of a request is found searches by itself, each time that it is loaded.
MATCHING = "match"
LISTS = ("my_children", "pod", "search", "history", MATCHING)
MOST_PEOPLE_A_DAY = 60
MOST_SEARCHES = 3
MOST_SHOWN = 50

UNALLOCATED = _("Opened by somebody who does not work with them")
SEARCHED = _("Looked for again and again by somebody who does not work with them")
SURNAME = _("The same last name as the colleague")
ADDRESS = _("The same address as somebody the colleague is close to")
LEFT = _("Opened by somebody who held no role that day")
MANY = _("Many people in one day")


@dataclass(frozen=True)
class Anomaly:
    """Why a colleague's views stand out; `person` is None for a count of many, or where the reader does not reach them."""

    why: Any
    colleague: str
    count: int
    last: datetime
    person: Person | None = None
    is_about_one: bool = True


def anomalies(user: User, since: datetime, until: datetime) -> list[Anomaly]:
    """Return what stands out between two moments, for a manager (six queries); of whom they do not reach, no name."""
    rows = _staff_views(since, until)
    chosen = rows.exclude(purpose__in=(ViewPurpose.SEARCH, ViewPurpose.OWN))
    typed = rows.filter(purpose=ViewPurpose.SEARCH).exclude(page=MATCHING)
    kinds: list[tuple[Any, QuerySet[ViewLog], int]] = [
        (UNALLOCATED, _not_working_then(chosen), 1),
        (SEARCHED, _not_working_then(typed), MOST_SEARCHES),
        (SURNAME, rows.filter(Exists(_same_name())), 1),
        (ADDRESS, rows.filter(Exists(_same_address())), 1),
        (LEFT, rows.exclude(Exists(_held_a_role())), 1),
    ]
    found = [(why, row) for why, views, least in kinds for row in _pairs(views, least)]
    people = reachable(user).in_bulk({row["person_id"] for _why, row in found})
    one = [_of(why, row, people.get(row["person_id"])) for why, row in found]
    return [*one, *_many(rows)]


def _staff_views(since: datetime, until: datetime) -> QuerySet[ViewLog]:
    rows = ViewLog.objects.filter(seen_at__gte=since, seen_at__lte=until, person__isnull=False)
    surname = Func(F("user__name"), Value(r"^.*\s"), Value(""), function="regexp_replace", output_field=CharField())
    return rows.filter(user__kind=UserKind.STAFF).annotate(day=TruncDate("seen_at"), surname=surname)


def _pairs(views: QuerySet[ViewLog], least: int) -> list[Any]:
    pairs = views.order_by().values("user_id", "user__name", "person_id")
    counted = pairs.annotate(times=Count("id"), last=Max("seen_at")).filter(times__gte=least)
    return list(counted.order_by("-last", "user_id", "person_id")[:MOST_SHOWN])


def _not_working_then(views: QuerySet[ViewLog]) -> QuerySet[ViewLog]:
    """Return the views by somebody who did not work with the person at that moment; an emergency is no work.

    The person's other records are asked about apart: so the database goes from a view to a few grants, not through all.
    """
    own = _grants_then(OuterRef("person_id"), 1)
    others = SameRecord.objects.filter(Exists(_grants_then(OuterRef("same"), 2)), person=OuterRef("person_id"))
    return views.exclude(Exists(own)).exclude(Exists(others))


def _grants_then(person: Any, level: int) -> QuerySet[Grant]:
    """Return the grants under which the viewer, or a circle they were in, worked with the person at the view's moment.

    `level` is how many queries further out the view stands.
    """
    moment, viewer = _outer("seen_at", level), _outer("user_id", level)
    inside = CircleMember.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=_outer("day", level + 1)),
        user=_outer("user_id", level + 1),
        starts__lte=_outer("day", level + 1),
    )
    rows = Grant.objects.filter(person=person, starts__lte=moment, allow=True, capacity__in=WORKING)
    rows = rows.filter(Q(ends__isnull=True) | Q(ends__gt=moment))
    rows = rows.filter(Q(user=viewer) | Q(circle__in=inside.values("circle")))
    return rows.exclude(basis=Basis.EMERGENCY)


def _outer(name: str, level: int) -> Any:
    return name if level == 0 else OuterRef(_outer(name, level - 1))


def _same_name() -> QuerySet[PersonName]:
    return PersonName.objects.filter(person=OuterRef("person_id"), family_name__iexact=OuterRef("surname"))


def _same_address() -> QuerySet[Residence]:
    close = Q(person__conflicts__user=OuterRef(OuterRef("user_id")), person__conflicts__ends__isnull=True)
    theirs = Residence.objects.filter(
        close, ends__isnull=True, lines__iexact=OuterRef("lines"), postcode=OuterRef("postcode")
    )
    return Residence.objects.filter(Exists(theirs), person=OuterRef("person_id"), ends__isnull=True)


def _held_a_role() -> QuerySet[RoleHolding]:
    rows = RoleHolding.objects.filter(user=OuterRef("user_id"), starts__lte=OuterRef("day"))
    return rows.filter(Q(ends__isnull=True) | Q(ends__gt=OuterRef("day")))


def _of(why: Any, row: dict[str, Any], person: Person | None) -> Anomaly:
    return Anomaly(why, row["user__name"], row["times"], row["last"], person)


def _many(rows: QuerySet[Any]) -> Iterable[Anomaly]:
    days = rows.exclude(page__in=LISTS).order_by().values("user_id", "user__name", "day")
    counted = days.annotate(people=Count("person_id", distinct=True), last=Max("seen_at"))
    for row in counted.filter(people__gt=MOST_PEOPLE_A_DAY).order_by("-people")[:MOST_SHOWN]:
        yield Anomaly(MANY, row["user__name"], row["people"], row["last"], is_about_one=False)
