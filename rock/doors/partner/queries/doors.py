"""Whose door it is, and for which children: invited, not over, and still reached; a conflict or a restriction shuts it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from rock.accounts.models import User
from rock.core import time
from rock.doors.keys import link_stands
from rock.doors.partner.models import Invitation, PartnerHolder, PartnerKey, SharedWording
from rock.practice.plans.models import Plan
from rock.reach.queries import reached
from rock.records.models import SameRecord
from rock.records.queries.standing import not_under_move
from rock.teams.models import Allocation, AllocationKind


@dataclass(frozen=True)
class PartnerDoor:
    """An open door: its holder, and the invitations that stand.

    Each carries `same` (the ids of records that are read as one with the child), `work` (whom to ring), `plans`
    (the child's latest), and `shared` (the wordings that may be read).
    """

    holder: PartnerHolder
    invitations: list[Invitation]

    @property
    def records(self) -> dict[int, Invitation]:
        """Return for each record of each child the invitation that it belongs to."""
        return {pk: row for row in self.invitations for pk in records_of(row)}


def records_of(invitation: Any) -> set[int]:
    """Return the ids of every record that is read as one with the child."""
    return {invitation.child_id, *invitation.same}


def door_of(user: User, *, key_id: int | None = None) -> PartnerDoor | None:
    """Return the user's own door (two queries), entered by this link if one is given; None if it does not stand."""
    rows = PartnerHolder.objects.filter(user=user, left_at__isnull=True)
    if key_id is not None:
        rows = rows.filter(Exists(standing_keys().filter(pk=key_id, holder=OuterRef("pk"))))
    holder = rows.select_related("user").first()
    return PartnerDoor(holder, _with_facts(invitations_of(holder))) if holder else None


def invitations_of(holder: PartnerHolder) -> QuerySet[Invitation]:
    """Return the invitations that stand, of children whom the partner reaches now."""
    return standing_invitations().filter(reached(holder.user, "child_id"), holder=holder)


def standing_invitations() -> QuerySet[Invitation]:
    """Return the invitations of everybody that are neither ended nor over."""
    return Invitation.objects.filter(ended_at__isnull=True, until__gte=time.today(), holder__left_at__isnull=True)


def standing_keys() -> QuerySet[PartnerKey]:
    """Return the links that are neither over nor withdrawn."""
    return PartnerKey.objects.filter(link_stands(), holder__left_at__isnull=True).select_related("holder__user")


def same_records() -> ArraySubquery:
    """Return the ids of the records that are read as one with an invitation's child."""
    return ArraySubquery(SameRecord.objects.filter(person=OuterRef("child")).values("same"))


def shared_wordings() -> ArraySubquery:
    """Return the keys of the wordings that an invitation's partner may read, after their speaker was asked."""
    return ArraySubquery(
        SharedWording.objects.filter(invitation=OuterRef("pk"), ended_at__isnull=True).values("wording")
    )


def latest_plan() -> ArraySubquery:
    """Return the plan of an invitation's child that runs, else the one that ended last: who leads it, and its days.

    One that waits to be moved does not stand; no earlier one takes its place.
    """
    twins = SameRecord.objects.filter(person=OuterRef(OuterRef("child"))).values("same")
    whose = Q(child=OuterRef("child")) | Q(child__in=twins)
    rows = Plan.objects.filter(whose).order_by(F("ended_on").desc(nulls_first=True), "-started_on", "-pk")
    stands = ExpressionWrapper(not_under_move("occasion__"), output_field=BooleanField())
    facts = {"lead": "partner_lead", "worker": "lead__name", "phone": "lead__phone", "stands": stands}
    days = {"review_on": "review_on", "ended_on": "ended_on"}
    return ArraySubquery(rows.values(json=JSONObject(pk="pk", **facts, **days))[:1])


def _with_facts(rows: QuerySet[Invitation]) -> list[Invitation]:
    day = time.today()
    work = Allocation.objects.filter(child=OuterRef("child"), kind=AllocationKind.PRIMARY, starts__lte=day)
    work = work.exclude(ends__lte=day).order_by("-starts")
    found = rows.select_related("child", "share", "holder__user").annotate(
        same=same_records(),
        shared=shared_wordings(),
        work=ArraySubquery(work.values(json=JSONObject(name="worker__name", phone="worker__phone"))),
        plans=latest_plan(),
    )
    return list(found.order_by("child__given_name", "pk"))


def end_of(until: date) -> datetime:
    """Return the moment at which an invitation is over: the end of its last day in London."""
    return timezone.make_aware(datetime.combine(until + timedelta(days=1), datetime.min.time()))


def holder_with(email: str) -> PartnerHolder | None:
    """Return who holds a door with this inbox now."""
    return PartnerHolder.objects.filter(email__iexact=email, left_at__isnull=True).select_related("user").first()
