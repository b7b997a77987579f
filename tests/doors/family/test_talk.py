"""Questions and their answers, ideas, and what somebody of the network offered."""

from datetime import timedelta

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.models import OutgoingMessage
from rock.doors.family.models import DoorHolder
from rock.practice.plans.models import PlanMember
from rock.records.models import CourtOrder, NetworkMember, OrderKind, Statement
from tests.doors.family.planned import Planned, planned
from tests.doors.family.standing import STREET
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db


@shared
def made() -> Planned:
    found = planned()
    found.told.named(found.dee, found.asha)
    return found


def asked(made: Planned, words: str = "When is the meeting?") -> Statement:
    client = made.door(made.dee)
    assert client.submit(client.get("/w/questions/"), words=words).location == "/w/questions/"
    return Statement.objects.get(question="door_question", words=words)


def test_a_question_is_kept_word_for_word_and_her_worker_hears_that_something_waits(made: Planned) -> None:
    row = asked(made)
    assert (row.speaker, row.occasion.kind, row.occasion.family) == (made.dee, "door", made.told.family)
    assert OutgoingMessage.objects.filter(template="waiting", to=made.asha.email).exists()
    page = made.door(made.dee).get("/w/questions/")
    assert "When is the meeting?" in page.words
    assert "We answer by" in page.words
    assert len(page.queries) <= 12
    assert "meeting" not in made.door(made.ray).get("/w/questions/").text


def test_her_worker_answers_on_the_page_about_her_door_and_she_reads_it(made: Planned) -> None:
    row = asked(made)
    worker = PageClient(made.asha)
    page = worker.get(f"/door/{made.dee.pk}/")
    assert "A question of" in page.words
    form = worker.get(f"/door/{made.dee.pk}/question/{row.pk}/")
    assert "When is the meeting?" in form.words
    assert worker.submit(form).errors == ["Write your answer"]
    assert worker.submit(form, words="On Monday at ten.").location == f"/door/{made.dee.pk}/"
    hers = made.door(made.dee).get("/w/questions/").words
    assert "On Monday at ten." in hers
    assert "Asha Begum" in hers
    assert "We answer by" not in hers
    assert "Monday" not in made.door(made.ray).get("/w/questions/").text


def test_an_answer_that_would_give_an_address_away_is_stopped_and_not_lost(made: Planned) -> None:
    his = made.door(made.ray)
    his.submit(his.get("/w/questions/"), words="Where are they?")
    row = Statement.objects.get(question="door_question")
    worker = PageClient(made.asha)
    url = f"/door/{made.ray.pk}/question/{row.pk}/"
    page = worker.submit(worker.get(url), words=f"They are in {STREET}.")
    assert "gives away something" in page.errors[0]
    assert STREET in page.text
    assert not Statement.objects.filter(question="door_reply").exists()


@pytest.mark.parametrize(
    "where",
    [
        "Sandpipr Court",
        "Sandp1per",
        "w Sandpiper Courcie",
        "Сэндпайпер Корт",
        "at Gull Primray",
        "///filled.count.soap",
    ],
)
def test_nobody_smuggles_where_they_live_through_to_him(made: Planned, where: str) -> None:
    his = made.door(made.ray)
    his.submit(his.get("/w/questions/"), words="Where are they?")
    row, worker = Statement.objects.get(question="door_question"), PageClient(made.asha)
    url = f"/door/{made.ray.pk}/question/{row.pk}/"
    page = worker.submit(worker.get(url), words=f"They are {where}.")
    assert "gives away something" in page.errors[0]
    assert not Statement.objects.filter(question="door_reply").exists()


def test_a_late_answer_is_seen_as_late_by_both(made: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(made)
    late = time.today() + timedelta(days=9)
    monkeypatch.setattr(time, "today", lambda: late)
    for page in (made.door(made.dee).get("/w/questions/"), PageClient(made.asha).get(f"/door/{made.dee.pk}/")):
        tag = page.soup.select_one(".govuk-tag--red")
        assert tag
        assert tag.text.startswith("Late")


def test_a_question_is_answered_only_where_it_was_asked_and_by_who_reaches_them(made: Planned) -> None:
    row = asked(made)
    worker = PageClient(made.asha)
    assert worker.get(f"/door/{made.ray.pk}/question/{row.pk}/").status == 404
    assert worker.post(f"/door/{made.ray.pk}/question/{row.pk}/", {"words": "x"}).status == 404
    stranger = PageClient(make.staff_user(Role.SOCIAL_WORKER))
    assert stranger.get(f"/door/{made.dee.pk}/question/{row.pk}/").status == 404
    assert made.door(made.dee).post(f"/door/{made.dee.pk}/question/{row.pk}/", {"words": "x"}).status == 403
    assert not Statement.objects.filter(question="door_reply").exists()


def test_nan_sees_what_she_offered_and_changes_it(made: Planned) -> None:
    client = made.door(made.jo)
    home = client.get("/w/")
    assert "What I offered" in home.words
    for words in ("Where we are", "Kai", "Quillfeather", "Asha"):
        assert words not in home.text
    page = client.get("/w/offers/")
    assert "I can have Kai on Fridays." in page.words
    assert "drinks" not in page.text
    form = client.get(f"/w/offers/{made.offer.pk}/")
    client.submit(form, words="I can have Kai on Saturdays.")
    made.offer.refresh_from_db()
    assert (made.offer.offers, made.offer.cannot) == ("I can have Kai on Saturdays.", "Not when she drinks.")
    client.submit(client.get(f"/w/offers/{made.offer.pk}/"), words="")
    assert "You do not offer anything now." in client.get("/w/offers/").words
    assert made.offer.__class__.objects.filter(pk=made.offer.pk, ends=None).exists()


def test_an_offer_is_its_giver_s_alone(made: Planned) -> None:
    client = made.door(made.dee)
    assert client.get("/w/offers/").status == 404
    assert "/w/offers/" not in client.get("/w/").text
    assert client.post(f"/w/offers/{made.offer.pk}/", {"words": "Mine"}).status == 404
    other = planned()
    jo = made.door(made.jo)
    assert jo.get(f"/w/offers/{other.offer.pk}/").status == 404
    assert jo.post(f"/w/offers/{other.offer.pk}/", {"words": "Mine"}).status == 404
    assert NetworkMember.objects.get(pk=other.offer.pk).offers == "I can have Kai on Fridays."


def test_once_she_has_left_the_network_her_door_is_closed(made: Planned) -> None:
    client = made.door(made.jo)
    assert client.get("/w/").h1 == "Your page"
    NetworkMember.objects.filter(pk=made.offer.pk).update(ends=time.today())
    assert client.get("/w/").h1 == "This page is closed"


def test_the_worker_can_make_a_link_for_somebody_who_helps(made: Planned) -> None:
    worker = PageClient(made.asha)
    assert "no page of their own" not in worker.get(f"/door/{made.jo.pk}/").words
    assert DoorHolder.objects.filter(person=made.jo).exists()


def test_ideas_about_a_child_whom_an_order_keeps_from_him_are_not_shown(made: Planned) -> None:
    client = made.door(made.ray)
    form = client.get(f"/w/plan/{made.kai.pk}/write/what_if/")
    client.submit(form, condition="I am late", words="I ring first.")
    assert "I ring first." in client.get("/w/questions/").words
    CourtOrder.objects.create(child=made.kai, limits=made.ray, kind=OrderKind.NON_MOLESTATION, starts=time.today())
    assert "I ring first." not in client.get("/w/questions/").text


def test_the_way_to_write_an_idea_leads_into_the_plan(made: Planned) -> None:
    page = made.door(made.dee).get("/w/questions/")
    assert page.link("Something that could be done") == f"/w/plan/{made.kai.pk}/write/promise/"
    assert page.link("What we do if something happens") == f"/w/plan/{made.kai.pk}/write/what_if/"
    assert "Kai" in page.words
    hers = made.door(made.jo).get("/w/questions/")
    assert hers.link("Something that could be done")
    assert "Kai" not in hers.words, "the name of a child of whom she sees nothing is not hers to read"


def test_who_writes_no_plan_finds_no_way_to_write_into_one(made: Planned) -> None:
    PlanMember.objects.filter(person=made.ray).update(ends=time.now())
    assert "Write your own idea" not in made.door(made.ray).get("/w/questions/").words
