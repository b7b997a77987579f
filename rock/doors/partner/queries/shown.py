"""What one partner may see: promises, what they said of them, questions for them, and their own words of the day."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Q
from django.http import Http404

from rock.core import time
from rock.doors.partner.limits import DONE_SHOWN_FOR
from rock.doors.partner.models import Invitation, PromiseReply
from rock.doors.partner.queries.doors import PartnerDoor, records_of
from rock.doors.partner.queries.readable import worded
from rock.doors.partner.services.answering import is_theirs
from rock.practice.assessments.models import AgencyPart
from rock.practice.assessments.queries.agencies import open_parts
from rock.records.models import DayEntry, Promise, PromiseState
from rock.records.queries.standing import not_under_move, words_not_under_move


@dataclass(frozen=True)
class Shown:
    """What a door shows beside its children, each by the key of the invitation."""

    promises: dict[int, list[Promise]]
    replies: dict[int, PromiseReply]
    parts: dict[int, list[AgencyPart]]


def shown_at(door: PartnerDoor, *, with_questions: bool = True) -> Shown:
    """Return what a door shows (three queries, one fewer without questions); `replies` are the latest, by promise."""
    records = door.records
    promises: dict[int, list[Promise]] = defaultdict(list)
    for promise in _promises(door):
        promises[records[promise.child_id or 0].pk].append(promise)
    parts: dict[int, list[AgencyPart]] = defaultdict(list)
    for part in _parts(door) if with_questions else ():
        parts[records[part.assessment.referral.child_id].pk].append(part)
    mine = PromiseReply.objects.filter(
        words_not_under_move("statement__"), invitation__holder=door.holder, promise__state=PromiseState.OPEN
    )
    replies = {row.promise_id: row for row in mine.select_related("statement").order_by("said_at", "pk")}
    return Shown(promises, replies, parts)


def _promises(door: PartnerDoor) -> list[Promise]:
    lately = Q(state=PromiseState.OPEN) | Q(closed_on__gte=time.today() - DONE_SHOWN_FOR)
    rows = Promise.objects.filter(lately, not_under_move("made_on__"), child__in=door.records)
    rows = rows.exclude(state=PromiseState.CARRIED).select_related("service", "item__wording", "child")
    rows = rows.annotate(worded=worded())
    found = rows.order_by(F("closed_on").asc(nulls_first=True), "due_on", "pk")
    return [promise for promise in found if is_theirs(door.holder, promise)]


def _parts(door: PartnerDoor) -> list[AgencyPart]:
    rows = open_parts().filter(email__iexact=door.holder.email, assessment__referral__child__in=door.records)
    return list(rows.select_related("assessment__referral", "asked_by").order_by("due_on", "pk"))


def invitation_or_404(door: PartnerDoor, pk: int) -> Invitation:
    """Return one of the door's own invitations; another's and none answer alike."""
    found = next((row for row in door.invitations if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


def promise_or_404(door: PartnerDoor, invitation: Invitation, pk: int) -> Promise:
    """Return a promise of this child that the partner can answer."""
    found = next((row for row in _promises(door) if row.pk == pk), None)
    if found is None or found.child_id not in records_of(invitation):
        raise Http404
    return found


def part_or_404(door: PartnerDoor, invitation: Invitation, pk: int) -> AgencyPart:
    """Return a question about this child that waits for the partner."""
    found = next((row for row in _parts(door) if row.pk == pk), None)
    if found is None or found.assessment.referral.child_id not in records_of(invitation):
        raise Http404
    return found


def own_entries(door: PartnerDoor, invitation: Invitation) -> list[DayEntry]:
    """Return what the partner wrote of this child's day, the latest first."""
    rows = DayEntry.objects.filter(
        words_not_under_move("statement__"),
        child__in=records_of(invitation),
        statement__recorded_by=door.holder.user,
        statement__occasion__kind="door",
    )
    return list(rows.select_related("statement__occasion").order_by("-statement__recorded_at", "-pk")[:20])
