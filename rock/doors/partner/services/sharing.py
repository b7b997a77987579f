"""How somebody worded a promise or a line is given to a partner who keeps or leads it: after asking them, and taken back at any time."""

from collections.abc import Collection, Iterable, Sequence

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.core.words import near_day
from rock.doors.partner.guard import for_agency, hidden_near
from rock.doors.partner.models import Invitation, SharedWording
from rock.doors.partner.queries.leading import SpeakerLines, is_named
from rock.doors.partner.services.answering import is_theirs
from rock.doors.partner.services.closeness import check_not_close
from rock.practice.plans.models import PlanWording
from rock.practice.plans.services.readers import text_of
from rock.records.models import OccasionKind
from rock.records.queries.people import one_person
from rock.records.services.agreements import OUT, share_information
from rock.records.services.occasions import hold_occasion


@service
def share_wording(*, by: User, invitation: Invitation, wording: PlanWording, speaker_said: str) -> SharedWording:
    """Let a partner read how a promise of theirs was worded; refused without asking, and where it would betray an address."""
    return _share(by, invitation, [wording], speaker_said)[0]


@service
def share_lines(
    *, by: User, invitation: Invitation, wordings: Sequence[PlanWording], speaker_said: str
) -> list[SharedWording]:
    """Let a partner read lines of the plan that they lead, all of one speaker, who was asked; all of them or none.

    It is written down that they were given to the agency, and on what basis; not how many.
    """
    for wording in wordings:
        if not is_named(invitation.holder, wording.item.plan.partner_lead):
            raise Refused("They do not lead this plan (any more), so its lines are not theirs to read.")
    made = _share(by, invitation, wordings, speaker_said)
    share_information(
        by=by,
        occasion=hold_occasion(by=by, kind=OccasionKind.MESSAGE),
        person=invitation.child,
        direction=OUT,
        agency=invitation.holder.agency,
        what="Lines of the plan that they lead",
        purpose=invitation.share.purpose if invitation.share else "",
        basis=f"Whose words they are was asked on {near_day(time.today())}",
    )
    return made


@service
def choose_lines(
    *, by: User, invitation: Invitation, lines: SpeakerLines, chosen: Collection[int], speaker_said: str
) -> None:
    """Let a partner read just these of one speaker's lines: the others are taken back, what is new is shared after asking."""
    for row in lines.rows:
        if row.pk in lines.reads and row.pk not in chosen:
            stop_sharing_wording(by=by, invitation=invitation, wording=row)
    new = [row for row in lines.rows if row.pk in chosen and row.pk not in lines.reads]
    if new:
        share_lines(by=by, invitation=invitation, wordings=new, speaker_said=speaker_said)


def _share(by: User, invitation: Invitation, wordings: Iterable[PlanWording], speaker_said: str) -> list[SharedWording]:
    if not speaker_said.strip():
        raise Refused("Ask them first, and write what they said.")
    check_not_close(invitation)
    hidden = for_agency(hidden_near(one_person([invitation.child_id])), invitation.holder.agency)
    return [_give(by, invitation, wording, speaker_said, hidden.found_in(text_of(wording))) for wording in wordings]


def _give(by: User, invitation: Invitation, wording: PlanWording, said: str, found: list[str]) -> SharedWording:
    if found:
        raise Refused(f"This would give away what is hidden: {found[0]}. Word it anew without it.")
    row, _ = SharedWording.objects.get_or_create(
        invitation=invitation,
        wording=wording,
        ended_at=None,
        defaults={"shared_by": by, "speaker_said": said.strip()},
    )
    return row


@service
def stop_sharing_wording(*, by: User, invitation: Invitation, wording: PlanWording) -> int:
    """Take the words back from a partner, every wording of the line; return how many they had."""
    rows = SharedWording.objects.filter(invitation=invitation, wording__item=wording.item_id, ended_at__isnull=True)
    return rows.update(ended_at=time.now())


def end_for_former_leads() -> int:
    """Take back from partners the lines of plans that they lead no more, but for their own promises; return how many.

    All is taken back where their invitation is over. Their door shows none of it from that moment; so it is not back when
    they lead again, or may stay longer after all.
    """
    rows = SharedWording.objects.filter(ended_at__isnull=True).select_related(
        "invitation__holder__user", "wording__item__plan", "wording__item__promise__service"
    )
    over = [row.pk for row in rows if not _is_still_theirs(row)]
    return SharedWording.objects.filter(pk__in=over).update(ended_at=time.now())


def _is_still_theirs(row: SharedWording) -> bool:
    holder, item = row.invitation.holder, row.wording.item
    if row.invitation.ended_at or row.invitation.until < time.today():
        return False
    own = item.promise is not None and is_theirs(holder, item.promise)
    return own or is_named(holder, item.plan.partner_lead)
