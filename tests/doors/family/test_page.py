"""The door's page, for a reader who is safe: what it shows, what can be said back, what can be taken back."""

import pytest

from rock.core import time
from rock.core.models import OutgoingMessage
from rock.core.services import Refused
from rock.doors.family.models import DoorHolder, SafetyFinding
from rock.doors.family.queries.doors import door_of
from rock.doors.family.services.answering import answer
from rock.reach.models import ViewLog, ViewPurpose
from rock.records.models import Audience, Statement, Telling
from rock.teams.models import Allocation
from tests.doors.family.at_door import a_worker, at_door
from tests.doors.family.standing import Standing, betrays, door_user
from tests.support import factories as make
from tests.support.jobs import run_jobs
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


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
    assert "We would like to get to know you and Kai." in form.words
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
