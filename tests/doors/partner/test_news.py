"""When a partner answers, the child's worker is told: a message that says nothing, and a line on their first page."""

from datetime import timedelta

import pytest

from rock.accounts.models import User
from rock.core import time
from rock.core.models import OutgoingMessage
from rock.core.services import SYSTEM
from rock.doors.partner.models import PromiseReply
from rock.doors.partner.news import first_page
from rock.doors.partner.queries.staff import about_partners
from rock.doors.partner.services.answering import PromiseAnswer, Said, answer_promise, tell_day
from rock.doors.partner.services.inviting import Who
from rock.reach.safety import declare_conflict
from rock.records.comparing import same_agency
from rock.records.models import DayEntry, Promise, PromiseState, RedactionKind, Slot
from rock.records.services.joining import join_people
from rock.records.services.redaction import ask_redaction
from rock.teams.models import PostTitle
from rock.teams.services.allocating import allocate
from rock.teams.services.pods import fill_post, make_pod
from tests.doors.partner.standing import PRIYA, Near, enter, last_message, near, sent
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db


@shared
def here() -> Near:
    """Give Kai's family, with Ama allocated and Priya invited."""
    found = near()
    pod = make_pod(by=SYSTEM, name="North", service_name="Families")
    kit = make.staff_user(name="Kit Moss")
    for user in (found.ama, kit):
        fill_post(by=SYSTEM, pod=pod, user=user, title=PostTitle.SOCIAL_WORKER, starts=make.LONG_AGO)
    allocate(by=found.bev, child=found.kai, family=found.family, pod=pod, worker=found.ama, second=kit)
    found.invite()
    return found


def told() -> list[str]:
    return list(OutgoingMessage.objects.filter(template="waiting").values_list("to", flat=True))


def line(here: Near) -> str:
    return " ".join(first_page({here.kai.pk, here.stella.pk}).get(here.kai.pk, []))


def say(here: Near, promise: Promise, said: Said = Said.DONE, words: str = "Toast, every day.") -> None:
    row = here.kai.partner_invitations.get()
    answer = PromiseAnswer(said, words, time.today() + timedelta(days=20) if said == Said.LATER else None)
    answer_promise(by=row.holder.user, invitation=row, promise=promise, answer=answer)


def test_each_kind_of_answer_at_the_door_is_told_once(here: Near, pages: PageClient) -> None:
    row = here.kai.partner_invitations.get()
    promise, part = here.promise(), here.ask_part().part
    client = enter(pages, sent("partner_link"))
    home = f"/partner/{row.pk}/"
    assert told() == []
    client.submit(client.get(f"{home}promise/{promise.pk}/"), answer="done", words="Dad hurts Mum.")
    assert told() == [here.ama.email]
    client.submit(client.get(f"{home}day/"), slot="school", words="He was hungry.")
    assert told() == [here.ama.email] * 2
    client.submit(client.get(f"{home}question/{part.pk}/"), answer="words", words="He is often late.")
    assert told() == [here.ama.email] * 3
    for private in ("Kai", "Dad", "Priya", "Marram", "hungry", "Nandakumar"):
        assert private not in last_message()
        assert private not in line(here)
    assert "A partner answered on" in line(here)
    cards = pages.as_user(here.ama).get("/children/")
    assert line(here) in cards.words


def test_the_line_goes_after_a_week_and_what_waits_stays(here: Near) -> None:
    promise = here.promise()
    say(here, promise, Said.CANNOT, "The club is closed.")
    assert "1 promise of a partner waits for your answer" in line(here)
    say(here, promise, Said.LATER, "After Easter.")
    assert "1 promise of a partner waits" in line(here)
    with time.at(time.now() + timedelta(days=7, minutes=1)):
        assert line(here) == "1 promise of a partner waits for your answer: see “Partners who are invited”."
    say(here, promise, Said.DONE)
    assert "waits" not in line(here)


def test_a_question_of_help_that_is_answered_is_told_too(here: Near) -> None:
    say(here, here.asked().promise, Said.NO, "We have no place.")
    assert told() == [here.ama.email]


def test_nobody_else_is_told_and_not_of_another_child(here: Near, pages: PageClient) -> None:
    say(here, here.promise())
    assert here.stella.pk not in first_page({here.kai.pk, here.stella.pk})
    assert "A partner answered" not in pages.as_user(here.bev).get("/children/").words
    assert first_page(set()) == {}


def test_a_worker_who_no_longer_reaches_the_child_or_has_left_is_not_told(here: Near) -> None:
    declare_conflict(by=here.ama, user=here.ama, person=here.kai, what="My nephew")
    say(here, here.promise())
    assert told() == []
    User.objects.filter(pk=here.ama.pk).update(is_active=False)
    say(here, here.promise())
    assert told() == []


def test_what_a_partner_said_on_another_record_of_the_child_is_told(here: Near) -> None:
    twin = make.person("Kai", "Ashdown-Holt", born=here.kai.birth_date)
    make.grant(here.ama, twin)
    say(here, here.promise())
    join_people(by=here.ama, one=here.kai, other=twin, reason="One child")
    assert "A partner answered" in " ".join(first_page({twin.pk})[twin.pk])


def test_a_reply_that_waits_to_be_moved_is_not_counted(here: Near) -> None:
    say(here, here.promise(), Said.CANNOT, "The club is closed.")
    said = PromiseReply.objects.get().statement
    ask_redaction(by=here.ama, kind=RedactionKind.REDACT, basis="Another child", statement=said)
    assert "waits" not in line(here)


@pytest.mark.parametrize("written", ["marram  primary school", "Marram Primary School.", "MARRAM PRIMARY-SCHOOL"])
def test_a_service_written_in_another_way_is_the_same_service(here: Near, written: str, pages: PageClient) -> None:
    promise, asked = here.promise(owner_agency=written), here.asked(written)
    row = here.kai.partner_invitations.get()
    page = enter(pages, sent("partner_link")).get("/partner/")
    assert f"/partner/{row.pk}/promise/{promise.pk}/" in page.text
    assert f"/partner/{row.pk}/promise/{asked.promise_id}/" in page.text
    assert about_partners({here.kai.pk}).agencies == []
    say(here, promise)
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT


def test_another_service_is_another_and_is_named_once(here: Near) -> None:
    for written in ("The health visitor", "the Health Visitor", "Marram Primary"):
        here.promise(owner_agency=written)
    assert about_partners({here.kai.pk}).agencies == ["Marram Primary", "The health visitor"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("St. Anne’s School", "st annes school", True),
        ("École 2", "Ecole  2", True),
        ("École 2", "Ecole 3", False),
        ("", "", False),
        ("مدرسة", "مدرسة", True),
        ("مدرسة", "محمد", False),
        ("", "School", False),
    ],
)
def test_how_two_names_of_a_service_are_compared(one: str, other: str, same: bool) -> None:
    assert same_agency(one, other) is same


def test_the_same_inbox_takes_the_name_of_its_school_in_any_writing(here: Near) -> None:
    again = Who(PRIYA.name, "MARRAM primary  school", PRIYA.email)
    here.invite(here.stella, who=again)
    assert here.stella.partner_invitations.get().holder.agency == PRIYA.agency


def test_the_day_is_told_by_whoever_saw_it(here: Near) -> None:
    row = here.kai.partner_invitations.get()
    tell_day(by=row.holder.user, invitation=row, slot=Slot.SCHOOL, words="He was hungry.")
    assert DayEntry.objects.get().source == "school"
    assert told() == [here.ama.email]
