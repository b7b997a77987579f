"""Lists of assessments: a worker's own with their days, a manager's to authorise, and the children for whom none is begun."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from rock.accounts.models import User
from rock.core import time
from rock.core.panels import Panel
from rock.core.words import day_due, on_day
from rock.practice.assessments.models import Assessment, Reading
from rock.practice.requests.models import Referral
from rock.reach.queries import reached
from rock.records.models import Clock, FamilyMember, Relationship, Telling, TellingChoice
from rock.records.queries.people import open_on
from rock.teams.models import Allocation, AllocationKind, Post, PostTitle

MOST = 100


def _open() -> QuerySet[Assessment]:
    rows = Assessment.objects.filter(
        authorised_on__isnull=True, occasion__isnull=False, referral__closed_on__isnull=True
    )
    return rows.select_related("referral__child", "worker", "clock")


def written_by(user: User) -> list[Any]:
    """Return what the user writes now, the soonest due first, each with `referral_clock` (one query)."""
    rows = _open().filter(reached(user, "referral__child_id"), worker=user)
    return list(_with_facts(rows).order_by("clock__due_at", "pk")[:MOST])


def to_authorise(user: User) -> list[Any]:
    """Return what is written about the children of the pods that the user manages, what waits for nothing first (one query)."""
    day = time.today()
    posts = Post.objects.filter(user=user, title=PostTitle.MANAGER, starts__lte=day).exclude(ends__lte=day)
    theirs = Allocation.objects.filter(pod__in=posts.values("pod"), starts__lte=day).exclude(ends__lte=day)
    rows = _open().filter(referral__child__in=theirs.values("child")).exclude(worker=user)
    found = _with_facts(rows.filter(reached(user, "referral__child_id")))
    return list(found.order_by("waits", "clock__due_at", "pk")[:MOST])


def _with_facts(rows: QuerySet[Assessment]) -> QuerySet[Any, Any]:
    """Add the end of the referral's own limit, how many passages stand, and whether a parent is still waited for."""
    done = Q(finished_at__isnull=False) | ~Q(not_given_because="") | Q(answer_by__lt=time.today())
    answered = Reading.objects.filter(done, assessment=OuterRef(OuterRef("pk")), person=OuterRef("person"))
    waiting = Relationship.objects.filter(
        open_on(time.today()), ~Exists(answered), other=OuterRef("referral__child"), parental_responsibility=True
    )
    clocks = Clock.objects.filter(person=OuterRef("referral__child"), rule__key="assessment", stopped_at__isnull=True)
    return rows.annotate(
        waits=Exists(waiting),
        passages_written=Count("passages"),
        referral_due=clocks.order_by("due_at").values("due_at")[:1],
    )


def still_to_tell(user: User) -> list[Assessment]:
    """Return what was authorised here and a grown-up of the family is not yet told of, where the user reaches the child."""
    day = time.today()
    told = Telling.objects.filter(
        occasion=OuterRef(OuterRef("occasion")), person=OuterRef("person"), choice=TellingChoice.NOW
    ).filter(told_at__isnull=False)
    adults = FamilyMember.objects.filter(open_on(day), ~Exists(told), family=OuterRef("occasion__family"), role="adult")
    rows = Assessment.objects.filter(
        Exists(adults), decision__isnull=False, authorised_on__gte=time.add_months(day, -6)
    ).filter(Q(worker=user) | Q(decision__decided_by=user))
    rows = rows.filter(reached(user, "referral__child_id")).select_related("referral__child")
    return list(rows.order_by("authorised_on", "pk")[:MOST])


def not_begun(user: User) -> list[Referral]:
    """Return the open episodes of the user's own children for whom no assessment was ever begun (one query)."""
    day = time.today()
    mine = Allocation.objects.filter(worker=user, kind=AllocationKind.PRIMARY, starts__lte=day).exclude(ends__lte=day)
    begun = Assessment.objects.filter(referral=OuterRef("pk"))
    rows = Referral.objects.filter(
        ~Exists(begun), child__in=mine.values("child"), closed_on__isnull=True, no_further_action=False
    )
    return list(rows.filter(reached(user, "child_id")).select_related("child").order_by("referred_on", "pk")[:MOST])


def panel(ids: Iterable[int]) -> Panel | None:
    """Return the assessments about these people, for another room's page (one query)."""
    rows = Assessment.objects.filter(referral__child__in=list(ids)).select_related("worker", "clock__rule")
    lines = tuple(_line(row) for row in rows.order_by("-started_on", "-pk"))
    return Panel("Assessments", ("Started", "How it stands", "Led to", "Worker"), lines)


def _line(row: Assessment) -> tuple[str, ...]:
    if row.authorised_on:
        stands = f"Authorised, {on_day(row.authorised_on)}"
    elif row.clock and row.clock.stopped_at is None:
        stands = f"Being written, {day_due(time.add_working_days(row.started_on, row.clock.rule.limit))}"
    else:
        stands = "Not authorised"
    return on_day(row.started_on), stands, row.get_outcome_display() or "—", str(row.worker or row.source or "—")
