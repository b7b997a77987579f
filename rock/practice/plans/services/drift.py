"""What stands still is found by the clock, once, and shown until somebody answers it; a cause that went away answers itself."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as clock_time
from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.practice.plans.models import Drift, DriftKind, Gone, Plan
from rock.records.models import (
    ClockRule,
    EventKind,
    Mark,
    OccasionKind,
    Promise,
    PromiseState,
    SameRecord,
    SlotMark,
    Wish,
)
from rock.records.queries.standing import not_under_move, words_not_under_move
from rock.records.services.clocks import due
from rock.records.services.events import record_event
from rock.records.services.occasions import hold_occasion, say

UNCHANGED, WISH = "day_unchanged", "wish"
CARRIED_TOO_OFTEN = 3
ANSWER = "drift_answer"
_CHANGED = (Mark.BETTER, Mark.HARDER)


@dataclass(frozen=True)
class _Still:
    """Something that stands still, since when, and what it is about."""

    kind: DriftKind
    child_id: int
    since: date
    plan: Plan | None = None
    promise: Promise | None = None
    wish: Wish | None = None

    @property
    def about(self) -> dict[str, object]:
        """Return the columns that say what it is about."""
        return {"plan": self.plan, "promise": self.promise, "wish": self.wish}


@service
def find_drift(*, by: Actor, on: date | None = None) -> list[Drift]:
    """Find what has stood still by a day (today if unsaid), and return what is new; what is found already stays as it is.

    Safe to run twice, and after nights on which nothing ran: it looks at how things are, not at what happened since.
    """
    day = on or time.today()
    settle_gone(by=by)
    found = (*_unchanged(_running(), day), *_carried(), *_wishes(day))
    return [row for still in found if (row := _found(by, still)) is not None]


@service
def look_anew(*, by: Actor, children: Collection[int]) -> None:
    """Look again at the days of some children whose marks were moved or removed by two people.

    What was settled by a mark that is not theirs stands still again, since the day from which it does; so does a promise
    or a wish that was closed in a review of another child.
    """
    settle_gone(by=by, children=children)
    plans = _running().filter(child__in=children)
    for plan in plans:
        rows = Drift.objects.filter(plan=plan, kind=DriftKind.NO_CHANGE, answered_by__isnull=True)
        since = _since(plan)
        if not rows.filter(answered_at__isnull=True).update(since=since):
            wrongly = rows.filter(gone=Gone.CHANGED, since__gte=since).order_by("-since", "-pk").values("pk")[:1]
            rows.filter(pk__in=list(wrongly.values_list("pk", flat=True))).update(
                answered_at=None, gone="", since=since
            )
    _stand_again(children)
    day = time.today()
    for still in (*_unchanged(plans, day), *_carried(children), *_wishes(day, children)):
        if _found(by, still) is None:
            _open(still).update(since=still.since)


def _open(still: _Still) -> QuerySet[Drift]:
    return Drift.objects.filter(kind=still.kind, child_id=still.child_id, **still.about, answered_at=None)


def _stand_again(children: Collection[int]) -> None:
    """Open again what was settled by closing a promise that is open, or by an answer that was none."""
    rows = Drift.objects.filter(child__in=children, answered_by__isnull=True, answered_at__isnull=False)
    opened = Drift.objects.filter(answered_at__isnull=True)
    carried = rows.filter(_carried_often(), gone=Gone.CLOSED, kind=DriftKind.CARRIED)
    wishes = rows.filter(gone=Gone.ANSWERED, wish__answer__isnull=True)
    for column, found in (("promise", carried), ("wish", wishes)):
        standing = opened.filter(**{f"{column}__isnull": False}).values(column)
        last = found.exclude(**{f"{column}__in": standing}).order_by(column, "-pk").distinct(column)
        Drift.objects.filter(pk__in=list(last.values_list("pk", flat=True))).update(answered_at=None, gone="")


def _carried_often(of: str = "promise__") -> Q:
    """Return the condition on a row of an open promise that was carried over too often."""
    chain = "__".join(["carried_from"] * CARRIED_TOO_OFTEN)
    return Q(**{f"{of}state": PromiseState.OPEN, f"{of}{chain}__isnull": False})


def _found(by: Actor, still: _Still) -> Drift | None:
    row, is_new = Drift.objects.get_or_create(
        kind=still.kind,
        child_id=still.child_id,
        **still.about,
        answered_at=None,
        defaults={"since": still.since, "found_at": time.now()},
    )
    if not is_new:
        return None
    record_event(by=by, kind=EventKind.DRIFT_FOUND, people=[row.child])
    return row


def _running() -> QuerySet[Any]:
    """Return the plans that have not ended, with when the day last changed and when somebody last answered."""
    answers = Drift.objects.filter(plan=OuterRef("pk"), kind=DriftKind.NO_CHANGE, answered_by__isnull=False)
    looked_at = answers.order_by("-answered_at").values("answered_at")[:1]
    found: QuerySet[Any] = Plan.objects.filter(ended_on__isnull=True).annotate(
        changed_at=_last_change(), looked_at=Subquery(looked_at)
    )
    return found


def _since(plan: Any) -> date:
    return _latest(plan.started_on, plan.changed_at, plan.looked_at)


def _unchanged(plans: QuerySet[Any], day: date) -> Iterable[_Still]:
    """Yield those of the plans in which no part of the day was marked better or harder for the whole limit."""
    limit = _Limit(UNCHANGED)
    for plan in plans.filter(started_on__lte=day):
        if limit.is_over(_since(plan), day):
            yield _Still(DriftKind.NO_CHANGE, plan.child_id, _since(plan), plan=plan)


def _last_change() -> Subquery:
    """Return when a part of the day of a row's child was last marked better or harder, by whomever.

    A mark about which two people have yet to decide whether it stands on the wrong child is no change meanwhile.
    """
    same = SameRecord.objects.filter(person=OuterRef(OuterRef("child"))).values("same")
    whose = Q(child=OuterRef("child")) | Q(child__in=same)
    stands = not_under_move("occasion__") & words_not_under_move("statement__")
    marks = SlotMark.objects.filter(whose, stands, mark__in=_CHANGED)
    return Subquery(marks.order_by("-occasion__happened_at").values("occasion__happened_at")[:1])


def _latest(start: date, *moments: datetime | None) -> date:
    return max([start, *(timezone.localtime(one).date() for one in moments if one)])


class _Limit:
    """A rule of the clocks, as it stood on any day (one query)."""

    def __init__(self, key: str) -> None:
        self.rules = list(ClockRule.objects.filter(key=key).order_by("-starts"))

    def is_over(self, since: date, day: date) -> bool:
        """Return whether the last day of the limit that runs from `since` has come."""
        rule = next((one for one in self.rules if one.starts <= since and (one.ends is None or one.ends > since)), None)
        begun = timezone.make_aware(datetime.combine(since, clock_time.min))
        return rule is not None and timezone.localtime(due(rule, begun)).date() <= day


def _carried(children: Collection[int] | None = None) -> Iterable[_Still]:
    """Yield the open promises that were carried over too often; one more carrying is a new promise, and found anew."""
    rows = Promise.objects.filter(_carried_often(""), child__isnull=False)
    rows = rows if children is None else rows.filter(child__in=children)
    answered = Drift.objects.filter(kind=DriftKind.CARRIED, answered_at__isnull=False).values("promise")
    for promise in rows.exclude(pk__in=answered).select_related("carried_from"):
        before = promise.carried_from
        since = before.closed_on if before and before.closed_on else promise.due_on
        yield _Still(DriftKind.CARRIED, promise.child_id or 0, since, promise=promise)


def _wishes(day: date, children: Collection[int] | None = None) -> Iterable[_Still]:
    """Yield the wishes without an answer; one without a clock came out of imported history and is left alone."""
    rows = Wish.objects.filter(answer__isnull=True, clock__isnull=False).select_related("clock")
    rows = rows if children is None else rows.filter(child__in=children)
    looked_at = Max("drift__answered_at", filter=Q(drift__answered_by__isnull=False))
    limit = _Limit(WISH)
    for wish in rows.annotate(looked_at=looked_at):
        begun = timezone.localtime(wish.clock.started_at).date() if wish.clock else day
        since = _latest(begun, wish.looked_at)
        if limit.is_over(since, day):
            yield _Still(DriftKind.WISH, wish.child_id, since, wish=wish)


@service
def settle_gone(*, by: Actor, children: Collection[int] | None = None) -> int:
    """Close what no longer stands still, and keep what made it so; return how many. `children` narrows it to some."""
    rows = Drift.objects.filter(answered_at__isnull=True)
    rows = rows if children is None else rows.filter(child__in=children)
    still = rows.filter(kind=DriftKind.NO_CHANGE)
    moved = still.annotate(changed_at=_last_change()).filter(changed_at__date__gt=F("since"))
    gone = {
        Gone.ENDED: still.filter(plan__ended_on__isnull=False),
        Gone.CHANGED: still.filter(pk__in=list(moved.values_list("pk", flat=True))),
        Gone.CLOSED: rows.filter(kind=DriftKind.CARRIED).exclude(_carried_often()),
        Gone.ANSWERED: rows.filter(kind=DriftKind.WISH, wish__answer__isnull=False),
    }
    return sum(found.update(answered_at=time.now(), gone=how) for how, found in gone.items())


@service
def answer_drift(*, by: User, drift: Drift, words: str, seen_to_by: User) -> Drift:
    """Answer what stands still: what was decided and why, and who sees to it. It may be found again later."""
    row = Drift.objects.select_for_update(of=("self",)).select_related("child", "plan__family").get(pk=drift.pk)
    if row.answered_at:
        raise Refused("This has been answered already, or it stands still no more. Open the list again.")
    if not words.strip():
        raise Refused("Write what was decided, and why.")
    occasion = hold_occasion(by=by, kind=OccasionKind.MESSAGE, family=row.plan.family if row.plan else None)
    row.answer = say(
        by=by,
        occasion=occasion,
        question=ANSWER,
        words=words.strip(),
        speaker_staff=by,
        about=[row.child],
        verbatim=False,
    )
    row.answered_by, row.seen_to_by, row.answered_at = by, seen_to_by, time.now()
    row.save(update_fields=["answer", "answered_by", "seen_to_by", "answered_at"])
    record_event(by=by, kind=EventKind.DRIFT_ANSWERED, people=[row.child], occasion=occasion)
    return row
