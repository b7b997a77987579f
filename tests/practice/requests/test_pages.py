"""The hub's pages: who gets each, who is refused, and the whole way from a request to telling."""

from datetime import timedelta

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import Refused
from rock.practice.requests.answers import PersonAsked
from rock.practice.requests.models import HistoryOpening, Route
from rock.practice.requests.services.handling import hand_over
from rock.practice.requests.services.handling import matched as matched_people
from rock.reach.models import Basis, Capacity, ViewLog
from rock.records.models import Person, Telling
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import Page, PageClient
from tests.support.papers import english_in, language_of, text_of

pytestmark = pytest.mark.django_db


def test_the_board_shows_each_request_with_its_clock_and_people(pages: PageClient) -> None:
    asked = asking.request()
    page = pages.as_user(asking.at_hub(Role.HUB_WORKER)).get("/hub/")
    assert page.status == 200
    assert page.h1 == "Requests for support"
    assert "Kai Ashdown and Dee Ashdown" in page.words
    assert "Due in 1 working day" in page.words or "Due today" in page.words
    assert asked.reference in page.words


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.DATA_OFFICER, Role.ADMINISTRATOR, Role.FAMILY, Role.PARTNER])
@pytest.mark.parametrize("path", ["/hub/", "/hub/decided/", "/hub/to-tell/"])
def test_the_board_is_the_hubs_alone(pages: PageClient, role: Role, path: str) -> None:
    asking.request()
    assert pages.as_user(make.user(roles=[role])).get(path).status == 403


def test_a_worker_elsewhere_cannot_open_a_request_by_its_reference(pages: PageClient) -> None:
    asked = asking.matched(asking.at_hub())
    worker = make.staff_user(Role.SOCIAL_WORKER)
    for path in ("", "history/", "tell/"):
        assert pages.as_user(worker).get(f"/hub/{asked.reference}/{path}").status == 404


def test_a_worker_who_reaches_everybody_on_a_request_may_open_it(pages: PageClient) -> None:
    asked = asking.matched(asking.at_hub())
    worker = make.staff_user(Role.SOCIAL_WORKER)
    make.grant(worker, matched_people(asked))
    assert pages.as_user(worker).get(f"/hub/{asked.reference}/").status == 200


def test_a_colleague_who_is_a_relative_sees_nothing_of_the_request(pages: PageClient) -> None:
    """Neither on the board, nor in its counts, nor by its address."""
    manager = asking.at_hub()
    asked = asking.matched(manager)
    sister = asking.at_hub(Role.HUB_WORKER)
    child = matched_people(asked)[0]
    make.grant(sister, child, capacity=Capacity.RELATIVE, basis=Basis.CONFLICT, allow=False)
    board = pages.as_user(sister).get("/hub/")
    assert "Ashdown" not in board.text
    assert asked.reference not in board.text
    assert "0 requests wait" in board.words
    for path in ("", "history/", "decide/"):
        assert pages.as_user(sister).get(f"/hub/{asked.reference}/{path}").status in {403, 404}


def test_a_relative_does_not_open_a_request_before_anybody_is_matched(pages: PageClient) -> None:
    """The names alone are enough, whatever their case; a colleague who is no relative sees it."""
    sister, colleague = asking.at_hub(Role.HUB_WORKER), asking.at_hub(Role.HUB_WORKER)
    child = make.person("Kai", "Ashdown")
    make.grant(sister, child, capacity=Capacity.RELATIVE, basis=Basis.CONFLICT, allow=False)
    asked = asking.request(PersonAsked(name="KAI ASHDOWN", is_child=True))
    assert "0 requests wait" in pages.as_user(sister).get("/hub/").words
    assert pages.as_user(sister).get(f"/hub/{asked.reference}/").status == 404
    assert pages.as_user(colleague).get(f"/hub/{asked.reference}/").status == 200


def test_a_request_is_given_to_a_colleague_but_not_to_a_relative(pages: PageClient) -> None:
    jas, lee, sister = (asking.at_hub(Role.HUB_WORKER, name) for name in ("Jas", "Lee", "Sister"))
    asked = asking.matched(jas)
    make.grant(sister, matched_people(asked), capacity=Capacity.RELATIVE, basis=Basis.CONFLICT, allow=False)
    client = pages.as_user(jas)
    client.post(f"/hub/{asked.reference}/take/")
    form = client.get(client.get(f"/hub/{asked.reference}/").link("Give this request to a colleague"))
    assert "Sister" not in form.words
    assert client.submit(form, to=str(sister.pk)).errors == ["Choose one of the answers on this page"]
    with pytest.raises(Refused, match="Sister cannot take this request"):
        hand_over(by=jas, request=asked, to=sister)
    assert client.submit(form, to=str(lee.pk)).status == 302
    asked.refresh_from_db()
    assert asked.taken_by == lee


def test_matching_accepts_only_a_record_that_the_search_offers(pages: PageClient) -> None:
    worker = asking.at_hub(Role.HUB_WORKER)
    asked = asking.request()
    stranger = make.person("Ottoline", "Quarry")
    row = asked.people.get(is_child=True)
    page = pages.as_user(worker).post(f"/hub/{asked.reference}/people/{row.pk}/", {"person": str(stranger.pk)})
    assert page.status == 409
    row.refresh_from_db()
    assert row.person is None


def test_a_person_of_another_request_cannot_be_matched_through_this_one(pages: PageClient) -> None:
    worker = asking.at_hub(Role.HUB_WORKER)
    mine, other = asking.request(), asking.request()
    row = other.people.first()
    assert row is not None
    assert pages.as_user(worker).get(f"/hub/{mine.reference}/people/{row.pk}/").status == 404


def test_history_is_recorded_as_opened_and_shows_what_is_held(pages: PageClient) -> None:
    manager = asking.at_hub()
    asking.decided(manager)
    again = asking.request()
    client = pages.as_user(manager)
    for row in again.people.all():
        page = client.get(f"/hub/{again.reference}/people/{row.pk}/")
        offered = page.soup.select_one("input[name=person][value]:not([value=new])")
        assert offered is not None
        assert client.submit(page, person=offered["value"]).status == 302
    assert client.get(f"/hub/{again.reference}/history/").location == f"/hub/{again.reference}/"
    request_page = client.get(f"/hub/{again.reference}/")
    opened = client.submit(request_page, selector=f"form[action='/hub/{again.reference}/history/']")
    page = client.get(opened.location)
    assert "Referral from: Family member, relative or carer" in page.words
    assert "Getting to know the family (assessment)" in page.words
    assert HistoryOpening.objects.filter(request=again, opened_by=manager).exists()
    assert ViewLog.objects.filter(user=manager, page="history").exists()


def test_deciding_keeps_what_was_typed_when_a_word_is_flagged_and_then_lets_it_stand(pages: PageClient) -> None:
    manager = asking.at_hub()
    asked = asking.matched(manager)
    client = pages.as_user(manager)
    client.post(f"/hub/{asked.reference}/history/")
    page = client.get(f"/hub/{asked.reference}/decide/")
    answers = {
        "route": Route.ASSESSMENT,
        "primary_need": "N1",
        "reasons": "Two worried calls and a strong grandmother.",
        "family_words": "The siblings were referred and Mum failed to engage.",
    }
    flagged = client.submit(page, **answers)
    assert flagged.status == 200
    assert "Words to think about" in flagged.words
    assert "failed to engage" in flagged.words
    sent = client.submit(flagged)
    assert sent.status == 302
    asked.refresh_from_db()
    assert asked.decision.route == Route.ASSESSMENT
    assert asked.decision.family_words.words == answers["family_words"]


def test_a_hub_worker_cannot_decide(pages: PageClient) -> None:
    asked = asking.matched(asking.at_hub())
    assert pages.as_user(asking.at_hub(Role.HUB_WORKER)).get(f"/hub/{asked.reference}/decide/").status == 403


def test_telling_mother_and_father_different_things(pages: PageClient) -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager, asking.KAI, asking.DEE, asking.RAY)
    reference = decision.request.reference
    client = pages.as_user(manager)
    page = client.get(f"/hub/{reference}/tell/")
    mother = client.get(page.link("Decide about telling Dee Ashdown"))
    assert client.submit(mother, choice="now", words="Ama will ring you on Monday.", channel="letter").status == 302
    father = client.get(page.link("Decide about telling Ray Holt"))
    day = time.today() + timedelta(days=7)
    held = client.submit(
        father,
        choice="held",
        held_because="He does not know that they moved.",
        manager=str(manager.pk),
        review_on__day=day.day,
        review_on__month=day.month,
        review_on__year=day.year,
    )
    assert held.status == 302
    page = client.get(f"/hub/{reference}/tell/")
    assert "To be told now" in page.words
    assert "He does not know that they moved." in page.words
    letter = client.get(page.link("Letter to Dee Ashdown (PDF)"))
    assert letter.status == 200
    assert "Dear Dee" in text_of(letter.response.content)
    polish = client.get(page.link("Letter to Dee Ashdown (PDF)") + "?language=pl").response.content
    assert (language_of(polish), english_in(text_of(polish))) == ("pl", [])
    assert "Ama will ring you on Monday." in text_of(polish)
    assert page.soup.select("a[hreflang]") == []
    Person.objects.filter(pk=Telling.objects.get(choice="now").person_id).update(first_language="Polish")
    assert len(client.get(f"/hub/{reference}/tell/").soup.select('a[hreflang="pl"]')) == 1
    ray = Telling.objects.get(choice="held").person
    assert client.get(f"/hub/{reference}/tell/{ray.pk}/letter/").status == 404


BLAMING = "Mum failed to engage with the siblings."


def telling_page(pages: PageClient) -> tuple[PageClient, Page]:
    decision = asking.decided(asking.at_hub())
    client = pages.as_user(asking.at_hub(Role.HUB_WORKER))
    page = client.get(f"/hub/{decision.request.reference}/tell/")
    return client, client.get(page.link("Decide about telling Dee Ashdown"))


def test_changed_words_for_one_reader_are_thought_about_once_and_then_kept(pages: PageClient) -> None:
    client, page = telling_page(pages)
    flagged = client.submit(page, choice="now", words=BLAMING, channel="letter")
    assert flagged.status == 200
    assert "Words to think about" in flagged.words
    assert "failed to engage" in flagged.words
    assert not Telling.objects.exists()
    assert client.submit(flagged).status == 302
    told = Telling.objects.get()
    assert told.statement is not None
    assert told.statement.words == BLAMING


def test_words_that_stay_as_they_were_decided_are_not_checked_again(pages: PageClient) -> None:
    client, page = telling_page(pages)
    assert client.submit(page, choice="now", channel="letter").status == 302


def test_an_incomplete_form_is_mended_before_its_words_are_checked(pages: PageClient) -> None:
    client, page = telling_page(pages)
    again = client.submit(page, choice="now", words=BLAMING)
    assert again.errors == ["Choose how"]
    assert "Words to think about" not in again.words
    flagged = client.submit(again, channel="letter")
    assert "Words to think about" in flagged.words


def test_another_familys_person_is_not_told_through_this_request(pages: PageClient) -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager)
    stranger = make.person("Ottoline", "Quarry")
    client = pages.as_user(manager)
    assert client.get(f"/hub/{decision.request.reference}/tell/{stranger.pk}/").status == 404
    assert client.get(f"/hub/{decision.request.reference}/liaison/{stranger.pk}/").status == 404
