"""The plan that a partner leads: whether they do, and the lines that they may read, each after its speaker was asked."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.dateparse import parse_date

from rock.doors.partner.models import Invitation, PartnerHolder
from rock.doors.partner.queries.doors import latest_plan, shared_wordings
from rock.doors.partner.queries.readable import WORDED, latest_readable
from rock.doors.partner.services.answering import is_theirs
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
    worker: str
    phone: str


def is_named(holder: PartnerHolder, lead: str) -> bool:
    """Return whether who is named as the lead (“Mrs Priya Nandakumar, Marram Primary School”) is this partner.

    The name counts word by word, with nothing but a title before it: “Una Hale for Priya Nandakumar” is Una. Where a place
    follows it, that is the partner's own.
    """
    before, found, after = _around_name(holder, lead)
    titled = _TITLES.issuperset(before.split())
    return found and titled and (not after.strip() or f" {plain_letters(holder.agency)} " in f" {after}")


def is_spoken_of(holder: PartnerHolder, lead: str) -> bool:
    """Return whether a partner's name stands in who leads a plan, though not so that it is sure that they do."""
    return _around_name(holder, lead)[1] and not is_named(holder, lead)


_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor", "rev", "reverend", "sir", "dame"}
)


def _around_name(holder: PartnerHolder, lead: str) -> tuple[str, bool, str]:
    name = plain_letters(holder.user.name)
    before, found, after = f" {plain_letters(lead)} ".partition(f" {name} ")
    return before, bool(name and found), after


def leading(invitation: Any) -> Leading | None:
    """Return the plan of an invitation's child if its partner leads it; the invitation carries `plans`."""
    for one in invitation.plans:
        if one["stands"] and is_named(invitation.holder, one["lead"]):
            days = _day(one["review_on"]), _day(one["ended_on"])
            return Leading(one["pk"], *days, one["worker"] or "", one["phone"] or "")
    return None


def _day(text: str | None) -> date | None:
    return parse_date(text) if text else None


def leading_or_404(invitation: Any) -> Leading:
    """Return what an invitation's partner leads; any other plan, and none, are alike not there."""
    found = leading(invitation)
    if found is None:
        raise Http404
    return found


def led_plan_or_404(invitation: Any) -> Plan:
    """Return the plan that an invitation's partner leads (one query)."""
    rows = Plan.objects.select_related("child", "lead", "occasion", "family")
    return rows.get(pk=leading_or_404(invitation).plan_id)


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
    rows = list(_standing(plan.pk, Q()))
    read = {row.pk for row, _typed in _read_of(rows, invitation)}
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


def lines_shared(plan_id: int, invitation: Any) -> list[tuple[PlanWording, bool]]:
    """Return of each line the latest wording that a partner may read, and whether they typed it, in the plan's order (one query)."""
    items = PlanWording.objects.filter(pk__in=invitation.shared).values("item")
    return _read_of(_standing(plan_id, Q(item__in=items)), invitation) if invitation.shared else []


def _read_of(rows: Iterable[Any], invitation: Any) -> list[tuple[PlanWording, bool]]:
    found = []
    for _item, line in groupby(rows, key=lambda row: row.item_id):
        by_key = {row.pk: row for row in line}
        worded = (row.worded for row in by_key.values())
        if read := latest_readable(worded, invitation.shared, invitation.holder.user_id):
            found.append((by_key[read.pk], read.typed))
    return found


def _standing(plan_id: int, which: Q) -> QuerySet[PlanWording]:
    stands = words_not_under_move("statement__") & not_under_move("item__promise__made_on__")
    rows = PlanWording.objects.filter(which, stands, item__plan=plan_id, item__removed_at__isnull=True)
    return rows.annotate(worded=WORDED).select_related(*_READ).order_by("item__position", "item", "number")
