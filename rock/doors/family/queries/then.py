"""A child's day then and now at a door: what this reader may read of the last review of which they may read anything."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, JSONObject, Least, TruncDate

from rock.doors.family.queries.around import ChildRow, Sees, child_rows, each_child
from rock.doors.family.queries.doors import Door, Reader
from rock.doors.family.queries.open import open_to
from rock.practice.plans.models import Review
from rock.practice.plans.queries.then_and_now import Changed, ThenAndNow, day_held, shared_then_and_now
from rock.records.models import SameRecord, SlotMark, Wish
from rock.records.queries.standing import words_not_under_move

MOST_WISHES = 10


def marks_open_to(door: Door | Reader) -> QuerySet[SlotMark]:
    """Return the marks that this reader may read: each is a statement, and has its own audience.

    A mark is not theirs for being about their child, nor for being their own: somebody may look over their shoulder.
    It is theirs once it was shared with them, as are the words of a day.
    """
    shared = open_to(door).filter(statement=OuterRef("statement"))
    return SlotMark.objects.filter(Exists(shared), words_not_under_move("statement__"))


def changes_open_to(door: Door | Reader) -> QuerySet[Review]:
    """Return the reviews of which this reader may read what changed it."""
    shared = open_to(door).filter(statement=OuterRef("what_changed"))
    return Review.objects.filter(Exists(shared), words_not_under_move("what_changed__"))


def wishes_open_to(door: Door | Reader) -> QuerySet[Wish]:
    """Return the wishes of which this reader may read both what was said and what was done.

    One of the two alone would say that there is another.
    """
    both = (Exists(open_to(door).filter(statement=OuterRef(column))) for column in ("statement", "answer"))
    return Wish.objects.filter(*both, words_not_under_move("statement__"), words_not_under_move("answer__"))


@dataclass(frozen=True)
class WishDone:
    """A wish of the child, what was done about it, and when that was said."""

    statement_id: int
    said: str
    did: str
    on: date


@dataclass(frozen=True)
class ThenRead:
    """What one reader may read of what has changed for a child; `found` is None where no review has anything for them."""

    child: ChildRow
    found: ThenAndNow | None
    wishes: list[WishDone]


def read_then(door: Door, child: int) -> ThenRead | None:
    """Return what has changed for a child, by the number of any record of theirs (three queries); None for whom they see not.

    Which review it is about follows from what was shared alone, so that one of which they may read nothing moves no word
    and no date at their door.
    """
    same = SameRecord.objects.filter(person=OuterRef(OuterRef("person"))).values("same")

    def about(column: str) -> Q:
        return Q(**{column: OuterRef("person")}) | Q(**{f"{column}__in": same})

    rows = child_rows(door).annotate(
        looked=ArraySubquery(_last_review(door).filter(about("plan__child")).values(json=_looked(door))[:1]),
        changed=ArraySubquery(changes_open_to(door).filter(about("plan__child")).values(json=_CHANGED)),
        wished=ArraySubquery(
            wishes_open_to(door).filter(about("child")).order_by("-answered_at").values(json=_WISHED)[:MOST_WISHES]
        ),
    )
    found = next((one for one in each_child(rows) if child in one[0].ids and one[0].sees is not Sees.OWN), None)
    return _read(door, *found) if found else None


_CHANGED = JSONObject(
    pk="what_changed", words="what_changed__words", who="what_changed__speaker_staff__name", on="occasion__happened_at"
)
_WISHED = JSONObject(pk="statement", said="statement__words", did="answer__words", on="answered_at")


def _looked(door: Door) -> JSONObject:
    """Return the two days of a review: the first is never that of a review of which this reader may read nothing.

    That one would show in what stands on either side.
    """
    before = _last_review(door).filter(
        plan=OuterRef("plan"), occasion__happened_at__lt=OuterRef("occasion__happened_at")
    )
    day = before.annotate(day=TruncDate("occasion__happened_at")).values("day")[:1]
    on_that_day = Review.objects.filter(plan=OuterRef("plan"), occasion__happened_at__date=OuterRef("since"))
    is_theirs = Exists(_last_review(door).filter(plan=OuterRef("plan"), occasion__happened_at__date=OuterRef("since")))
    known = Coalesce(Subquery(day), F("plan__started_on"))
    since = Case(When(Exists(on_that_day) & ~is_theirs, then=Least("since", known)), default=F("since"))
    return JSONObject(since=since, on="occasion__happened_at")


def _last_review(door: Door) -> QuerySet[Review]:
    marked = marks_open_to(door).filter(occasion=OuterRef("occasion"))
    told = changes_open_to(door).filter(pk=OuterRef("pk"))
    return Review.objects.filter(Q(Exists(marked)) | Q(Exists(told))).order_by("-occasion__happened_at")


def _read(door: Door, child: ChildRow, row: Any) -> ThenRead:
    changed = [Changed(one["pk"], one["words"], one["who"], day_held(one)) for one in row.changed]
    wishes = [WishDone(one["pk"], one["said"], one["did"], day_held(one)) for one in row.wished]
    if not row.looked:
        return ThenRead(child, None, wishes)
    since, until = date.fromisoformat(row.looked[0]["since"]), day_held(row.looked[0])
    found = shared_then_and_now(child.ids, door.ids, since, until, child=row.person, changed=changed)
    return ThenRead(child, found, wishes)
