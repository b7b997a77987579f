"""What stands behind the links of the door's home: of each child what there is for this reader, in one query."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from rock.core import time
from rock.doors.family.queries.around import ChildRow, Sees
from rock.doors.family.queries.doors import Door
from rock.practice.assessments.models import Reading
from rock.practice.plans.models import PlanMember
from rock.records.models import Audience, DayEntry, NetworkMember, Person, SameRecord, Statement
from rock.records.queries.people import open_on
from rock.records.queries.standing import not_under_move, words_not_under_move


@dataclass(frozen=True)
class ForReader:
    """What there is of one child: a part in the plan, texts of a report to read, texts of the day."""

    child: ChildRow
    plan: bool
    report: list[str]
    day: list[str]


def open_to(door: Door) -> Any:
    """Return the audience rows that let this reader read the statement of an outer query."""
    standing = Q(ends__isnull=True) | Q(ends__gt=time.now())
    return Audience.objects.filter(standing, reader__in=door.ids, starts__lte=time.now())


def for_reader(door: Door, children: list[ChildRow]) -> list[ForReader]:
    """Return for each of these children what there is for the reader (one query)."""
    same = SameRecord.objects.filter(person=OuterRef(OuterRef("pk"))).values("same")

    def about(column: str) -> Q:
        return Q(**{column: OuterRef("pk")}) | Q(**{f"{column}__in": same})

    plans = PlanMember.objects.filter(
        about("plan__child"),
        not_under_move("plan__occasion__"),
        person__in=door.ids,
        ends__isnull=True,
        plan__ended_on__isnull=True,
    )
    given = Reading.objects.filter(
        assessment__occasion=OuterRef("occasion"), person__in=door.ids, given_at__isnull=False
    )
    passages = Statement.objects.filter(
        about("occasion__assessment__referral__child"),
        Exists(open_to(door).filter(statement=OuterRef("pk"))),
        Exists(given),
        words_not_under_move(),
        question__startswith="assessment_",
    )
    entries = DayEntry.objects.filter(
        about("child"),
        Exists(open_to(door).filter(statement=OuterRef("statement"))),
        words_not_under_move("statement__"),
    )
    rows: Any = Person.objects.filter(pk__in=[row.person_id for row in children]).annotate(
        plan=Exists(plans),
        report=ArraySubquery(passages.values("words")),
        day=ArraySubquery(entries.values("statement__words")),
    )
    found = {row.pk: row for row in rows}
    return [_one(row, found[row.person_id]) for row in children if row.person_id in found]


def _one(child: ChildRow, row: Any) -> ForReader:
    sees_all = child.sees is Sees.ALL
    return ForReader(child, row.plan, row.report if sees_all else [], row.day if child.sees is not Sees.OWN else [])


def offers_of(door: Door) -> list[NetworkMember]:
    """Return the reader's own places in families' networks (one query)."""
    rows = NetworkMember.objects.filter(open_on(time.today()), person__in=door.ids, family__in=door.families)
    return list(rows.select_related("family").order_by("pk"))
