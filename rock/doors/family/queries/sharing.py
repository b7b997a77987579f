"""What stands behind the links of the door's home: of each child what there is for this reader, in one query."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from rock.core import time
from rock.core.built_once import built_once
from rock.doors.family.queries.around import ChildRow, Sees, child_rows, each_child
from rock.doors.family.queries.doors import Door, Reader
from rock.doors.family.queries.open import open_to
from rock.doors.family.queries.plans import ended_open_to
from rock.doors.family.queries.then import changes_open_to, marks_open_to, wishes_open_to
from rock.practice.assessments.models import Reading
from rock.practice.plans.models import PlanMember
from rock.records.models import DayEntry, FamilyMember, NetworkMember, SameRecord, Statement
from rock.records.queries.people import open_on
from rock.records.queries.standing import not_under_move, words_not_under_move
from rock.records.services.guards import history

_ALL_OF_END = Concat("ended_because__words", Value(" "), "partner_lead", output_field=TextField())


@dataclass(frozen=True)
class ForReader:
    """What there is of one child: a part in the plan, texts of a report to read, of the day, of what has changed, of how it ended."""

    child: ChildRow
    plan: bool
    report: list[str]
    day: list[str]
    then: list[str]
    ended: list[str]


def for_reader(door: Door) -> list[ForReader]:
    """Return for each child around the reader what there is for the reader (one query)."""
    return [_one(child, row) for child, row in each_child(_rows(door.ids, frozenset(door.families)))]


@built_once
def _rows(ids: frozenset[int], families: frozenset[int]) -> QuerySet[FamilyMember]:
    door = Reader(ids, families)
    same = SameRecord.objects.filter(person=OuterRef(OuterRef("person"))).values("same")

    def about(column: str) -> Q:
        return Q(**{column: OuterRef("person")}) | Q(**{f"{column}__in": same})

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
    return child_rows(door).annotate(
        plan=Exists(plans),
        report=ArraySubquery(passages.values("words")),
        said=ArraySubquery(entries.values("statement__words")),
        marked=ArraySubquery(marks_open_to(door).filter(about("child")).values("statement__words")),
        changed=ArraySubquery(changes_open_to(door).filter(about("plan__child")).values("what_changed__words")),
        over=ArraySubquery(ended_open_to(door).filter(about("child")).annotate(all=_ALL_OF_END).values("all")),
        wished=ArraySubquery(wishes_open_to(door).filter(about("child")).values("statement__words")),
    )


def _one(child: ChildRow, row: Any) -> ForReader:
    sees_all, sees = child.sees is Sees.ALL, child.sees is not Sees.OWN
    then = [*row.marked, *row.changed, *row.wished]
    return ForReader(
        child, row.plan, row.report if sees_all else [], row.said if sees else [], then if sees else [], row.over
    )


def offers_of(door: Door) -> list[NetworkMember]:
    """Return the reader's own places in families' networks (one query)."""
    rows = NetworkMember.objects.filter(open_on(time.today()), person__in=door.ids, family__in=door.families)
    return list(rows.select_related("family").order_by("pk"))


def offers_typed(door: Door) -> set[int]:
    """Return which of their offers they typed here last: nothing keeps those from them, or a guess would be told (one query)."""
    rows = (
        history(NetworkMember).filter(pgh_obj__person__in=door.ids).order_by("pgh_obj", "-pgh_id").distinct("pgh_obj")
    )
    return {pk for pk, user in rows.values_list("pgh_obj", "acting_user") if user == door.holder.user_id}
