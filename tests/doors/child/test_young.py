"""A young person decides who reads their words, and what they agreed to; both can be changed on their own page."""

import pytest

from rock.core import time
from rock.core.models import OutgoingMessage
from rock.practice.visits.models import HeldShare
from rock.records.models import Agreement, AgreementKind, Answer, Audience, Channel, OccasionKind, Person, Statement
from rock.records.services.agreements import record_agreement
from rock.records.services.occasions import hold_occasion
from tests.doors.child.standing import Home
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def entered(pages: PageClient, home: Home, child: Person | None = None) -> PageClient:
    number, words = home.card(child)
    pages.submit(pages.get("/me/"), card=f"{number} {words}")
    return pages


def says(client: PageClient, words: str, *readers: Person | str) -> str:
    """Say a wish to readers, and return the address at which who reads it is changed."""
    chosen = [one if isinstance(one, str) else str(one.pk) for one in readers]
    client.submit(client.get("/me/wishes/new/"), words=words, readers=chosen)
    return f"/me/readers/{Statement.objects.get(words=words).pk}/"


def reads() -> set[Person]:
    return {row.reader for row in Audience.objects.filter(ends__isnull=True)}


def agreed(person: Person, home: Home, agencies: str = "Marram High School", answer: Answer = Answer.YES) -> Agreement:
    return record_agreement(
        by=home.ama,
        occasion=hold_occasion(by=home.ama, kind=OccasionKind.VISIT, family=home.family),
        person=person,
        kind=AgreementKind.ASK_AGENCIES,
        answer=answer,
        asked_by="Ama Rahman",
        asked_on=time.today(),
        how=Channel.FACE,
        agencies=agencies,
    )


def test_a_young_person_adds_a_reader_and_takes_another_off(pages: PageClient) -> None:
    home = Home(age=15)
    client = entered(pages, home)
    way = says(client, "A later bedtime", "me", home.dee)
    form = client.get(way)
    assert way in client.get("/me/readers/").text
    assert [box["value"] for box in form.soup.select("input[name=readers][checked]")] == ["me", str(home.dee.pk)]
    assert client.submit(form, readers=["me", str(home.ray.pk)]).location == "/me/readers/"
    assert reads() == {home.kai, home.ray}
    assert client.submit(client.get(way), readers=[]).location == "/me/readers/"
    assert reads() == set()
    assert "A later bedtime" not in client.get("/me/readers/").text
    assert client.get(way).status == 404


def test_words_about_somebody_wait_before_that_person_reads_them_here_too(pages: PageClient) -> None:
    home = Home(age=15)
    client = entered(pages, home)
    way = says(client, "Dad hurts Mum on Sundays", "me")
    client.submit(client.get(way), readers=["me", str(home.ray.pk)])
    assert reads() == {home.kai}
    assert HeldShare.objects.get().reader == home.ray
    client.submit(client.get(way), readers=["me"])
    assert HeldShare.objects.get().shared is False


def test_somebody_who_is_not_theirs_to_choose_is_not_given_it(pages: PageClient) -> None:
    home, stranger = Home(age=15), make.person("Stella", "Brook")
    client = entered(pages, home)
    way = says(client, "A later bedtime", "me")
    client.post(way, {"readers": ["me", str(stranger.pk)]})
    assert reads() == {home.kai}


@pytest.mark.parametrize("age", [9, 15])
def test_a_sister_however_old_changes_nothing_of_his(pages: PageClient, age: int) -> None:
    home, born = Home(age=15), time.add_months(time.today(), -12 * age - 6)
    way = says(entered(pages, home), "A later bedtime", "me")
    sister = entered(PageClient(), home, make.person("Mia", "Quillfeather", born=born))
    assert sister.get(way).status == 404
    assert sister.post(way, {"readers": []}).status == 404
    assert sister.get(f"/me/agreed/{agreed(home.kai, home).pk}/take-back/").status == 404
    assert reads() == {home.kai}


def test_a_child_of_nine_is_asked_by_their_worker_and_has_no_such_pages(pages: PageClient) -> None:
    home = Home(age=9)
    client = entered(pages, home)
    way = says(client, "A night light", "me")
    agreed(home.kai, home)
    assert "Change who may read it" not in client.get("/me/readers/").text
    assert "What I agreed to" not in client.get("/me/home/").text
    assert [client.get(path).status for path in (way, "/me/agreed/")] == [404, 404]


def test_what_they_agreed_to_is_there_once_they_were_asked(pages: PageClient) -> None:
    home = Home(age=15)
    client = entered(pages, home)
    assert "What I agreed to" not in client.get("/me/home/").words
    agreed(home.kai, home)
    agreed(home.dee, home, "Harbour Surgery")
    page = client.get(client.get("/me/home/").link("What I agreed to"))
    assert "That we ask: Marram High School" in page.words
    assert "You said yes" in page.words
    assert "Harbour" not in page.words, "what their mother agreed to is hers"


def test_they_take_it_back_once_and_their_workers_hear_of_it(pages: PageClient) -> None:
    home = Home(age=15)
    client, row = entered(pages, home), agreed(home.kai, home)
    way = f"/me/agreed/{row.pk}/take-back/"
    assert way in client.get("/me/agreed/").text
    asking = client.get(way)
    assert client.submit(asking, selector="form[action$='take-back/']").location == "/me/agreed/"
    row.refresh_from_db()
    assert row.withdrawn_on == time.today()
    assert "You took it back on" in client.get("/me/agreed/").words
    assert {(one.to, one.template) for one in OutgoingMessage.objects.all()} == {
        ("ama@example.org", "waiting"),
        ("kit@example.org", "waiting"),
    }
    assert client.get(way).status == 404


@pytest.mark.parametrize("answer", [Answer.NO, Answer.YES])
def test_only_a_yes_of_their_own_can_be_taken_back(pages: PageClient, answer: Answer) -> None:
    home = Home(age=15)
    client = entered(pages, home)
    whose = home.kai if answer == Answer.NO else home.dee
    row = agreed(whose, home, answer=answer)
    assert client.post(f"/me/agreed/{row.pk}/take-back/").status == 404
    row.refresh_from_db()
    assert row.withdrawn_on is None


def test_a_school_that_would_give_a_hidden_address_away_is_not_named(pages: PageClient) -> None:
    home = Home(age=15)
    make.address(home.dee, "7 Fernley Close", "FY1 9ZZ", hidden=True, also_hidden="Marram High School")
    client = entered(pages, home)
    agreed(home.kai, home)
    assert "Marram" not in client.get("/me/agreed/").text
