"""Sharing one statement on a page: with whom, what the speaker said, and what stops it."""

from datetime import timedelta

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.practice.visits.facts import ReadersFacts
from rock.practice.visits.models import HeldShare
from rock.records.models import Audience, CourtOrder, OrderKind, Statement, Wish
from tests.practice.visits.full import full_visit
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.visits import Household, a_visit, household, said, seen

pytestmark = pytest.mark.django_db


def test_sharing_takes_a_reader_and_what_the_speaker_said(home: Household, worker: PageClient) -> None:
    a_visit(home, seen(home.kai, said("I make toast."), heard_by=(home.dee,)))
    words = Statement.objects.get()
    page = worker.get(f"/visits/words/{words.pk}/share/")
    assert "Dee Ashdown heard it when it was said. That is no reason to share it" in page.words
    assert "Ask Kai first, alone" in page.words
    missing = worker.submit(page, selector="main form:not(.rock-card)", said="")
    assert missing.errors == ["Choose who may read this", "Ask them first, and write what they said"]
    sent = worker.submit(page, selector="main form:not(.rock-card)", reader=str(home.ida.pk), said="Yes, tell Nan")
    assert sent.status == 302
    after = worker.get(sent.location)
    assert "They said: Yes, tell Nan" in after.words
    assert [row.reader for row in Audience.objects.all()] == [home.ida]
    worker.submit(after, selector="form.rock-card")
    assert not Audience.objects.filter(ends=None).exists()


def test_words_about_the_reader_are_looked_at_again(home: Household, worker: PageClient) -> None:
    words = full_visit(home)
    url = f"/visits/words/{words.pk}/share/"
    form = "main form:not(.rock-card)"
    again = worker.submit(worker.get(url), selector=form, reader=str(home.ray.pk), said="Yes")
    assert again.errors == ["Look at it again, and say that it is safe to share"]
    assert "These words speak of Craig Holt: “Dad”" in again.words
    assert not Audience.objects.exists()
    assert worker.submit(again, selector=form, looked="yes").status == 302
    assert [row.reader for row in Audience.objects.all()] == [home.ray]


def test_what_was_held_waits_on_the_page_and_can_be_kept_back(home: Household, worker: PageClient) -> None:
    yes = ReadersFacts(home.kai, (home.ray,), "He can know")
    visit = a_visit(home, seen(home.kai, said("Dad hurts Mum on Sundays."), readers=(yes,)))
    assert "Look at it again before Craig Holt reads it" in worker.get(f"/visits/{visit.pk}/").words
    words = Statement.objects.get()
    page = worker.get(f"/visits/words/{words.pk}/share/")
    assert "Craig Holt (parent): It speaks of the reader. They said: He can know" in page.words
    looked = worker.get(page.link("Look at what it says about Craig Holt"))
    assert looked.form("main form:not(.rock-card)")["reader"] == str(home.ray.pk)
    assert worker.submit(page, selector="form.rock-card").status == 302
    assert HeldShare.objects.get().shared is False
    assert not Audience.objects.exists()


def test_a_hidden_address_is_refused_and_the_page_says_so(home: Household, worker: PageClient) -> None:
    make.address(home.dee, "4 Lantern Walk, Fleetwood", "FY7 6AA", hidden=True)
    a_visit(home, seen(home.kai, said("We live in Lantern Walk.")))
    page = worker.get(f"/visits/words/{Statement.objects.get().pk}/share/")
    sent = worker.submit(page, selector="main form:not(.rock-card)", reader=str(home.ray.pk), said="Yes")
    assert sent.errors == [
        "Part of this would give away a hidden address, so it is not shared. The words stay as they were said."
    ]


def test_a_young_person_decides_and_an_order_is_said(home: Household, worker: PageClient) -> None:
    home.kai.birth_date = time.add_months(time.today(), -12 * 15)
    home.kai.save()
    CourtOrder.objects.create(
        child=home.kai, limits=home.ray, kind=OrderKind.NON_MOLESTATION, starts=time.today() - timedelta(days=9)
    )
    a_visit(home, seen(home.kai, said()))
    page = worker.get(f"/visits/words/{Statement.objects.get().pk}/share/")
    assert "Kai decides about these words." in page.words
    assert "A court order limits Craig Holt." in page.words


def test_another_familys_people_cannot_be_readers(home: Household, worker: PageClient) -> None:
    other = household("Marsh", worker=home.worker)
    a_visit(home, seen(home.kai, said()))
    url = f"/visits/words/{Statement.objects.get().pk}"
    page = worker.get(f"{url}/share/")
    form = page.form("main form:not(.rock-card)") | {"reader": str(other.ray.pk), "said": "Yes"}
    assert worker.post(f"{url}/share/", form).errors == ["Choose one of the answers on this page"]
    assert worker.post(f"{url}/stop/", {"reader": str(other.ray.pk)}).status == 409
    assert not Audience.objects.exists()


def test_words_of_another_family_are_not_there(home: Household, pages: PageClient) -> None:
    stranger = pages.as_user(make.staff_user(Role.SOCIAL_WORKER))
    a_visit(home, seen(home.kai, said(), wishes=("A dog",)))
    words, wish = Statement.objects.order_by("pk")[0], Wish.objects.get()
    for what in ("share", "correct"):
        assert stranger.get(f"/visits/words/{words.pk}/{what}/").status == 404
        assert stranger.post(f"/visits/words/{words.pk}/{what}/", {"reader": home.ida.pk, "said": "x"}).status == 404
    assert stranger.post(f"/visits/words/{words.pk}/stop/", {"reader": home.ida.pk}).status == 404
    assert stranger.post(f"/visits/wishes/{wish.pk}/answer/", {"words": "x"}).status == 404
    assert "A dog" not in stranger.get("/visits/wishes/").text
    assert not Audience.objects.exists()


def test_the_hub_reads_and_does_not_share(home: Household, pages: PageClient) -> None:
    hub = make.staff_user(Role.HUB_WORKER)
    make.grant(hub, home.kai)
    visit = a_visit(home, seen(home.kai, said()))
    words = Statement.objects.get()
    assert "Correct it" not in pages.as_user(hub).get(f"/visits/{visit.pk}/").words
    for what in ("share", "correct"):
        assert pages.as_user(hub).get(f"/visits/words/{words.pk}/{what}/").status == 403
