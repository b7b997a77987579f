"""A worker invites a partner for one child, reminds them, lets them stay longer, and ends it; a partner can leave the job."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rock.accounts.models import User, UserKind
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.core.words import on_day
from rock.doors.partner.limits import INVITED_AT_MOST
from rock.doors.partner.models import Invitation, PartnerHolder
from rock.doors.partner.queries.doors import end_of, holder_with
from rock.doors.partner.services.closeness import check_close, check_not_close
from rock.doors.partner.services.linking import revoke_links, send_link
from rock.doors.users import new_door_user
from rock.practice.assessments.queries.agencies import who_agreed
from rock.reach.models import Basis, Capacity
from rock.reach.queries import is_kept_from, restriction_on
from rock.reach.safety import declare_conflict
from rock.reach.services import end_grants, grant
from rock.records.comparing import same_agency
from rock.records.models import InformationShare, OccasionKind, Person
from rock.records.services.agreements import OUT, share_information
from rock.records.services.occasions import hold_occasion

NOT_FOR_THIS_CHILD = "They cannot be invited for this child. Talk with your manager."
WHAT = "First name, date of birth and worker; what they promised, and questions for them"


@dataclass(frozen=True)
class Who:
    """Whom a worker invites: their name, where they work, and their own inbox there."""

    name: str
    agency: str
    email: str
    is_school: bool = True


@dataclass(frozen=True)
class Why:
    """What for, and on what basis: with agreement, or without it and why; and why a namesake is another person."""

    purpose: str
    without_agreement_because: str = ""
    not_close_because: str = ""


@service
def invite(*, by: User, child: Person, who: Who, why: Why, until: date) -> Invitation:
    """Invite a partner for one child until a day (included), and send the link to their inbox.

    Refused for somebody close to the child, for a restricted record, and without agreement or a reason.
    """
    _check(child, who, why, until)
    holder = holder_with(who.email.strip()) or _new_holder(by, who)
    _check_holder(holder, child, who)
    row = Invitation.objects.create(
        holder=holder,
        child=child,
        share=_share(by, child, holder, why),
        invited_by=by,
        until=until,
        not_close_because=why.not_close_because.strip(),
    )
    _let_reach(by, row)
    send_link(by=by, holder=holder)
    return row


def _check(child: Person, who: Who, why: Why, until: date) -> None:
    if not who.name.strip() or not who.agency.strip():
        raise Refused("Say who is invited, and where they work.")
    if not why.purpose.strip():
        raise Refused("Say what they are invited for.")
    try:
        validate_email(who.email.strip())
    except ValidationError:
        raise Refused("That is not an e-mail address. Check it with the service.") from None
    _check_until(until)
    if restriction_on(child):
        raise Refused("This record is restricted, so nobody outside can be invited. Ring them instead.")
    check_close(
        child,
        name=who.name,
        email=who.email,
        not_close_because=why.not_close_because,
        way_out="Invite a colleague of theirs, or say how you know that this is another person.",
    )


def _check_until(until: date) -> None:
    if not time.today() <= until <= time.today() + INVITED_AT_MOST:
        raise Refused("Choose a last day between today and a year from now.")


def _check_holder(holder: PartnerHolder, child: Person, who: Who) -> None:
    if is_kept_from(holder.user, child):
        raise Refused(NOT_FOR_THIS_CHILD)
    if not same_agency(holder.agency, who.agency) or not _is_called(holder, who.name):
        raise Refused(f"This inbox is {holder.user.name}’s, at {holder.agency}. Write it so, or use another inbox.")
    standing = Invitation.objects.filter(holder=holder, child=child, ended_at__isnull=True).first()
    if standing and standing.until >= time.today():
        raise Refused(f"They are invited already, until {on_day(standing.until)}. You can let them stay longer.")
    if standing:
        _end(standing, standing.invited_by or holder.made_by, "It was over.")


def _is_called(holder: PartnerHolder, name: str) -> bool:
    return holder.user.name.casefold().split() == name.casefold().split()


def _new_holder(by: User, who: Who) -> PartnerHolder:
    user = new_door_user("partner", name=who.name.strip(), kind=UserKind.PARTNER, role=Role.PARTNER)
    return make_holder(by=by, user=user, who=who)


@service
def make_holder(*, by: Actor, user: User, who: Who) -> PartnerHolder:
    """Give a user of a partner a door; it shows nothing until they are invited for a child."""
    return PartnerHolder.objects.create(
        user=user,
        agency=who.agency.strip(),
        is_school=who.is_school,
        email=who.email.strip(),
        made_by_id=by.actor_id,
    )


def _share(by: User, child: Person, holder: PartnerHolder, why: Why) -> InformationShare:
    agreed = who_agreed(child, holder.agency)
    without = why.without_agreement_because.strip()
    if not agreed.covers and not without:
        raise Refused(f"{agreed.why_not} Ask them first, or say why you invite {holder.agency} without it.")
    basis = agreed.basis if agreed.covers else f"Without agreement: {without}"
    occasion = hold_occasion(by=by, kind=OccasionKind.MESSAGE)
    return share_information(
        by=by,
        occasion=occasion,
        person=child,
        direction=OUT,
        agency=holder.agency,
        what=WHAT,
        purpose=why.purpose.strip()[:300],
        basis=basis[:200],
    )


def _source(row: Invitation) -> str:
    return f"partner:{row.pk}"


def _let_reach(by: Actor, row: Invitation) -> None:
    grant(
        by=by,
        people=[row.child],
        capacity=Capacity.PARTNER,
        basis=Basis.INVITED,
        source=_source(row),
        user=row.holder.user,
        ends=end_of(row.until),
    )


@service
def stay_longer(*, by: User, invitation: Invitation, until: date) -> Invitation:
    """Let a partner stay until a later (or go on an earlier) day."""
    _check_until(until)
    row = _standing(invitation)
    check_not_close(row)
    row.until = until
    row.save(update_fields=["until"])
    end_grants(by=by, source=_source(row))
    _let_reach(by, row)
    return row


@service
def end_invitation(*, by: User, invitation: Invitation, because: str, is_close: bool = False) -> Invitation:
    """End a partner's part for one child at once; `is_close` declares that they are close to the family, so that it stays so."""
    row = _standing(invitation)
    if not because.strip():
        raise Refused("Say why it ends.")
    _end(row, by, because.strip())
    end_grants(by=by, source=_source(row))
    if is_close and not is_kept_from(row.holder.user, row.child):
        declare_conflict(by=by, user=row.holder.user, person=row.child, what=because.strip())
    return row


@service
def has_left(*, by: User, holder: PartnerHolder, because: str) -> PartnerHolder:
    """Close a partner's door for every child at once: they left the job."""
    row = PartnerHolder.objects.select_for_update(of=("self",)).select_related("user").get(pk=holder.pk)
    if row.left_at:
        raise Refused("This was done already.")
    if not because.strip():
        raise Refused("Say what happened.")
    for invitation in row.invitations.filter(ended_at__isnull=True).select_related("child"):
        end_invitation(by=by, invitation=invitation, because=because)
    row.left_at, row.left_by, row.left_because = time.now(), by, because.strip()
    row.save(update_fields=["left_at", "left_by", "left_because"])
    revoke_links(row)
    return row


def _standing(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("holder__user", "child")
    row = rows.get(pk=invitation.pk)
    if row.ended_at:
        raise Refused("This has ended already. Invite them again.")
    return row


def _end(row: Invitation, by: User | None, because: str) -> None:
    row.ended_at, row.ended_by, row.ended_because = time.now(), by, because
    row.save(update_fields=["ended_at", "ended_by", "ended_because"])
