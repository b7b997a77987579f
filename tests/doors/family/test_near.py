"""Somebody in the network is told something: after asking, in words for them, past the look for what is hidden from them."""

from datetime import timedelta

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.models import OutgoingMessage
from rock.core.services import Refused
from rock.doors.family.services.near import NotNeeded, hold_near, take_off
from rock.doors.family.services.opening import close_door
from rock.reach.queries import reaches
from rock.records.models import (
    Agreement,
    AgreementKind,
    Channel,
    CourtOrder,
    EventKind,
    NetworkCircle,
    NetworkMember,
    OrderKind,
    RelationshipKind,
    Statement,
    Telling,
    TellingChoice,
)
from rock.records.services.families import add_member, add_to_network, leave_network
from rock.records.services.occasions import hold_occasion, say
from rock.teams.services.allocating import allocate
from tests.doors.family.planned import Planned
from tests.doors.family.standing import POSTCODE, SCHOOL, STREET, betrays
from tests.doors.family.telling_near import SAID, tell, yes
from tests.journeys.steps import pod_of
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


# The act


def test_nan_is_told_after_her_mother_said_yes(made: Planned) -> None:
    telling = tell(made)
    assert (telling.person, telling.decided_by, telling.occasion.family) == (made.jo, made.asha, made.told.family)
    row = Agreement.objects.get(kind=AgreementKind.TELL)
    assert (row.person, row.answer, row.in_words, row.agencies) == (made.dee, "yes", SAID, str(made.jo))
    assert row.occasion == telling.occasion
    assert list(telling.statement.audience.values_list("reader", flat=True)) == [made.jo.pk]  # type: ignore[union-attr]


@pytest.mark.parametrize("word", [STREET, POSTCODE, POSTCODE.replace(" ", ""), SCHOOL])
def test_what_is_hidden_from_the_father_s_mother_is_stopped(made: Planned, word: str) -> None:
    make.related(made.jo, made.ray, RelationshipKind.PARENT)
    with pytest.raises(Refused, match="give away something that is hidden"):
        tell(made, f"Kai is well at {word} now.")
    assert not Telling.objects.filter(person=made.jo).exists()
    assert not Agreement.objects.filter(kind=AgreementKind.TELL).exists()


def test_nobody_s_words_are_passed_on_that_she_was_not_given(made: Planned) -> None:
    occasion = hold_occasion(by=made.asha, kind="visit", family=made.told.family)  # type: ignore[arg-type]
    for speaker, words in ((made.kai, "Dad hurts Mum on Sundays."), (made.dee, "I cry when the lights are off.")):
        say(by=made.asha, occasion=occasion, question="day", words=words, speaker=speaker, about=[speaker])
        with pytest.raises(Refused, match="repeat what"):
            tell(made, f"I can tell you this: {words} So be gentle.")


def test_only_who_has_parental_responsibility_can_say_yes(made: Planned) -> None:
    aunt = make.person("May", "Poole")
    make.related(aunt, made.kai, RelationshipKind.AUNT_UNCLE)
    for who in (aunt, made.jo, made.kai):
        with pytest.raises(Refused, match="parental responsibility"):
            tell(made, agreed=yes(who))
    with pytest.raises(Refused, match="write what they said"):
        tell(made, agreed=yes(made.dee, " "))
    CourtOrder.objects.create(child=made.kai, limits=made.ray, kind=OrderKind.PROHIBITED_STEPS, starts=time.today())
    with pytest.raises(Refused, match="parental responsibility"):
        tell(made, agreed=yes(made.ray))


def test_a_manager_alone_decides_that_nobody_need_agree(made: Planned) -> None:
    because = NotNeeded("Kai lives with her; both parents cannot be found.", "Children Act 1989, section 22")
    with pytest.raises(Refused, match="Only a manager"):
        tell(made, agreed=because)
    manager = make.staff_user(Role.TEAM_MANAGER)
    telling = tell(made, by=manager, agreed=because)
    rows = Agreement.objects.filter(occasion=telling.occasion, kind=AgreementKind.NOT_NEEDED)
    assert {row.person for row in rows} == {made.kai, made.told.bea}
    assert {row.decided_by for row in rows} == {manager}


def test_who_is_of_the_family_or_has_left_is_not_told_this_way(made: Planned) -> None:
    leave_network(by=made.asha, member=made.offer)
    with pytest.raises(Refused, match="no longer in the network"):
        tell(made)
    NetworkMember.objects.filter(pk=made.offer.pk).update(ends=None)
    made.offer.refresh_from_db()
    add_member(by=made.asha, family=made.told.family, person=made.jo, role="adult")  # type: ignore[arg-type]
    with pytest.raises(Refused, match="grown-ups in the family"):
        tell(made)


def test_what_is_held_is_told_on_the_same_occasion_and_stays_in_sight_till_then(made: Planned) -> None:
    day = time.today() + timedelta(days=7)
    held = hold_near(by=made.asha, place=made.offer, because="Dee wants to tell her.", manager=made.asha, review_on=day)
    assert (held.choice, held.statement) == (TellingChoice.HELD, None)
    assert "Dee wants" not in made.door(made.jo).get("/w/").text
    telling = tell(made)
    assert (telling.pk, telling.occasion) == (held.pk, held.occasion)
    assert Telling.objects.get(person=made.jo).choice == TellingChoice.NOW
    assert tell(made, "And one more thing.").occasion != held.occasion


def test_a_text_goes_only_where_that_is_safe_and_says_nothing(made: Planned) -> None:
    with pytest.raises(Refused, match="marked safe"):
        tell(made, channel=Channel.TEXT)
    make.contact(made.jo, "07700 900777", channel=Channel.TEXT, safe=False)
    with pytest.raises(Refused, match="marked safe"):
        tell(made, channel=Channel.TEXT)
    made.jo.contact_points.update(safe=True)
    assert tell(made, channel=Channel.TEXT).told_at
    assert OutgoingMessage.objects.filter(template="door_link", to="07700900777").exists()
    events = made.jo.events.values_list("event__kind", flat=True)
    assert EventKind.WORDS_SHARED in events
    assert EventKind.ADULT_TOLD not in events


def test_the_child_s_workers_reach_whom_they_told_until_she_leaves_the_network(made: Planned) -> None:
    pod, (ama, kit, colleague) = pod_of("Ama Rahman", "Kit Moss", "Joe Clegg")
    allocate(by=made.told.manager, child=made.kai, family=made.told.family, pod=pod, worker=ama, second=kit)
    aunt = make.person("May", "Poole")
    place = add_to_network(
        by=made.asha, family=made.told.family, who="Aunt", circle=NetworkCircle.NEAR, person=aunt, offers="Tea"
    )
    held = {"because": "May is ill.", "manager": made.told.manager, "review_on": time.today() + timedelta(days=3)}
    assert not reaches(ama, [aunt.pk])
    hold_near(by=made.asha, place=place, **held)  # type: ignore[arg-type]
    assert reaches(ama, [aunt.pk])
    assert reaches(kit, [aunt.pk])
    assert not reaches(colleague, [aunt.pk])
    assert "Telling May Poole is held" in PageClient(ama).get("/children/").words
    client = PageClient(ama)
    client.submit(client.get(f"/families/{made.told.family.pk}/network/{place.pk}/leave/"))
    assert not reaches(ama, [aunt.pk])
    assert "May Poole" not in client.get("/children/").text


# Her page


def test_she_reads_it_with_who_told_her_and_nothing_of_a_decision(made: Planned) -> None:
    tell(made)
    page = made.door(made.jo).get("/w/")
    assert len(page.queries) <= 12
    for words in ("What I was told", "Asha Begum told you this on", "Thank you for the Fridays.", "What I offered"):
        assert words in page.words
    for words in ("What we decided", "Where we are", "What is next", "We were asked to help", SAID, "Quillfeather"):
        assert words not in page.text
    assert not betrays(page.text)


def test_it_is_hers_alone(made: Planned) -> None:
    telling = tell(made)
    for one in (made.dee, made.ray):
        client = made.door(one)
        for url in ("/w/", "/w/questions/", "/w/plan/", "/w/who/"):
            assert "Fridays." not in client.get(url).text, url
        for url in (f"/w/letter/{telling.pk}/", f"/w/say/{telling.pk}/"):
            assert client.get(url).status == 404
    assert "That we tell Jo Poole" not in made.door(made.ray).get("/w/").words
    theirs = Telling.objects.get(person=made.dee)
    for url in (f"/w/letter/{theirs.pk}/", f"/w/say/{theirs.pk}/"):
        assert made.door(made.jo).get(url).status == 404


def test_she_understands_or_says_that_it_is_not_right(made: Planned) -> None:
    telling, client = tell(made), made.door(made.jo)
    form = client.get(f"/w/say/{telling.pk}/")
    for words in ("I understand", "I have a question", "That is not right, and this is why"):
        assert words in form.words
    assert "I do not agree" not in form.words
    assert client.submit(form, kind="answer_disagreed").errors
    assert client.submit(form, kind="answer_not_right").errors == ["Write what you want to say"]
    client.submit(client.get(f"/w/say/{telling.pk}/"), kind="answer_not_right", words="It is Tuesdays.")
    client.submit(client.get(f"/w/say/{telling.pk}/"), kind="answer_understood")
    assert "It is Tuesdays." in client.get("/w/").words
    assert OutgoingMessage.objects.filter(template="waiting", to=made.asha.email).exists()
    page = PageClient(made.asha).get(f"/door/{made.jo.pk}/")
    assert "That is not right, and this is why" in page.words
    assert "It is Tuesdays." in page.words


def test_a_question_of_hers_is_one_that_waits_for_an_answer(made: Planned) -> None:
    telling, client = tell(made), made.door(made.jo)
    client.submit(client.get(f"/w/say/{telling.pk}/"), kind="door_question", words="Does he like it?")
    row = Statement.objects.get(question="door_question")
    assert "We answer by" in client.get("/w/questions/").words
    worker = PageClient(made.asha)
    url = f"/door/{made.jo.pk}/question/{row.pk}/"
    assert url in worker.get(f"/door/{made.jo.pk}/near/").text
    worker.submit(worker.get(url), words="He does.")
    assert "He does." in client.get("/w/questions/").words
    assert "I have a question" in client.get("/w/").words


def test_her_letter_says_what_she_was_told_and_whom_to_ring(made: Planned) -> None:
    from tests.doors.family.opened import all_of

    telling = tell(made)
    page = made.door(made.jo).get(f"/w/letter/{telling.pk}/")
    assert page.status == 200
    text = all_of(page)
    for words in ("What we want you to know", "Thank you for the Fridays.", "Asha Begum", "01632 960 333"):
        assert words in text
    assert "decided" not in text


def _leaves(made: Planned) -> None:
    leave_network(by=made.asha, member=made.offer)


def _is_limited(made: Planned) -> None:
    CourtOrder.objects.create(child=made.kai, limits=made.jo, kind=OrderKind.NON_MOLESTATION, starts=time.today())


def _is_taken_off(made: Planned) -> None:
    take_off(by=made.asha, telling=Telling.objects.get(person=made.jo))


def _is_closed(made: Planned) -> None:
    close_door(by=made.asha, person=made.jo, because="She asked us to.")


def _has_moved_in_secret(made: Planned) -> None:
    """What she was told becomes hidden from her later."""
    make.address(made.kai, "9 Breakfast Mews, Blackpool", "FY4 9XX", hidden=True, also_hidden="Mondays")


@pytest.mark.parametrize("ends", [_leaves, _is_limited, _is_taken_off, _is_closed, _has_moved_in_secret])
def test_she_sees_no_more_once_it_ends(made: Planned, ends: object) -> None:
    telling, client = tell(made), made.door(made.jo)
    client.submit(client.get(f"/w/say/{telling.pk}/"), kind="answer_not_right", words="It is Tuesdays.")
    ends(made)  # type: ignore[operator]
    page = client.get("/w/")
    for words in ("What I was told", "Fridays.", "told you this", "It is Tuesdays."):
        assert words not in page.text
    for url in (f"/w/letter/{telling.pk}/", f"/w/say/{telling.pk}/"):
        assert "Fridays" not in client.get(url).text
    assert client.post(f"/w/say/{telling.pk}/", {"kind": "answer_understood"}).status in {403, 404}


def test_her_mother_sees_what_she_agreed_to_and_takes_it_back(made: Planned) -> None:
    tell(made)
    client = made.door(made.dee)
    assert "That we tell Jo Poole" in client.get("/w/").words
    client.submit(client.get(f"/w/back/{Agreement.objects.get(kind=AgreementKind.TELL).pk}/"))
    assert "You took it back on" in client.get("/w/").words
    worker = PageClient(made.asha)
    assert "Taken back" in worker.get(f"/door/{made.jo.pk}/near/").words
    tell(made, "And one more thing.")
    worker.submit(worker.get(f"/door/{made.jo.pk}/near/"), selector="form[action*='/back/']")
    assert not Agreement.objects.filter(kind=AgreementKind.TELL, withdrawn_on=None).exists()
    theirs = Agreement.objects.exclude(kind=AgreementKind.TELL).first()
    latest = Telling.objects.filter(person=made.jo).latest("pk")
    other = theirs.pk if theirs else 0
    assert worker.post(f"/door/{made.jo.pk}/told/{latest.pk}/back/{other}/").status == 404
