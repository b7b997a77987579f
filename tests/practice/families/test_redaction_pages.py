from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.records.models import Occasion, OccasionKind, Redaction, Statement
from tests.practice.families.conftest import World
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared


@shared
def said(world: World) -> Statement:
    return make.statement("Ama said that she likes cake.", about=[world.ama])


def ask(pages: PageClient, user: User, statement: Statement, **answers: str) -> Any:
    sent = {"kind": "redact", "basis": "It was said about another child"} | answers
    return pages.as_user(user).post(reverse("families:ask_redaction", args=[statement.pk]), sent)


def test_one_asks_and_another_agrees(pages: PageClient, world: World, said: Statement) -> None:
    assert pages.as_user(world.manager).get(reverse("families:ask_redaction", args=[said.pk])).status == 200
    assert ask(pages, world.manager, said).status == 302
    row = Redaction.objects.get()
    agree, listed = reverse("families:agree_redaction", args=[row.pk]), reverse("families:redactions")
    mine = pages.as_user(world.manager)
    assert "It waits for a second person" in mine.get(listed).words
    assert mine.post(agree).status == 409
    officer = pages.as_user(world.officer)
    assert "likes cake" in officer.get(listed).text
    assert officer.post(agree).status == 302
    assert "likes cake" not in Statement.objects.get(pk=said.pk).words
    assert "likes cake" not in officer.get(listed).text


def test_the_way_to_the_words_of_a_record_begins_on_it(pages: PageClient, world: World, said: Statement) -> None:
    theirs = make.statement("Ama and Stella fell out.", about=[world.ama, world.stranger])
    client = pages.as_user(world.manager)
    record = client.get(reverse("families:person", args=[world.ama.pk]))
    page = client.get(record.link("Words here belong to somebody else, or must go"))
    assert page.link(f"Ask to move or remove it (words {said.pk})") == reverse("families:ask_redaction", args=[said.pk])
    assert theirs.words not in page.text
    assert (
        "Words here belong"
        not in pages.as_user(world.worker).get(reverse("families:person", args=[world.ama.pk])).words
    )


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [("manager", "ama", 200), ("officer", "ama", 200), ("worker", "ama", 403), ("manager", "stranger", 404)],
)
def test_the_words_of_a_record_are_for_who_may_move_them(
    pages: PageClient, world: World, said: Statement, who: str, whom: str, status: int
) -> None:
    path = reverse("families:words_of", args=[getattr(world, whom).pk])
    page = pages.as_user(getattr(world, who)).get(path)
    assert page.status == status
    assert ("likes cake" in page.text) == (status == 200)


def test_words_that_give_a_hidden_address_away_are_veiled(pages: PageClient, world: World) -> None:
    make.address(world.ama, hidden=True)
    make.statement("She is at 12 Harbour Row now.", about=[world.ama])
    path = reverse("families:words_of", args=[world.ama.pk])
    assert "Harbour Row" not in pages.as_user(world.officer).get(path).text
    assert "Harbour Row" in pages.as_user(world.manager).get(path).text


def test_an_occasion_is_named_by_its_day_in_london() -> None:
    late = Occasion(kind=OccasionKind.MESSAGE, happened_at=datetime(2026, 6, 4, 23, 30, tzinfo=UTC))
    assert str(late) == "Message on 5 June 2026"


def test_a_page_holds_twenty_and_leads_to_the_earlier_ones(pages: PageClient, world: World) -> None:
    made = [make.statement(f"Sentence number {n}.", about=[world.ama]) for n in range(21)]
    client, path = pages.as_user(world.manager), reverse("families:words_of", args=[world.ama.pk])
    first = client.get(path)
    assert made[20].words in first.text
    assert made[0].words not in first.text
    assert made[0].words in client.get(first.link("Show earlier words")).text
    assert client.get(f"{path}?from=-1").status == client.get(f"{path}?from=999999999").status == 200


def test_words_are_moved_only_to_somebody_who_is_reached(pages: PageClient, world: World, said: Statement) -> None:
    assert ask(pages, world.manager, said, kind="move", right_person=str(world.stranger.pk)).status == 404
    assert ask(pages, world.manager, said, kind="move", right_person="").errors
    assert ask(pages, world.manager, said, kind="move", right_person=str(world.ben.pk)).status == 302
    row = Redaction.objects.get()
    assert (row.wrong_person, row.right_person) == (world.ama, world.ben)
    assert pages.as_user(world.officer).post(reverse("families:agree_redaction", args=[row.pk])).status == 302
    assert [about.person for about in said.about.all()] == [world.ben]


def test_words_about_somebody_who_is_not_reached_are_not_there(
    pages: PageClient, world: World, said: Statement
) -> None:
    theirs = make.statement("About a stranger", about=[world.ama, world.stranger])
    nobodys = make.statement("About nobody")
    for words in (theirs, nobodys):
        path = reverse("families:ask_redaction", args=[words.pk])
        assert pages.as_user(world.manager).get(path).status == 404
        assert ask(pages, world.manager, words).status == 404
    assert not Redaction.objects.exists()


def test_what_waits_about_others_is_neither_shown_nor_agreed_nor_refused(pages: PageClient, world: World) -> None:
    theirs = make.statement("About a stranger", about=[world.stranger])
    asker = make.staff_user(Role.TEAM_MANAGER)
    make.grant(asker, world.stranger)
    assert ask(pages, asker, theirs).status == 302
    row, client = Redaction.objects.get(), pages.as_user(world.manager)
    assert "About a stranger" not in client.get(reverse("families:redactions")).text
    assert client.post(reverse("families:agree_redaction", args=[row.pk])).status == 404
    assert client.post(reverse("families:withdraw_redaction", args=[row.pk])).status == 404


def test_it_is_taken_back(pages: PageClient, world: World, said: Statement) -> None:
    ask(pages, world.manager, said)
    row = Redaction.objects.get()
    assert pages.as_user(world.officer).post(reverse("families:withdraw_redaction", args=[row.pk])).status == 302
    assert not Redaction.objects.exists()
    assert Statement.objects.get(pk=said.pk).words == "Ama said that she likes cake."


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.HUB_WORKER, Role.ADMINISTRATOR, Role.FAMILY])
def test_other_roles_are_refused(pages: PageClient, world: World, said: Statement, role: Role) -> None:
    other = make.user(roles=[role])
    make.grant(other, world.ama)
    assert pages.as_user(other).get(reverse("families:redactions")).status == 403
    assert ask(pages, other, said).status == 403
