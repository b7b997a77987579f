"""Who is invited for a child, what is late, what they answered; and which services promised that nobody is invited for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from rock.core import time
from rock.doors.partner.guard import for_agency, hidden_near
from rock.doors.partner.models import Invitation, PartnerHolder, PromiseReply
from rock.doors.partner.presenters import PromiseLine, family_wording, promise_line, reads_now
from rock.doors.partner.queries.doors import latest_plan, shared_wordings
from rock.doors.partner.queries.leading import is_spoken_of, leading
from rock.doors.partner.queries.readable import worded
from rock.doors.partner.services.answering import is_theirs
from rock.practice.plans.models import PlanWording
from rock.records.comparing import same_agency
from rock.records.hidden import Tokens
from rock.records.models import Person, Promise, PromiseState
from rock.records.queries.people import one_person
from rock.records.queries.standing import words_not_under_move


@dataclass(frozen=True)
class Invited:
    """A partner who is invited, with their open promises as they see them.

    By a promise's key: `full` are the words that workers read, `said_by` who of the family worded it; `shared` holds those
    of the latter which the partner may read. `leads` says that the plan of the child is theirs to lead, `spoken_of` that
    they are named there in a way that leaves it open.
    """

    row: Invitation
    lines: tuple[PromiseLine, ...]
    full: dict[int, str]
    said_by: dict[int, str]
    shared: frozenset[int]
    leads: bool
    spoken_of: bool

    @property
    def late(self) -> int:
        """Return how many of their promises are late."""
        return sum(line.look.key == "late" for line in self.lines)


@dataclass(frozen=True)
class AboutPartners:
    """The worker's page: who is invited, who was, what they said that waits, and services that nobody is invited for."""

    invited: list[Invited]
    before: list[Invitation]
    replies: list[PromiseReply]
    agencies: list[str]


def about_partners(ids: set[int]) -> AboutPartners:
    """Return how it stands with the partners of a child (every record of theirs), whom the caller has reached (five queries)."""
    rows = list(_invitations(ids))
    standing = [row for row in rows if is_standing(row)]
    promises = list(_open_promises(ids))
    hidden = hidden_near(ids)
    said = PromiseReply.objects.filter(words_not_under_move("statement__"), promise__in=promises)
    replies = {row.promise_id: row for row in said.select_related(*_REPLY).order_by("said_at", "pk")}
    return AboutPartners(
        invited=[_invited(row, promises, hidden) for row in standing],
        before=[row for row in rows if row not in standing],
        replies=list(replies.values()),
        agencies=_nobody_invited(promises, [row.holder for row in standing]),
    )


_REPLY = ("statement", "promise", "invitation__holder__user")


def _invitations(ids: set[int]) -> Any:
    rows = Invitation.objects.filter(child__in=ids).annotate(shared=shared_wordings(), plans=latest_plan())
    rows = rows.select_related("holder__user", "invited_by", "share", "ended_by")
    return rows.order_by("-invited_at", "-pk")


def _open_promises(ids: set[int]) -> Any:
    rows = Promise.objects.filter(child__in=ids, state=PromiseState.OPEN).annotate(worded=worded())
    return rows.select_related("service", "item__wording__by_person").order_by("due_on", "pk")


def is_standing(row: Invitation) -> bool:
    """Return whether an invitation is neither ended nor over."""
    return row.ended_at is None and row.until >= time.today()


def _invited(row: Any, promises: list[Promise], hidden: Tokens) -> Invited:
    theirs = [one for one in promises if is_theirs(row.holder, one)]
    tokens = for_agency(hidden, row.holder.agency)
    lines = tuple(promise_line(row, one, None, tokens) for one in theirs)
    said = {one.pk: wording for one in theirs if (wording := family_wording(one))}
    return Invited(
        row,
        lines,
        full={one.pk: one.what for one in theirs},
        said_by={pk: str(wording.by_person) for pk, wording in said.items()},
        shared=frozenset(one.pk for one in theirs if one.pk in said and reads_now(row, one)),
        leads=leading(row) is not None,
        spoken_of=any(is_spoken_of(row.holder, plan["lead"]) for plan in row.plans if plan["ended_on"] is None),
    )


def _nobody_invited(promises: list[Promise], holders: list[PartnerHolder]) -> list[str]:
    known = [holder.agency for holder in holders]
    named = {one.owner_agency for one in promises} | {service.service for one in promises if (service := _asked(one))}
    unknown = [name for name in sorted(named) if name and not any(same_agency(name, one) for one in known)]
    return [name for place, name in enumerate(unknown) if not any(same_agency(name, one) for one in unknown[:place])]


def _asked(promise: Promise) -> Any:
    return getattr(promise, "service", None)


def invitation_or_404(child: Person, pk: int) -> Invitation:
    """Return an invitation for this child (on whichever of their records), not ended."""
    rows = Invitation.objects.filter(child__in=one_person([child.pk]), ended_at__isnull=True)
    found = rows.select_related("holder__user", "child").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def proposal_or_404(child: Person, pk: int) -> tuple[PromiseReply, date]:
    """Return what a partner of this child said of an open promise, and the day that they propose."""
    rows = PromiseReply.objects.filter(
        words_not_under_move("statement__"),
        promise__child__in=one_person([child.pk]),
        promise__state=PromiseState.OPEN,
        proposed_on__gt=time.today(),
    )
    found = rows.select_related("promise", "invitation__holder__user").filter(pk=pk).first()
    if found is None or found.proposed_on is None:
        raise Http404
    return found, found.proposed_on


def wording_or_404(child: Person, invitation: Invitation, promise_pk: int) -> PlanWording:
    """Return how somebody of the family worded an open promise of this partner's about this child."""
    found = next((one for one in _open_promises(one_person([child.pk])) if one.pk == promise_pk), None)
    wording = family_wording(found) if found else None
    if found is None or wording is None or not is_theirs(invitation.holder, found):
        raise Http404
    return wording
