"""What a grown-up asks or writes at their page stands on the first page of the children's worker: until it is answered, or a week.

The lines count and date; who it was, and their words, stand on the pages that the worker opens from there.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Exists, F, OuterRef, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from rock.core import time
from rock.core.words import near_day
from rock.doors.family.models import DoorHolder
from rock.doors.family.queries.questions import DAYS_TO_ANSWER, QUESTION, REPLY
from rock.records.models import Event, FamilyMember, MemberRole, SameRecord, Statement
from rock.records.queries.people import open_on
from rock.records.queries.standing import words_not_under_move
from rock.teams.lines import Dated

LATELY = timedelta(days=7)
Asked = tuple[datetime, int, int]


def first_page(ids: set[int]) -> dict[int, list[str]]:
    """Return which questions of grown-ups wait for an answer, and when one wrote at their page lately (one query).

    What comes from one family stands beside one of its children, so that nobody reads it three times.
    """
    asked: dict[int, list[Asked]] = defaultdict(list)
    came: dict[int, datetime] = {}
    for children, same, at, speaker, question in _rows(ids):
        child = min(ids & {*children, *same}, default=None)
        if child is None:
            continue
        if question:
            asked[child].append((at, speaker, question))
        else:
            came[child] = max(at, came.get(child, at))
    return {child: [*_questions(asked[child]), *_came(came.get(child))] for child in asked.keys() | came.keys()}


def _rows(ids: set[int]) -> QuerySet[Any, Any]:
    """Return (children of the family, records read as one with them, when, who asked, the question), or no asker."""
    records = SameRecord.objects.filter(person__in=ids).values("same")
    theirs = _children().filter(person__in=ids).values("family")
    families = theirs.union(_children().filter(person__in=records).values("family"))
    replies = Statement.objects.filter(replies_to=OuterRef("pk"), question=REPLY)
    waits = Statement.objects.filter(
        words_not_under_move(), ~Exists(replies), question=QUESTION, occasion__family__in=families
    )
    doors = DoorHolder.objects.filter(user=OuterRef("by"))
    wrote = Event.objects.filter(Exists(doors), family__in=families, happened_at__gt=time.now() - LATELY)
    nobody = Value(None, output_field=BigIntegerField())
    return (
        waits.annotate(**_of_family("occasion__family"), at=F("recorded_at"), asker=F("speaker"), asks=F("pk"))
        .order_by()
        .values_list("children", "same", "at", "asker", "asks")
        .union(
            wrote.annotate(**_of_family("family"), at=F("happened_at"), asker=nobody, asks=nobody).values_list(
                "children", "same", "at", "asker", "asks"
            ),
            all=True,
        )
    )


def _children() -> QuerySet[FamilyMember]:
    return FamilyMember.objects.filter(open_on(time.today()), role=MemberRole.CHILD)


def _of_family(column: str) -> dict[str, ArraySubquery]:
    members = _children().filter(family=OuterRef(column)).values("person")
    same = SameRecord.objects.filter(person__in=_children().filter(family=OuterRef(OuterRef(column))).values("person"))
    return {"children": ArraySubquery(members), "same": ArraySubquery(same.values("same"))}


def _questions(asked: list[Asked]) -> list[str]:
    """Return a sentence with its day; it leads to the one question, of several to the page of whoever asked first."""
    if not asked:
        return []
    at, speaker, question = min(asked)
    due = time.add_working_days(timezone.localtime(at).date(), DAYS_TO_ANSWER)
    if len(asked) == 1:
        words, url = "asked you something: answer", reverse("family:reply", args=[speaker, question])
    else:
        words, url = f"asked you {len(asked)} things: answer the first", reverse("family:staff", args=[speaker])
    return [Dated.by(due, f"Somebody of the family, or near it, {words} by {near_day(due)}.", url=url)]


def _came(at: datetime | None) -> list[str]:
    return [f"Somebody of the family, or near it, wrote at their page on {near_day(at)}: see the family."] if at else []
