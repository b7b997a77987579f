"""The door's page, for a reader who is safe: what it shows, what can be said back, what can be taken back."""

from datetime import timedelta
from typing import Any

import pytest

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.models import OutgoingMessage
from rock.core.services import Refused
from rock.doors.family.models import DoorHolder, SafetyFinding
from rock.doors.family.queries.doors import door_of
from rock.doors.family.services import looking
from rock.doors.family.services.answering import answer, withdraw_agreement
from rock.reach.models import Capacity, Grant, ViewLog, ViewPurpose
from rock.reach.services import log_views
from rock.records.models import (
    Agreement,
    AgreementKind,
    Answer,
    Audience,
    CourtOrder,
    Event,
    OrderKind,
    Relationship,
    RelationshipKind,
    SamePerson,
    Statement,
    Telling,
)
from rock.teams.models import Allocation
from tests.doors.family.standing import Standing, betrays, door_user, leave_family, standing
from tests.support import factories as make
from tests.support.jobs import run_jobs
from tests.support.pages import Page, PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(db: None) -> Standing:
    made = standing()
    made.tell_dee()
    return made


def at_door(told: Standing, url: str = "/w/") -> Page:
    return PageClient(door_user(told.dee)).get(url)


def a_worker(name: str = "Ama Rahman") -> User:
    return make.staff_user(Role.SOCIAL_WORKER, name, phone="01632 960 111")


def test_it_says_where_we_are_what_is_next_and_what_was_decided(told: Standing) -> None:
    page = at_door(told)
    due = told.kai.clocks.get().due_at
    assert page.h1 == "Your page"
    for words in ("We were asked to help", "We decided what to do", "We get to know you", str(due.year)):
        assert words in page.words
    assert "We would like to get to know you and Kai." in page.words
    assert len(page.queries) <= 12
    assert len(page.text) < 40_000


def test_it_is_their_first_page(told: Standing) -> None:
    assert PageClient(door_user(told.dee)).get("/").location == "/w/"


def test_before_anybody_is_named_it_gives_the_council_s_number(told: Standing) -> None:
    assert "Your person is being chosen" in at_door(told).words


def test_the_named_person_is_hers_with_phone_and_way(told: Standing) -> None:
    told.named(told.dee, a_worker())
    page = at_door(told)
    assert "Ama Rahman" in page.words
    assert "They call you." in page.words
    assert "01632\u00a0960\u00a0111" in page.text
    assert "Ama Rahman talks with you first." in page.words


def test_each_child_has_their_worker(told: Standing) -> None:
    pod_worker = a_worker("Kit Marsh")
    from rock.teams.services.pods import make_pod

    pod = make_pod(by=told.manager, name="Gull", service_name="Families")
    Allocation.objects.create(
        child=told.kai,
        family=told.family,
        pod=pod,
        worker=pod_worker,
        kind="primary",
        starts=time.today(),
    )
    page = at_door(told)
    assert "Kit Marsh works with Kai." in page.words
    assert "Who works with Bea is being chosen." in page.words


def test_it_is_written_down_that_she_opened_her_own_page(told: Standing) -> None:
    at_door(told)
    row = ViewLog.objects.get(purpose=ViewPurpose.OWN)
    assert (row.person_id, row.user_id) == (told.dee.pk, door_user(told.dee).pk)


def test_words_taken_back_from_her_are_not_shown(told: Standing) -> None:
    Audience.objects.update(ends=time.now())
    page = at_door(told)
    assert page.h1 == "Your page"
    assert "get to know you and Kai" not in page.words
    assert "What we decided" not in page.words


def test_her_letter_is_hers_and_its_name_says_nothing(told: Standing) -> None:
    letter = at_door(told, f"/w/letter/{Telling.objects.get().pk}/")
    assert letter.response.content.startswith(b"%PDF")
    assert letter.response.headers["Content-Disposition"] == 'inline; filename="letter.pdf"'
    assert "no-store" in letter.response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("kind", "words", "kept"),
    [
        ("answer_understood", "", "I understand"),
        ("answer_disagreed", "Nobody asked Nan.", "Nobody asked Nan."),
        ("answer_something", "Come after school.", "Come after school."),
    ],
)
def test_what_she_answers_is_kept_word_for_word(told: Standing, kind: str, words: str, kept: str) -> None:
    worker = a_worker()
    told.named(told.dee, worker)
    client = PageClient(door_user(told.dee))
    telling = Telling.objects.get()
    form = client.get(f"/w/say/{telling.pk}/")
    assert client.submit(form, kind=kind, words=words).location == "/w/#what-you-said"
    said = Statement.objects.get(question=kind)
    assert (said.words, said.speaker, said.replies_to, said.verbatim) == (kept, told.dee, telling.statement, True)
    assert kept in client.get("/w/").words
    assert {row.person for row in said.about.all()} == {told.dee, told.kai, told.bea}
    assert OutgoingMessage.objects.filter(template="waiting", to=worker.email).exists()


def test_a_double_click_is_one_answer(told: Standing) -> None:
    client = PageClient(door_user(told.dee))
    form = client.get(f"/w/say/{Telling.objects.get().pk}/")
    for _ in range(2):
        client.submit(form, kind="answer_understood")
    assert Statement.objects.filter(question="answer_understood").count() == 1


@pytest.mark.parametrize("kind", ["answer_disagreed", "answer_something"])
def test_an_answer_that_needs_words_asks_for_them(told: Standing, kind: str) -> None:
    client = PageClient(door_user(told.dee))
    page = client.submit(client.get(f"/w/say/{Telling.objects.get().pk}/"), kind=kind)
    assert page.errors == ["Write what you want to say"]


def test_answers_have_an_end_for_one_day(told: Standing) -> None:
    user = door_user(told.dee)
    door = door_of(user)
    assert door is not None
    for _ in range(20):
        answer(by=user, door=door, telling=door.tellings[0], kind="answer_something", words="Again.")
    with pytest.raises(Refused, match="kept all of it"):
        answer(by=user, door=door, telling=door.tellings[0], kind="answer_something", words="Again.")


def agreed(told: Standing, **facts: Any) -> Agreement:
    rows = {"kind": AgreementKind.ASK_AGENCIES, "occasion": told.decision.request.occasion, "person": told.dee}
    return Agreement.objects.create(
        **rows | {"answer": Answer.YES, "asked_on": time.today(), "agencies": "The school nurse"} | facts
    )


def test_she_takes_back_what_she_agreed_to(told: Standing) -> None:
    worker = a_worker()
    told.named(told.dee, worker)
    row = agreed(told)
    client = PageClient(door_user(told.dee))
    page = client.get("/w/")
    assert "That we ask: The school nurse" in page.words
    sure = client.get(f"/w/back/{row.pk}/")
    assert client.submit(sure).location == "/w/"
    row.refresh_from_db()
    assert row.withdrawn_on == time.today()
    assert Event.objects.filter(kind="agreement_withdrawn", people__person=told.dee).count() == 1
    assert OutgoingMessage.objects.filter(template="waiting", to=worker.email).count() == 1
    assert "You took it back" in client.get("/w/").words
    assert client.get(f"/w/back/{row.pk}/").status == 404


def test_what_nobody_asked_her_is_not_shown(told: Standing) -> None:
    agreed(told, kind=AgreementKind.NOT_NEEDED, reason_not_needed="Asking would raise risk", decided_by=told.manager)
    agreed(told, answer=Answer.NOT_ASKED, agencies="The police")
    page = at_door(told)
    assert "raise risk" not in page.text
    assert "The police" not in page.text


def test_an_agreement_that_is_not_hers_cannot_be_taken_back(told: Standing) -> None:
    his = agreed(told, person=told.ray)
    user = door_user(told.dee)
    assert PageClient(user).post(f"/w/back/{his.pk}/").status == 404
    door = door_of(user)
    assert door is not None
    with pytest.raises(Refused):
        withdraw_agreement(by=user, door=door, agreement_id=his.pk)
    his.refresh_from_db()
    assert his.withdrawn_on is None


def looked(told: Standing, user: Any, *people: Any, purpose: ViewPurpose = ViewPurpose.WORK, **facts: Any) -> None:
    log_views(user=user, people=[one.pk for one in people], page="person", purpose=purpose, **facts)


def test_who_looked_names_teams_and_only_her_own_worker(told: Standing) -> None:
    hers, stranger = a_worker(), a_worker("Somebody Else")
    told.named(told.dee, hers)
    looked(told, hers, told.dee)
    looked(told, stranger, told.kai)
    looked(told, told.manager, told.bea, purpose=ViewPurpose.HUB)
    page = at_door(told, "/w/who/")
    assert "Ama Rahman, to work with you" in page.words
    assert "The council’s staff, to work with you" in page.words
    assert "Request for Support Hub, to decide what to do" in page.words
    assert "Somebody Else" not in page.text
    assert told.manager.name not in page.text


def test_what_families_opened_is_nobody_else_s_business(told: Standing) -> None:
    told.tell_ray()
    PageClient(door_user(told.ray)).get("/w/")
    looked(told, door_user(told.ray), told.kai)
    assert "There is nothing to show here." in at_door(told, "/w/who/").words


def test_what_is_held_back_is_neither_shown_nor_counted_until_a_manager_releases_it(told: Standing) -> None:
    police_worker = a_worker("Somebody Else")
    looked(told, police_worker, told.kai, held_back=True)
    looking.hold_views(by=police_worker, person=told.kai, because="An enquiry")
    looked(told, police_worker, told.kai, purpose=ViewPurpose.EMERGENCY)
    assert "There is nothing to show here." in at_door(told, "/w/who/").words
    with pytest.raises(Refused, match="Only a manager"):
        looking.release_views(by=police_worker, person=told.kai)
    looking.release_views(by=told.manager, person=told.kai)
    shown = at_door(told, "/w/who/").words
    assert "to work with you" in shown
    assert "because something could not wait" in shown
    looked(told, police_worker, told.kai, purpose=ViewPurpose.QUALITY, held_back=True)
    assert "to check that records are right" not in at_door(told, "/w/who/").words


def test_holding_back_one_child_leaves_what_was_seen_before(told: Standing) -> None:
    looked(told, a_worker(), told.kai)
    looking.hold_views(by=told.manager, person=told.kai, because="An enquiry")
    assert "to work with you" in at_door(told, "/w/who/").words


def test_without_parental_responsibility_a_carer_sees_who_works_with_the_child_and_no_more(told: Standing) -> None:
    Relationship.objects.filter(person=told.dee).update(kind=RelationshipKind.STEP_PARENT, parental_responsibility=None)
    looked(told, a_worker(), told.kai)
    page = at_door(told)
    assert "Who works with Kai is being chosen." in page.words
    assert "We get to know you" not in page.words
    assert "There is nothing to show here." in at_door(told, "/w/who/").words


@pytest.mark.parametrize("change", ["no relationship", "friend", "order", "ended"])
def test_a_child_whom_she_may_not_be_shown_is_not_named(told: Standing, change: str) -> None:
    rows = Relationship.objects.filter(person=told.dee, other=told.bea)
    if change == "no relationship":
        rows.delete()
    elif change == "friend":
        rows.update(kind=RelationshipKind.FRIEND, parental_responsibility=None)
    elif change == "ended":
        rows.update(ends=time.today())
    else:
        CourtOrder.objects.create(child=told.bea, limits=told.dee, kind=OrderKind.NON_MOLESTATION, starts=time.today())
    page = at_door(told)
    assert "Kai" in page.words
    assert "Bea" not in page.words


def test_an_order_that_is_over_limits_nothing(told: Standing) -> None:
    day = time.today()
    CourtOrder.objects.create(
        child=told.bea, limits=told.dee, kind=OrderKind.PROHIBITED_STEPS, starts=day - timedelta(9), ends=day
    )
    assert "Bea" in at_door(told).words


def test_two_records_of_one_person_are_one_door(told: Standing) -> None:
    twin = make.person("Dee", "Quillfeather")
    pair = sorted((told.dee.pk, twin.pk))
    SamePerson.objects.create(first_id=pair[0], second_id=pair[1], reason="Same birthday", decided_by=told.manager)
    agreed(told, person=twin)
    assert "The school nurse" in at_door(told).words


def test_after_leaving_the_family_the_door_is_closed(told: Standing) -> None:
    client = PageClient(door_user(told.dee))
    assert client.get("/w/").h1 == "Your page"
    leave_family(told.dee)
    assert client.get("/w/").h1 == "This page is closed"
    assert client.get("/w/").h1 == "This page is closed"


@pytest.mark.parametrize("change", ["denied", "ended", "other capacity"])
def test_without_a_grant_to_herself_the_door_is_closed(told: Standing, change: str) -> None:
    user = door_user(told.dee)
    if change == "denied":
        make.grant(user, told.dee, capacity=Capacity.THEMSELVES, allow=False)
    elif change == "ended":
        Grant.objects.filter(user=user).update(ends=time.now())
    else:
        Grant.objects.filter(user=user).update(capacity=Capacity.RELATIVE)
    assert PageClient(user).get("/w/").h1 == "This page is closed"


def test_what_would_give_a_hidden_address_away_is_not_shown_and_a_manager_hears_of_it(told: Standing) -> None:
    """The address was hidden only after the words were written."""
    told.tell_ray(words="Kai goes to Sunbeam Street now.")
    client = PageClient(door_user(told.ray))
    telling = Telling.objects.get(person=told.ray)
    assert "Sunbeam" in client.get("/w/").text
    make.address(told.kai, "1 Sunbeam Street, Blackpool", "FY1 9ZZ", hidden=True)
    page = client.get("/w/")
    assert "Sunbeam" not in page.text
    assert "What we decided" not in page.words
    for url in (f"/w/letter/{telling.pk}/", f"/w/say/{telling.pk}/"):
        assert client.get(url).status == 404
    client.get("/w/")
    run_jobs()
    finding = SafetyFinding.objects.get()
    assert (finding.holder, finding.source, finding.source_id) == (
        DoorHolder.objects.get(person=told.ray),
        "telling",
        telling.pk,
    )
    assert betrays(page.text) == []


@pytest.mark.parametrize("url", ["/w/", "/w/who/", "/w/letter/1/", "/w/say/1/", "/w/back/1/"])
@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.HUB_MANAGER, Role.PARTNER, Role.ADMINISTRATOR])
def test_the_door_is_for_families_alone(told: Standing, url: str, role: Role) -> None:
    assert PageClient(make.user(roles=[role])).get(url).status == 403


@pytest.mark.parametrize("url", ["/w/", "/w/who/", "/w/letter/1/", "/w/say/1/", "/w/back/1/"])
def test_a_stranger_meets_a_page_that_says_nothing(told: Standing, pages: PageClient, url: str) -> None:
    page = pages.get(url)
    assert (page.status, page.h1) == (200, "This page is closed")
    assert "Families Rock" not in page.text.split("<main")[1]
    family_without_door = make.user(roles=[Role.FAMILY])
    assert PageClient(family_without_door).get(url).h1 == "This page is closed"
