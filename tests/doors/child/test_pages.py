"""What a child says on their own page: it is theirs, it reaches their worker, and nobody at home learns of it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.staticfiles import finders

from rock.core import time
from rock.core.words import on_day
from rock.doors.child import words
from rock.doors.child.models import UnsafeCall
from rock.practice.plans.services.promises import close_promise
from rock.practice.visits.models import HeldShare
from rock.practice.visits.pictures import FACES
from rock.practice.visits.services.wishes import answer_wish
from rock.records.models import (
    Audience,
    DayEntry,
    OccasionKind,
    Promise,
    PromiseState,
    SlotMark,
    Source,
    Statement,
    Wish,
)
from rock.records.services.clocks import start_clock
from rock.records.services.occasions import hold_occasion, say, share_words, stop_sharing
from tests.doors.child.standing import Home
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def entered(pages: PageClient, home: Home) -> PageClient:
    number, words = home.card()
    pages.submit(pages.get("/me/"), card=f"{number} {words}")
    return pages


def test_a_wish_is_kept_word_for_word_and_its_clock_starts(pages: PageClient) -> None:
    home = Home()
    client = entered(pages, home)
    form = client.get("/me/wishes/new/")
    assert client.submit(form, words="I want Mum to come to football").location == "/me/thanks/"
    wish = Wish.objects.get()
    assert (wish.statement.words, wish.statement.speaker, wish.statement.verbatim) == (
        "I want Mum to come to football",
        home.kai,
        True,
    )
    assert wish.clock is not None
    assert (wish.clock.due_at - wish.clock.started_at).days == 14
    assert not Audience.objects.exists()
    assert "football" not in client.get("/me/wishes/").text, "only for my worker is not shown back"


def test_a_wish_that_they_want_to_see_stands_on_their_page(pages: PageClient) -> None:
    client = entered(pages, Home())
    client.submit(client.get("/me/wishes/new/"), words="A night light", readers=["me"])
    page = client.get("/me/wishes/")
    assert "A night light" in page.words
    assert "No answer yet. We owe you one." in page.words


def test_an_answer_is_owed_again_once_it_would_give_a_hidden_address_away(pages: PageClient) -> None:
    home = Home()
    client = entered(pages, home)
    client.submit(client.get("/me/wishes/new/"), words="A night light", readers=["me"])
    answer_wish(by=home.ama, wish=Wish.objects.get(), words="Dad brings it from 7 Quayside Walk.")
    assert "Quayside" in client.get("/me/wishes/").words
    make.address(home.ray, "7 Quayside Walk, Fleetwood", "FY7 6AB", hidden=True)
    page = client.get("/me/wishes/")
    assert "Quayside" not in page.text
    assert "No answer yet. We owe you one." in page.words


def test_what_was_done_about_a_wish_stands_beside_the_answer_that_is_theirs(pages: PageClient) -> None:
    home = Home()
    client = entered(pages, home)
    client.submit(client.get("/me/wishes/new/"), words="A night light", readers=["me"])
    promise = Promise.objects.create(
        family=home.family,
        made_on=hold_occasion(by=home.ama, kind=OccasionKind.PLAN, family=home.family),
        child=home.kai,
        what="Zorbeldy asks the landlord",
        owner_staff=home.ama,
        due_on=time.today(),
    )
    answer_wish(by=home.ama, wish=Wish.objects.get(), words="You get one.", promise=promise)
    assert "It is not done yet. We are still on it." in client.get("/me/wishes/").words
    close_promise(by=home.ama, promise=promise, state=PromiseState.KEPT)
    page = client.get("/me/wishes/")
    assert f"It is done, {on_day(time.today())}." in page.words
    assert "Zorbeldy" not in page.text, "the promise's words were not given to the child"
    stop_sharing(by=home.ama, statement=Statement.objects.get(words="You get one."), reader=home.kai)
    assert "It is done" not in client.get("/me/wishes/").words


def test_a_part_of_the_day_is_kept_with_its_face(pages: PageClient) -> None:
    client = entered(pages, Home())
    form = client.get("/me/day/tell/")
    client.submit(form, slot="breakfast", face="2", words="There is no milk", readers=["me"])
    entry = DayEntry.objects.get()
    assert (entry.slot, entry.face, entry.source, entry.statement.words) == (
        "breakfast",
        2,
        "child",
        "There is no milk",
    )
    assert "There is no milk" in client.get("/me/day/").words


def test_a_child_who_does_not_write_chooses_a_face_and_nobody_writes_words_for_them(pages: PageClient) -> None:
    client = entered(pages, Home(age=5))
    form = client.get("/me/day/tell/")
    assert client.submit(form, slot="bedtime").errors == ["Choose a face, or write something"]
    client.submit(form, slot="bedtime", face="1", words=" ", readers=["me"])
    said = DayEntry.objects.get().statement
    assert (said.words, said.verbatim, said.language) == ("Pointed to: the face “Very sad”", False, "English")
    quote = client.get("/me/day/").soup.select_one("blockquote")
    assert quote is not None
    assert "Very sad" in quote.get_text()
    assert "Pointed" not in quote.get_text()


def test_the_faces_are_called_alike_on_the_childs_page_and_in_the_record() -> None:
    assert {face.number: face.words for face in FACES} == {number: str(said) for number, said in words.FACES.items()}


def test_a_child_of_nine_is_not_asked_to_decide_about_mum_and_dad(pages: PageClient) -> None:
    home = Home(age=9)
    client = entered(pages, home)
    form = client.get("/me/wishes/new/")
    assert "Dee" not in form.words
    client.post("/me/wishes/new/", {"words": "A night light", "readers": [str(home.dee.pk)]})
    assert not Audience.objects.exists()


def test_a_young_person_says_themselves_who_may_read_it(pages: PageClient) -> None:
    home = Home(age=15)
    client = entered(pages, home)
    client.submit(client.get("/me/wishes/new/"), words="A later bedtime", readers=["me", str(home.dee.pk)])
    readers = set(Audience.objects.values_list("reader", flat=True))
    assert readers == {home.kai.pk, home.dee.pk}
    assert "Dee" in client.get("/me/readers/").words


def test_words_that_speak_of_somebody_wait_before_that_person_reads_them(pages: PageClient) -> None:
    home = Home(age=15)
    client = entered(pages, home)
    said = "Dad hurts Mum on Sundays"
    client.submit(client.get("/me/wishes/new/"), words=said, readers=[str(home.dee.pk), str(home.ray.pk)])
    assert not Audience.objects.exists()
    assert HeldShare.objects.count() == 2


def test_not_safe_shows_who_to_call_and_who_reads_before_anything_is_typed(pages: PageClient) -> None:
    client = entered(pages, Home())
    page = client.get("/me/not-safe/")
    before = page.text[: page.text.index("<textarea")]
    for said in ("999", "0800 1111", "Who will read it, and when"):
        assert said in before
    assert client.submit(page).location == "/me/told/"
    assert UnsafeCall.objects.count() == 1


def test_what_a_child_wrote_when_not_safe_is_shown_back_nowhere(pages: PageClient) -> None:
    client = entered(pages, Home())
    client.submit(client.get("/me/not-safe/"), words="Zorbeldy shouted")
    for url in ("/me/told/", "/me/home/", "/me/day/", "/me/wishes/", "/me/readers/", "/me/people/", "/me/not-safe/"):
        assert "Zorbeldy" not in client.get(url).text
    assert Statement.objects.get(question="unsafe").words == "Zorbeldy shouted"


def test_who_is_who_names_my_person_first(pages: PageClient) -> None:
    client = entered(pages, Home())
    names = [one.get_text() for one in client.get("/me/people/").soup.select(".rock-child__people strong")]
    assert names == ["Ama Rahman", "Kit Moss"]


def test_a_double_click_makes_one_wish(pages: PageClient) -> None:
    client = entered(pages, Home())
    form = client.get("/me/wishes/new/")
    once = form.soup.select_one("[name=once]")
    assert once is not None
    data: dict[str, Any] = {"words": "A night light", "once": once["value"]}
    assert [client.post("/me/wishes/new/", data).location for _ in range(2)] == ["/me/thanks/"] * 2
    assert Wish.objects.count() == 1


def test_a_session_that_ends_in_the_middle_gives_back_what_was_typed(pages: PageClient) -> None:
    home = Home()
    client = entered(pages, home)
    home.card()
    answer = client.post("/me/wishes/new/", {"words": "A night light"})
    assert answer.status == 403
    assert "A night light" in answer.words
    assert not Wish.objects.exists()


def test_the_urgent_list_is_worked_from_its_page(pages: PageClient) -> None:
    home = Home()
    client = entered(pages, home)
    client.submit(client.get("/me/not-safe/"), words="Please come")
    worker = PageClient(home.ama)
    page = worker.get("/urgent/")
    assert "Please come" in page.words
    form = worker.get(f"/urgent/{UnsafeCall.objects.get().pk}/")
    assert worker.submit(form).errors == ["Say what you did first"]
    worker.submit(form, done="Rang her, and the police are there")
    assert "Ama Rahman took it on" in worker.get("/urgent/").words


def test_a_child_who_does_not_feel_safe_stands_first_on_the_worker_s_first_page(pages: PageClient) -> None:
    home = Home()
    client = entered(pages, home)
    start_clock(by=home.ama, key="wish", started_at=time.now() - timedelta(days=90), person=home.kai)
    client.submit(client.get("/me/not-safe/"), words="Please come")
    worker = PageClient(home.ama)
    page = worker.get("/children/")
    first = page.soup.select("main .rock-card li")[0]
    assert first.get_text(" ", strip=True).startswith("Somebody takes it on that a child does not feel safe")
    assert "Now" in first.get_text()
    assert first.select("a[href='/urgent/']")
    assert "Please come" not in page.words
    worker.submit(worker.get(f"/urgent/{UnsafeCall.objects.get().pk}/"), done="Rang her")
    assert "does not feel safe" not in worker.get("/children/").words


def test_the_workers_pages_of_the_card(pages: PageClient) -> None:
    home = Home()
    worker = PageClient(home.ama)
    record = worker.get(f"/people/{home.kai.pk}/")
    assert "Give them a card" in worker.get(record.link("Their own page, and the card to it")).words
    made = worker.post(f"/people/{home.kai.pk}/card/new/")
    assert "Kai" not in str(made.soup.select_one("section.rock-child__card"))
    assert "was not used yet" in worker.get(f"/people/{home.kai.pk}/card/").words
    closing = worker.get(f"/people/{home.kai.pk}/card/close/")
    worker.submit(closing, because="Her father has the card")
    assert "Her father has the card" in worker.get(f"/people/{home.kai.pk}/card/").words


def test_every_drawing_on_the_childs_page_is_there(pages: PageClient) -> None:
    client = entered(pages, Home())
    for path in ("/me/home/", "/me/day/tell/"):
        drawings = re.findall(r'<img[^>]* src="/static/([^"?]+)"', client.get(path).text)
        assert len(drawings) >= 4
        assert [one for one in drawings if finders.find(one) is None] == []


def test_what_was_pointed_to_is_drawn_on_my_day(pages: PageClient) -> None:
    client = entered(pages, Home())
    client.submit(client.get("/me/day/tell/"), slot="breakfast", face="2", words="No milk", readers=["me"])
    page = client.get("/me/day/")
    assert "visits/face_2.svg" in page.text
    assert "Breakfast" in page.words


def test_a_part_of_the_day_that_was_only_marked_says_which_part_and_what_became_of_it(pages: PageClient) -> None:
    home = Home()
    client = entered(pages, home)
    occasion = hold_occasion(by=home.ama, kind=OccasionKind.REVIEW, happened_at=time.now(), family=home.family)
    chosen: Any = {"question": "mark", "words": "Chose “Better”", "verbatim": False}
    said = say(by=home.ama, occasion=occasion, speaker=home.kai, about=[home.kai], **chosen)
    SlotMark.objects.create(
        occasion=occasion,
        child=home.kai,
        source=Source.CHILD,
        person=home.kai,
        slot="waking",
        mark="better",
        statement=said,
    )
    share_words(by=home.ama, statement=said, reader=home.kai)
    words = client.get("/me/readers/").words
    assert "Waking up: better" in words
    assert "Chose" not in words
