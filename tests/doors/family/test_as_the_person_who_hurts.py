"""Ray hurts Dee. A school asked for help, with her hidden address in every field. He tries what he can; he learns nothing."""

import re
from datetime import timedelta

import pytest

from rock.core import time
from rock.core.models import OutgoingMessage
from rock.core.pdf import Letter, letter_pdf
from rock.core.services import Refused
from rock.doors.family.models import DoorHolder
from rock.doors.family.services.opening import make_key
from rock.practice.requests.models import Route
from rock.practice.requests.services.telling import hold_telling
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views
from rock.records.models import Audience, CourtOrder, OrderKind, Telling
from tests.doors.family.opened import all_of, everything_he_can_open
from tests.doors.family.standing import FOR_RAY, STREET, Standing, betrays, door_user, standing
from tests.support.jobs import run_jobs
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def test_nothing_that_he_opens_contains_any_token(both_told: Standing, ray: PageClient) -> None:
    telling = Telling.objects.get(person=both_told.ray)
    log_views(
        user=both_told.manager, people=[both_told.dee.pk, both_told.kai.pk], page="person", purpose=ViewPurpose.HUB
    )
    for page in everything_he_can_open(ray, telling):
        assert betrays(all_of(page)) == [], page.response.request["PATH_INFO"]


def test_his_words_are_his_and_hers_are_hers(both_told: Standing, ray: PageClient) -> None:
    his, hers = ray.get("/w/"), PageClient(door_user(both_told.dee)).get("/w/")
    assert "They will talk with you too." in his.words
    assert "We are glad that you are safe" not in his.text
    assert STREET in hers.words
    assert "They will talk with you too." not in hers.text


def test_nothing_says_that_something_was_left_out(both_told: Standing, ray: PageClient) -> None:
    words = ray.get("/w/").words.lower()
    for word in ("hidden", "held", "redact", "withheld", "not shown", "removed", "left out", "other"):
        assert word not in words


def test_he_is_not_told_of_her_nor_of_her_other_child_nor_who_speaks_with_her(
    both_told: Standing, ray: PageClient
) -> None:
    for url in ("/w/", "/w/who/"):
        text = ray.get(url).text
        for word in ("Dee", "Bea", "Ama Rahman", "960 111", "960\u00a0111"):
            assert word not in text
    assert "Joe Clegg" in ray.get("/w/").words


def test_his_letter_carries_his_words_and_nothing_of_hers(
    both_told: Standing, ray: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PDF holds numbers of glyphs, so what is set is read before it is set, and the file for what it says of itself."""
    letters: list[Letter] = []

    def keep(letter: Letter) -> bytes:
        letters.append(letter)
        return letter_pdf(letter)

    monkeypatch.setattr("rock.practice.requests.letters.letter_pdf", keep)
    content = all_of(ray.get(f"/w/letter/{Telling.objects.get(person=both_told.ray).pk}/"))
    text = str(letters)
    assert "%PDF" in content
    assert "They will talk with you too." in text
    assert "Joe Clegg" in text
    assert betrays(text) == []
    for word in ("Dee", "Bea", "Ama Rahman"):
        assert word not in text


def test_no_message_to_anybody_carries_a_token_or_a_name(both_told: Standing) -> None:
    run_jobs()
    from rock.core.messages.templates import filled, template_named

    for message in OutgoingMessage.objects.all():
        words = " ".join(filled(template_named(message.template), message.reference))
        assert betrays(words) == []
        assert not re.search(r"\b(Dee|Ray|Kai|Bea)\b", words)


def test_what_he_types_is_no_oracle(both_told: Standing, ray: PageClient) -> None:
    """A right guess and a wrong one are shown back to him alike, and give no finding."""
    telling = Telling.objects.get(person=both_told.ray)
    for guess in (f"Is she in {STREET}?", "Is she in Nowhere Lane?"):
        ray.submit(ray.get(f"/w/say/{telling.pk}/"), kind="answer_something", words=guess)
        page = ray.get("/w/")
        assert guess in page.words
        assert "They will talk with you too." in page.words
    assert not DoorHolder.objects.get(person=both_told.ray).findings.exists()


def test_what_he_says_does_not_appear_at_her_door_nor_hers_at_his(both_told: Standing, ray: PageClient) -> None:
    dee = PageClient(door_user(both_told.dee))
    for client, person, words in ((ray, both_told.ray, "I will find her."), (dee, both_told.dee, "Keep us safe.")):
        telling = Telling.objects.get(person=person)
        client.submit(client.get(f"/w/say/{telling.pk}/"), kind="answer_something", words=words)
    assert "find her" not in dee.get("/w/").text
    assert "Keep us safe" not in ray.get("/w/").text


def test_his_words_end_with_their_audience_and_hers_never_begin(both_told: Standing, ray: PageClient) -> None:
    hers = Telling.objects.get(person=both_told.dee)
    assert not Audience.objects.filter(reader=both_told.ray, statement=hers.statement).exists()
    assert FOR_RAY.split("\n", maxsplit=1)[0] in ray.get("/w/").words
    Audience.objects.filter(reader=both_told.ray).update(ends=time.now())
    assert "get to know Kai." not in ray.get("/w/").words


def test_while_telling_him_is_held_there_is_no_door_at_all() -> None:
    made = standing(route=Route.STRATEGY)
    made.tell_dee()
    hold_telling(
        by=made.manager,
        decision=made.decision,
        person=made.ray,
        because="He does not know that they moved.",
        manager=made.manager,
        review_on=time.today() + timedelta(days=7),
    )
    assert not DoorHolder.objects.filter(person=made.ray).exists()
    with pytest.raises(Refused, match="no door"):
        make_key(by=made.manager, person=made.ray)
    run_jobs()
    assert not OutgoingMessage.objects.filter(to__contains="900111").exists()


def test_where_police_and_health_are_spoken_with_his_page_does_not_say_so() -> None:
    made = standing(route=Route.STRATEGY)
    made.tell_ray(words="Somebody will talk with you.")
    words = PageClient(door_user(made.ray)).get("/w/").words.lower()
    for word in ("police", "strategy", "health", "discussion"):
        assert word not in words


def test_an_order_against_him_takes_the_child_from_his_page(both_told: Standing, ray: PageClient) -> None:
    CourtOrder.objects.create(
        child=both_told.kai, limits=both_told.ray, kind=OrderKind.NON_MOLESTATION, starts=time.today()
    )
    log_views(user=both_told.manager, people=[both_told.kai.pk], page="person", purpose=ViewPurpose.HUB)
    page = ray.get("/w/")
    assert "We get to know you" not in page.words
    assert "Kai" not in page.words.replace("A social worker will get to know Kai.", "")
    assert "There is nothing to show here." in ray.get("/w/who/").words
