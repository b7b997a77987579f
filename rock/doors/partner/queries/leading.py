"""The plan that a partner leads: whether they do, and the lines that they may read, each after its speaker was asked."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.utils.dateparse import parse_date

from rock.doors.partner.models import Invitation, PartnerHolder
from rock.doors.partner.queries.doors import latest_plan, shared_wordings
from rock.doors.partner.services.answering import is_theirs
from rock.practice.plans.facts import wording_of
from rock.practice.plans.models import Plan, PlanWording
from rock.records.models import Person
from rock.records.names import plain_letters
from rock.records.queries.standing import not_under_move, words_not_under_move


@dataclass(frozen=True)
class Leading:
    """A plan that a partner leads; one that has ended, with whom the partner stays, can still be read."""

    plan_id: int
    review_on: date | None
    ended_on: date | None


def is_named(holder: PartnerHolder, lead: str) -> bool:
    """Return whether who is named as the lead (“Mrs Priya Nandakumar, Marram Primary School”) is this partner.

    The name counts word by word; where a place follows it, that is the partner's own.
    """
    name, agency = plain_letters(holder.user.name), plain_letters(holder.agency)
    _before, found, after = f" {plain_letters(lead)} ".partition(f" {name} ")
    return bool(name and found) and (not after.strip() or f" {agency} " in f" {after}")


def leading(invitation: Any) -> Leading | None:
    """Return the plan of an invitation's child if its partner leads it; the invitation carries `plans`."""
    for one in invitation.plans:
        if is_named(invitation.holder, one["lead"]):
            return Leading(one["pk"], _day(one["review_on"]), _day(one["ended_on"]))
    return None


def _day(text: str | None) -> date | None:
    return parse_date(text) if text else None


def led_plan_or_404(invitation: Any) -> Plan:
    """Return the plan that an invitation's partner leads (one query); any other, and none, are alike not there."""
    found = leading(invitation)
    if found is None:
        raise Http404
    return Plan.objects.select_related("child", "lead", "occasion", "family").get(pk=found.plan_id)


def invitation_read_or_404(child_ids: Collection[int], pk: int) -> Invitation:
    """Return an invitation for a child whom a worker reached, with what its partner leads and reads (one query)."""
    rows = Invitation.objects.annotate(plans=latest_plan(), shared=shared_wordings())
    rows = rows.filter(child__in=child_ids, ended_at__isnull=True).select_related("holder__user", "child", "share")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


_READ = (
    "statement__speaker",
    "statement__speaker_staff",
    "by_person",
    "by_staff",
    "owner",
    "owner_staff",
    "item__promise__owner",
    "item__promise__service",
)


@dataclass(frozen=True)
class SpeakerLines:
    """The lines of one speaker, whom a worker asks: a person of the family, or nobody for what workers wrote.

    `reads` are the keys of those that the partner reads now; one that was worded anew since stands twice.
    """

    speaker: Person | None
    rows: list[PlanWording]
    reads: frozenset[int]

    @property
    def key(self) -> str:
        """Return what its questions are called in a form."""
        return str(self.speaker.pk) if self.speaker else "us"


def lines_to_share(invitation: Any, plan: Plan) -> list[SpeakerLines]:
    """Return the lines of a plan that its partner leads, by whom to ask: who worded it, else who promised it (one query).

    What the partner wrote, and what is theirs to do and was worded by no one of the family, they read in any case.
    """
    rows = list(_standing(plan, Q()))
    read = {row.pk for row in _read_of(rows, invitation.shared)}
    offered = [row for row in rows if row.pk in read or row.pk == row.item.wording_id]
    found: dict[int, list[PlanWording]] = defaultdict(list)
    speakers: dict[int, Person | None] = {}
    for row in sorted(offered, key=lambda one: (one.item.kind != "promise", one.item.position, one.pk)):
        if not _reads_anyway(invitation.holder, row):
            speaker = row.by_person or row.owner
            found[speaker.pk if speaker else 0].append(row)
            speakers[speaker.pk if speaker else 0] = speaker
    return [SpeakerLines(speakers[key], lines, frozenset(read)) for key, lines in sorted(found.items())]


def _reads_anyway(holder: PartnerHolder, row: PlanWording) -> bool:
    if row.statement.recorded_by_id == holder.user_id:
        return True
    return row.by_person_id is None and row.item.promise is not None and is_theirs(holder, row.item.promise)


def lines_shared(plan: Plan, shared: Collection[int]) -> list[PlanWording]:
    """Return each line's latest wording that a partner may read, in the order of the plan (one query).

    A later wording of which nothing but the day is another goes along with the one that was shared.
    """
    items = PlanWording.objects.filter(pk__in=shared).values("item")
    return _read_of(_standing(plan, Q(item__in=items)), shared) if shared else []


def _read_of(rows: Iterable[PlanWording], shared: Collection[int]) -> list[PlanWording]:
    found: dict[int, PlanWording] = {}
    for row in rows:
        before = found.get(row.item_id)
        if row.pk in shared or (before and _only_the_day_moved(before, row)):
            found[row.item_id] = row
    return list(found.values())


def _standing(plan: Plan, which: Q) -> Iterable[PlanWording]:
    stands = words_not_under_move("statement__") & not_under_move("item__promise__made_on__")
    rows = PlanWording.objects.filter(which, stands, item__plan=plan, item__removed_at__isnull=True)
    return rows.select_related(*_READ).order_by("item__position", "item", "number")


def _only_the_day_moved(before: PlanWording, after: PlanWording) -> bool:
    same_writer = (before.by_person_id, before.by_staff_id) == (after.by_person_id, after.by_staff_id)
    return same_writer and replace(wording_of(before), due_on=None).says_the_same(
        replace(wording_of(after), due_on=None)
    )
