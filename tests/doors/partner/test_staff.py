"""A worker invites a partner for a child, with agreement or a reason, sees what is late, and ends it."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import Refused
from rock.doors.partner.models import Invitation, PartnerHolder, PromiseReply
from rock.doors.partner.services.answering import PromiseAnswer, Said, answer_promise
from rock.doors.partner.services.inviting import NOT_FOR_THIS_CHILD, Who, Why, end_invitation, invite
from rock.reach.models import Basis, Capacity, ConflictOfInterest, Grant
from rock.reach.safety import declare_conflict
from rock.records.models import (
    AgreementKind,
    Answer,
    Channel,
    NetworkMember,
    OccasionKind,
    PromiseState,
)
from rock.records.services.agreements import record_agreement
from rock.records.services.occasions import hold_occasion
from tests.doors.partner.standing import PRIYA, WITHOUT, Near, near, sent
from tests.doors.partner.test_pages import boxes
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db


@shared
def here() -> Near:
    return near()


def agree(here: Near, answer: Answer) -> None:
    record_agreement(
        by=here.ama,
        occasion=hold_occasion(by=here.ama, kind=OccasionKind.CALL),
        person=here.dee,
        kind=AgreementKind.ASK_AGENCIES,
        answer=answer,
        asked_by="Ama Rahman",
        asked_on=time.today(),
        how=Channel.FACE,
        agencies="Marram Primary School",
    )


def test_inviting_needs_agreement_or_a_reason_and_writes_down_what_is_shared(here: Near) -> None:
    with pytest.raises(Refused, match="Nobody with parental responsibility has agreed"):
        here.invite(without_agreement_because="")
    assert not PartnerHolder.objects.exists()
    agree(here, Answer.YES)
    share = here.invite(without_agreement_because="").share
    assert share is not None
    assert share.basis.startswith("They agreed: Dee Ashdown")
    assert (share.direction, share.agency, share.person) == ("out", PRIYA.agency, here.kai)


def test_without_agreement_the_reason_stands_in_the_entry(here: Near) -> None:
    agree(here, Answer.NO)
    share = here.invite().share
    assert share is not None
    assert share.basis == "Without agreement: Waiting could put Kai at risk"


def test_reach_is_that_one_child_as_a_partner_and_ends_with_the_day(here: Near) -> None:
    row = here.invite(days=10)
    grant = Grant.objects.get(user=row.holder.user)
    assert (grant.person, grant.capacity, grant.basis) == (here.kai, Capacity.PARTNER, Basis.INVITED)
    assert grant.ends is not None
    assert timedelta(days=10) <= grant.ends - time.now() <= timedelta(days=11)
    end_invitation(by=here.ama, invitation=row, because="It is over.")
    grant.refresh_from_db()
    assert grant.ends <= time.now()


def test_one_inbox_is_one_partner_with_one_link_for_all_children(here: Near) -> None:
    first, second = here.invite(), here.invite(here.stella)
    assert first.holder == second.holder
    with pytest.raises(Refused, match="Priya Nandakumar’s, at Marram"):
        here.invite(here.stella, Who("Somebody Else", PRIYA.agency, PRIYA.email.upper()))
    with pytest.raises(Refused, match="invited already, until"):
        here.invite()


def test_who_was_invited_until_a_day_can_be_invited_again(here: Near) -> None:
    row = here.invite(days=1)
    with time_machine.travel(time.now() + timedelta(days=3)):
        again = here.invite()
    row.refresh_from_db()
    assert row.ended_because == "It was over."
    assert again.holder == row.holder


@pytest.mark.parametrize(
    ("who", "days", "why"),
    [
        (Who("", "School", "a@example.org"), 9, "Say who is invited"),
        (Who("Ann", "", "a@example.org"), 9, "Say who is invited"),
        (Who("Ann", "School", "no address"), 9, "not an e-mail address"),
        (PRIYA, -1, "between today and a year"),
        (PRIYA, 367, "between today and a year"),
    ],
)
def test_what_is_missing_is_refused(here: Near, who: Who, days: int, why: str) -> None:
    with pytest.raises(Refused, match=why):
        here.invite(who=who, days=days)


def test_nobody_is_invited_for_a_restricted_record(here: Near) -> None:
    make.restriction(here.kai, here.ama, named=[here.ama])
    with pytest.raises(Refused, match="This record is restricted"):
        here.invite()


def test_the_fathers_partner_who_works_at_the_school_is_not_invited(here: Near) -> None:
    """By what was declared, by an inbox of the family, by the name of somebody related, by a name in the network."""
    holder = here.invite(here.stella).holder
    declare_conflict(by=here.ama, user=holder.user, person=here.ray, what="Lives with Ray")
    with pytest.raises(Refused, match=NOT_FOR_THIS_CHILD):
        here.invite(not_close_because="It says another name")
    kelly = Who("Kelly Marsh", "Marram Primary School", "kelly@marram.example.org")
    make.contact(here.ray, kelly.email, channel=Channel.EMAIL)
    with pytest.raises(Refused, match="belongs to somebody around the child"):
        here.invite(who=kelly, not_close_because="Another inbox")
    NetworkMember.objects.create(family=here.family, name="kelly marsh", who="Dad’s partner")
    at_work = Who("Kelly Marsh", "Marram Primary School", "k.marsh@marram.example.org")
    with pytest.raises(Refused, match="kelly marsh \\(Dad’s partner\\) is called so"):
        here.invite(who=at_work)
    with pytest.raises(Refused, match="Ray Holt is called so"):
        here.invite(who=Who("Ray Holt", "School", "r@example.org"))
    assert here.invite(who=at_work, not_close_because="Rang her: she is 60 and lives in Leeds").not_close_because


def test_who_turns_out_to_be_close_is_ended_and_cannot_be_invited_again(here: Near) -> None:
    row = here.invite()
    end_invitation(by=here.ama, invitation=row, because="She lives with Ray.", is_close=True)
    assert ConflictOfInterest.objects.get().user == row.holder.user
    with pytest.raises(Refused, match=NOT_FOR_THIS_CHILD):
        here.invite()


def test_the_page_says_who_is_invited_what_is_late_and_who_is_missing(here: Near, pages: PageClient) -> None:
    here.invite()
    here.promise("Ring Dee before nine", due_on=time.today() - timedelta(days=2))
    here.promise("Weigh Kai", owner_agency="The health visitor")
    make.address(here.dee, "7 Quayside Walk, Fleetwood", "FY7 6AB", hidden=True)
    here.promise("Fetch Kai from Quayside Walk")
    page = pages.as_user(here.ama).get(f"/people/{here.kai.pk}/partners/")
    assert page.h1 == "Partners"
    assert "Priya Nandakumar, Marram Primary School" in page.words
    assert "Not in yet" in page.words
    assert "Late since" in page.words
    assert "They see only that there is something" in page.words
    assert page.link("Invite somebody from there (1)").endswith("?agency=The%20health%20visitor")
    assert "Without agreement: Waiting could put Kai at risk" in page.words


def test_a_worker_invites_reminds_lets_stay_and_ends_on_pages(here: Near, pages: PageClient) -> None:
    client, base = pages.as_user(here.ama), f"/people/{here.kai.pk}/partners/"
    form = client.get(f"{base}invite/?agency=Marram+Primary+School")
    facts = {
        "name": PRIYA.name,
        "is_school": "yes",
        "email": PRIYA.email,
        **boxes(time.today() + timedelta(9), "until"),
    }
    refused = client.submit(form, **facts)
    assert "Nobody with parental responsibility has agreed" in refused.errors[0]
    done = client.submit(form, without_agreement_because="Waiting could put Kai at risk", **facts)
    assert done.location == base
    row = Invitation.objects.get()
    assert row.holder.agency == "Marram Primary School"
    before = sent("partner_link")
    assert client.post(f"{base}{row.pk}/remind/").location == base
    assert sent("partner_link") != before
    assert client.post(f"{base}{row.pk}/remind/").status == 409
    later = time.today() + timedelta(100)
    assert client.submit(client.get(f"{base}{row.pk}/longer/"), **boxes(later, "until")).location == base
    assert Invitation.objects.get().until == later
    assert client.submit(client.get(f"{base}{row.pk}/end/")).errors == ["Say why it ends"]
    assert client.submit(client.get(f"{base}{row.pk}/end/"), because="Done").location == base
    assert "Invited before" in client.get(base).words
    assert client.get(f"{base}{row.pk}/end/").status == 404


def test_who_left_the_job_is_closed_by_a_worker_of_any_of_their_children(here: Near, pages: PageClient) -> None:
    row, other = here.invite(), here.invite(here.stella)
    client = pages.as_user(here.bev)
    form = client.get(f"/people/{here.stella.pk}/partners/{other.pk}/left/")
    assert client.submit(form, because="She left the school.").location == f"/people/{here.stella.pk}/partners/"
    row.refresh_from_db()
    assert row.ended_by == here.bev
    assert PartnerHolder.objects.get().left_because == "She left the school."
    again = here.invite(who=Who("New Lead", PRIYA.agency, PRIYA.email))
    assert again.holder != row.holder


def test_another_day_that_was_proposed_is_taken_up_with_one_press(here: Near, pages: PageClient) -> None:
    row, promise = here.invite(), here.promise()
    day = time.today() + timedelta(days=30)
    answer_promise(
        by=row.holder.user,
        invitation=row,
        promise=promise,
        answer=PromiseAnswer(Said.LATER, "The cook is away.", day),
    )
    client, base = pages.as_user(here.ama), f"/people/{here.kai.pk}/partners/"
    page = client.get(base)
    assert "The cook is away." in page.words
    reply = PromiseReply.objects.get()
    assert client.post(f"{base}replies/{reply.pk}/carry/").location == base
    promise.refresh_from_db()
    assert promise.state == PromiseState.CARRIED
    assert promise.carried_to.due_on == day
    assert "The cook is away." not in client.get(base).words
    assert client.post(f"{base}replies/{reply.pk}/carry/").status == 404


ADDRESSES = ("", "invite/", "{row}/longer/", "{row}/end/", "{row}/left/", "{row}/remind/", "replies/{reply}/carry/")


def _answers(here: Near) -> tuple[Invitation, PromiseReply]:
    row = here.invite()
    answer = PromiseAnswer(Said.LATER, "Away.", time.today() + timedelta(days=9))
    answer_promise(by=row.holder.user, invitation=row, promise=here.promise(), answer=answer)
    return row, PromiseReply.objects.get()


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_does_not_reach_the_child_finds_nothing_and_another_childs_number_opens_nothing(
    here: Near, pages: PageClient, address: str
) -> None:
    row, reply = _answers(here)
    end = address.format(row=row.pk, reply=reply.pk)
    stranger = pages.as_user(here.bev)
    assert _status(stranger, f"/people/{here.kai.pk}/partners/{end}") == {404}
    if "{" in address:
        assert _status(stranger, f"/people/{here.stella.pk}/partners/{end}") == {404}
    row.refresh_from_db()
    assert row.ended_at is None


def _status(client: PageClient, url: str) -> set[int]:
    found = {client.get(url).status, client.post(url, {"because": "x"}).status}
    return {404 if status == 405 else status for status in found}


@pytest.mark.parametrize("role", [Role.HUB_WORKER, Role.PRINCIPAL_SOCIAL_WORKER, Role.FAMILY, Role.PARTNER])
def test_other_roles_do_not_get_the_page(here: Near, pages: PageClient, role: Role) -> None:
    user: User = make.user(roles=[role])
    make.grant(user, [here.kai])
    assert pages.as_user(user).get(f"/people/{here.kai.pk}/partners/").status in {302, 403}


def test_inviting_twice_by_a_double_click_makes_one(here: Near, pages: PageClient) -> None:
    client, base = pages.as_user(here.ama), f"/people/{here.kai.pk}/partners/"
    form = client.get(f"{base}invite/")
    facts: dict[str, Any] = {"name": PRIYA.name, "agency": PRIYA.agency, "is_school": "yes", "email": PRIYA.email}
    facts |= {"without_agreement_because": "Risk", **boxes(time.today() + timedelta(9), "until")}
    for _ in range(2):
        assert client.submit(form, **facts).location == base
    assert Invitation.objects.count() == 1


def test_where_no_messages_go_nobody_is_invited(here: Near, settings: Any) -> None:
    settings.MESSAGES = {**settings.MESSAGES, "backend": "none"}
    with pytest.raises(Refused, match="No messages are sent from here"):
        invite(by=here.ama, child=here.kai, who=PRIYA, why=Why(**WITHOUT.__dict__), until=time.today())


def test_the_childs_record_leads_there_and_a_grown_ups_does_not(here: Near, pages: PageClient) -> None:
    client = pages.as_user(here.ama)
    page = client.get(f"/people/{here.kai.pk}/")
    assert page.link("Partners who are invited") == f"/people/{here.kai.pk}/partners/"
    nan = make.person("Jo", born=date(1960, 1, 20))
    make.grant(here.ama, [nan])
    assert "Partners who are invited" not in client.get(f"/people/{nan.pk}/").words
