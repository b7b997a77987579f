"""What whoever asked says must not be learned is not shown at the door either, whichever request about the family said it."""

import pytest

from rock.core.services import PUBLIC
from rock.doors.family.models import SafetyFinding
from rock.practice.requests.models import RequestForSupport
from rock.practice.requests.services.handling import match_person
from rock.records.models import Agreement, AgreementKind, Person, Telling
from rock.records.services.occasions import say
from tests.doors.family.standing import Standing, door_user, standing
from tests.support import requests as asking
from tests.support.jobs import run_jobs
from tests.support.pages import PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db

FOR_RAY = "A social worker will get to know Kai.\n\nMs Marchbanks at Tern Nursery knows him well."
SECRET = "Ray Holt\nher new surname Marchbanks, Tern Nursery"


@shared
def told() -> Standing:
    """Dee and Ray are told before anybody says that something in his words must not be learned by him."""
    made = standing()
    made.tell_dee(words="Dear Ms Marchbanks, we would like to get to know you. Tern Nursery helps.")
    made.tell_ray(words=FOR_RAY)
    return made


def keep_back(request: RequestForSupport, words: str = SECRET) -> None:
    say(by=PUBLIC, occasion=request.occasion, question="hidden_from", words=words, speaker_name="Priya")


def at_door(person: Person) -> PageClient:
    return PageClient(door_user(person))


def test_before_anything_is_kept_back_he_reads_his_words(told: Standing) -> None:
    assert "Ms Marchbanks" in at_door(told.ray).get("/w/").words


@pytest.mark.parametrize("secret", ["Ray Holt\nTern Nursery", "Ray Holt\nher new surname Marchbanks"])
def test_the_father_reads_nothing_that_the_asker_keeps_back(told: Standing, secret: str) -> None:
    keep_back(told.decision.request, secret)
    client = at_door(told.ray)
    page = client.get("/w/")
    assert "Marchbanks" not in page.text
    assert "Tern" not in page.text
    assert len(page.queries) <= 12
    telling = Telling.objects.get(person=told.ray)
    assert client.get(f"/w/letter/{telling.pk}/").status == 404
    assert client.get(f"/w/say/{telling.pk}/").status == 404
    run_jobs()
    assert SafetyFinding.objects.filter(holder__person=told.ray, source="telling", source_id=telling.pk).exists()


def test_the_mother_reads_her_own_name_and_place(told: Standing) -> None:
    keep_back(told.decision.request)
    page = at_door(told.dee).get("/w/")
    assert "Dear Ms Marchbanks" in page.words
    run_jobs()
    assert not SafetyFinding.objects.exists()


def test_what_a_later_request_keeps_back_counts_before_it_is_decided(told: Standing) -> None:
    later = asking.request(asking.KAI)
    keep_back(later)
    assert "Marchbanks" in at_door(told.ray).get("/w/").text  # nobody knows yet that it is about them
    match_person(by=told.manager, asked=later.people.get(), person=told.kai)
    assert "Marchbanks" not in at_door(told.ray).get("/w/").text


def test_a_request_about_others_keeps_nothing_back_here(told: Standing) -> None:
    other = asking.matched(told.manager, asking.RAY)
    keep_back(other)
    assert "Marchbanks" in at_door(told.ray).get("/w/").text


def test_an_agreement_that_names_the_place_is_not_shown(told: Standing) -> None:
    Agreement.objects.create(
        kind=AgreementKind.ASK_AGENCIES,
        occasion=told.decision.request.occasion,
        person=told.ray,
        answer="yes",
        asked_by="Hana",
        agencies="Tern Nursery",
    )
    assert "Tern Nursery" in at_door(told.ray).get("/w/").words
    keep_back(told.decision.request)
    assert "Tern" not in at_door(told.ray).get("/w/").text


def test_a_child_s_new_name_is_not_shown_nor_in_what_comes_next(told: Standing) -> None:
    Person.objects.filter(pk=told.kai.pk).update(given_name="Jasper")
    assert "Jasper" in at_door(told.ray).get("/w/").words
    keep_back(told.decision.request, "Ray Holt\nKai is now called Jasper")
    assert "Jasper" not in at_door(told.ray).get("/w/").text
    assert "Jasper" in at_door(told.dee).get("/w/").words
