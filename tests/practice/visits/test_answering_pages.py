"""A correction stands beside the old words, and a wish is answered, on their pages."""

from datetime import timedelta

import pytest

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.records.models import Audience, Promise, Statement, Wish
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.visits import Household, a_visit, said, seen

pytestmark = pytest.mark.django_db


def test_a_correction_stands_beside_the_old_words(home: Household, worker: PageClient) -> None:
    visit = a_visit(home, seen(home.kai, said("Jem rosty.", language="Polish", translation="I eat roast.")))
    words = Statement.objects.get(original=None)
    page = worker.get(f"/visits/words/{words.pk}/correct/")
    sent = worker.submit(page, words="Jem tosty.", translation="I eat toast.")
    assert sent.location == f"/visits/{visit.pk}/"
    after = worker.get(sent.location)
    assert "Corrected: the right words stand further down." in after.words
    assert "Jem rosty." in after.words
    assert "Translated from Polish: I eat toast." in after.words
    day = worker.get(f"/people/{home.kai.pk}/day/")
    assert "Corrected. It said: Jem rosty." in day.words
    assert worker.get(f"/visits/words/{words.pk}/correct/").status == 409


def test_a_wish_is_answered_from_the_list(home: Household, worker: PageClient) -> None:
    moment = time.now() - timedelta(days=20)
    a_visit(home, seen(home.kai, said("Cold", promise="Find a bed"), wishes=("A bed of my own",)), at=moment)
    listed = worker.get("/visits/wishes/")
    assert "A bed of my own" in listed.words
    assert "Late" in listed.words
    wish = Wish.objects.get()
    form = worker.get(f"/visits/wishes/{wish.pk}/answer/")
    assert form.h1 == "Answer what Kai wants different"
    assert "Kai said: A bed of my own" in form.words
    promise = Promise.objects.get()
    sent = worker.submit(form, words="You said: a bed. It comes on Friday.", promise=str(promise.pk))
    assert sent.location == f"/people/{home.kai.pk}/day/"
    assert "It comes on Friday." in worker.get(sent.location).words
    assert Audience.objects.get().reader == home.kai
    assert "No wish waits for an answer." in worker.get("/visits/wishes/").words
    better = worker.get(f"/visits/wishes/{wish.pk}/answer/")
    assert worker.submit(better, words="It comes on Monday.").status == 302
    wish.refresh_from_db()
    assert wish.promise == promise
    assert wish.answer
    assert wish.answer.words == "It comes on Monday."


def test_an_answer_that_betrays_an_address_is_given_back(home: Household, worker: PageClient) -> None:
    make.address(home.dee, "4 Lantern Walk, Fleetwood", "FY7 6AA", hidden=True)
    a_visit(home, seen(home.kai, wishes=("To see Mum",)))
    url = f"/visits/wishes/{Wish.objects.get().pk}/answer/"
    sent = worker.submit(worker.get(url), words="Mum is at Lantern Walk.")
    assert sent.errors[0].startswith("Part of this would give away a hidden address")
    assert "Mum is at Lantern Walk." in sent.text


def test_the_menu_leads_workers_to_wishes(home: Household, worker: PageClient, pages: PageClient) -> None:
    assert "Wishes" in worker.get("/visits/wishes/").text
    hub: User = make.staff_user(Role.HUB_WORKER)
    assert 'href="/visits/wishes/"' not in pages.as_user(hub).get("/hub/").text
