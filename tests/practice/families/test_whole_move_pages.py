"""A manager asks that a visit or a document goes to the right record; another, who reaches both, agrees."""

from typing import Any

import pytest
from django.urls import reverse

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core.models import StoredBytes
from rock.records.models import PersonDocument, Presence, Redaction, RedactionKind, Statement
from rock.records.services.documents import attach_document
from rock.records.services.redaction import ask_redaction
from tests.core.documents import samples
from tests.practice.families.conftest import World
from tests.support import factories as make
from tests.support.pages import Page, PageClient
from tests.support.shared import shared

LISTED = "/redactions/"


@shared
def both(world: World) -> World:
    """Let manager and officer reach the Brooks as well."""
    for user in (world.manager, world.officer):
        make.grant(user, world.stranger)
    return world


@shared
def said(world: World) -> Statement:
    """Ama's words on a visit that was to Stella Brook."""
    found = make.statement("I like cake.", about=[world.ama], speaker=world.ama, of=world.family)
    Presence.objects.create(occasion=found.occasion, person=world.ama)
    return found


def asking(said: Statement) -> str:
    return reverse("families:ask_occasion", args=[said.occasion_id])


def ask(user: User, said: Statement, **answers: Any) -> Page:
    sent = {"kind": "move", "basis": "We went next door"} | {key: str(value) for key, value in answers.items()}
    return PageClient(user).post(asking(said), sent)


def right(world: World) -> dict[str, int]:
    return {f"right_{world.ama.pk}": world.stranger.pk}


def agree(user: User) -> Page:
    return PageClient(user).post(reverse("families:agree_redaction", args=[Redaction.objects.get().pk]))


def test_one_asks_and_another_moves_the_whole_visit(both: World, said: Statement) -> None:
    client = PageClient(both.manager)
    page = client.get(reverse("families:ask_redaction", args=[said.pk]))
    page = client.get(page.link("All of it is on the wrong record"))
    assert "Number of the right record for Ama Ashdown" in page.words
    answer = client.submit(page, kind="move", basis="We went next door", **{k: str(v) for k, v in right(both).items()})
    assert answer.location == LISTED
    listed = PageClient(both.officer).get(LISTED)
    assert "Move from Ama Ashdown to Stella Brook" in listed.words
    assert "I like cake." in listed.words
    assert "We went next door" in listed.words
    assert len(listed.queries) <= 12
    assert agree(both.manager).status == 409
    assert agree(both.officer).status == 302
    said.refresh_from_db()
    assert (said.speaker, said.occasion.family) == (both.stranger, both.strangers)
    assert said.occasion.presences.get().person == both.stranger


def test_the_old_record_says_that_something_was_moved_and_not_where_to(both: World, said: Statement) -> None:
    ask(both.manager, said, **right(both))
    agree(both.officer)
    old = PageClient(both.manager).get(reverse("families:history", args=[both.ama.pk]))
    assert "Moved or redacted by two people" in old.words
    assert "Stella" not in old.text
    assert "cake" not in old.text
    new = PageClient(both.manager).get(reverse("families:history", args=[both.stranger.pk]))
    assert "Moved or redacted by two people" in new.words
    assert "Ama" not in new.text


def test_both_records_have_to_be_reached_to_ask(world: World, said: Statement) -> None:
    assert ask(world.manager, said, **right(world)).status == 404
    stranger = make.staff_user(Role.TEAM_MANAGER)
    make.grant(stranger, world.stranger)
    assert PageClient(stranger).get(asking(said)).status == 404
    assert ask(stranger, said, **right(world)).status == 404
    assert not Redaction.objects.exists()


def test_both_records_have_to_be_reached_to_agree(world: World, said: Statement) -> None:
    make.grant(world.manager, world.stranger)
    assert ask(world.manager, said, **right(world)).status == 302
    assert "cake" not in PageClient(world.officer).get(LISTED).text
    assert agree(world.officer).status == 404
    make.grant(world.officer, world.stranger)
    assert agree(world.officer).status == 302


def test_somebody_there_whom_nobody_here_reaches_keeps_it_closed(both: World, said: Statement) -> None:
    ask(both.manager, said, **right(both))
    Presence.objects.create(occasion=said.occasion, person=make.person("Nobody", "Reached"))
    assert PageClient(both.manager).get(asking(said)).status == 404
    assert "cake" not in PageClient(both.officer).get(LISTED).text
    assert agree(both.officer).status == 404


def test_a_visit_of_a_family_that_is_not_reached_is_not_there(both: World) -> None:
    visit = make.statement("Nobody is named", of=make.family("Crane", children=[make.person("Cy", "Crane")])).occasion
    nowhere = make.statement("Nobody and nowhere").occasion
    for occasion in (visit, nowhere):
        path = reverse("families:ask_occasion", args=[occasion.pk])
        assert PageClient(both.manager).get(path).status == 404


def test_it_says_how_to_mend_what_is_not_right(both: World, said: Statement) -> None:
    assert ask(both.manager, said).errors == ["Choose the right family, or the right person in this one."]
    assert ask(both.manager, said, kind="", basis="").errors == [
        "Choose what has to be done",
        "Say why it has to be done",
    ]
    other = make.family("Stella’s father", children=[both.stranger])
    (error,) = ask(both.manager, said, **right(both)).errors
    assert error.startswith(f"They are in more than one family: {both.strangers} ({both.strangers.pk}) and {other} (")
    assert error.endswith("Enter the number of the right one.")
    assert (
        ask(both.manager, said, family=both.family.pk, **right(both)).errors[0].startswith("The right people are not")
    )
    assert ask(both.manager, said, family=other.pk, **right(both)).status == 302
    assert Redaction.objects.get().right_family == other


def test_a_whole_visit_is_removed(world: World, said: Statement) -> None:
    assert ask(world.manager, said, kind="redact").status == 302
    agree(world.officer)
    assert "cake" not in Statement.objects.get().words


@shared
def letter(world: World) -> PersonDocument:
    return attach_document(by=world.worker, person=world.ama, title="A letter", content=samples.TEXT, name="a.txt")


def test_a_document_is_removed_from_its_list(world: World, letter: PersonDocument) -> None:
    manager, path = PageClient(world.manager), reverse("families:documents", args=[world.ama.pk])
    page = manager.get(path)
    page = manager.get(page.link(f"Ask to move or remove it (document {letter.pk})"))
    assert manager.submit(page, kind="redact", basis="It is about Stella").location == LISTED
    officer = PageClient(world.officer)
    listed = officer.get(LISTED)
    assert "A letter" in listed.words
    assert officer.get(listed.link("Read the document")).response.content == samples.TEXT
    assert agree(world.manager).status == 409
    assert agree(world.officer).status == 302
    page = manager.get(path)
    assert "A document was removed on" in page.words
    assert "A letter" not in page.text
    assert not page.soup.select(f"a[href$='/documents/{letter.pk}/']")
    assert manager.get(reverse("families:document", args=[world.ama.pk, letter.pk])).status == 404
    assert manager.get(reverse("families:ask_document", args=[letter.pk])).status == 404
    assert not StoredBytes.objects.exists()


def test_a_document_moves_where_both_are_reached(world: World, letter: PersonDocument) -> None:
    path = reverse("families:ask_document", args=[letter.pk])
    sent = {"kind": "move", "basis": "It is Stella’s", "right_person": str(world.stranger.pk)}
    assert PageClient(world.manager).post(path, sent).status == 404
    make.grant(world.manager, world.stranger)
    assert PageClient(world.manager).post(path, sent).status == 302
    assert agree(world.officer).status == 404
    make.grant(world.officer, world.stranger)
    assert agree(world.officer).status == 302
    letter.refresh_from_db()
    assert letter.person == world.stranger


def test_a_document_that_may_not_be_read_is_not_asked_about(world: World, letter: PersonDocument) -> None:
    make.address(world.mother, "14 Quayside Walk", "FY7 6ZZ", hidden=True)
    assert PageClient(world.officer).get(reverse("families:ask_document", args=[letter.pk])).status == 404


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.HUB_WORKER, Role.PRINCIPAL_SOCIAL_WORKER, Role.FAMILY])
def test_other_roles_are_refused(world: World, said: Statement, letter: PersonDocument, role: Role) -> None:
    other = make.user(roles=[role])
    make.grant(other, [world.ama, world.stranger])
    for path in (asking(said), reverse("families:ask_document", args=[letter.pk])):
        assert PageClient(other).get(path).status == 403
        assert PageClient(other).post(path, {"kind": "redact", "basis": "x"}).status == 403
    assert not Redaction.objects.exists()


def test_what_waits_is_veiled_for_who_may_not_see_a_hidden_address(world: World, said: Statement) -> None:
    make.address(world.mother, "14 Quayside Walk", "FY7 6ZZ", hidden=True)
    other = make.statement("I live in Quayside Walk.", about=[world.ama], of=world.family)
    ask_redaction(by=world.manager, kind=RedactionKind.REDACT, basis="x", occasion=other.occasion)
    assert "Quayside" in PageClient(world.manager).get(LISTED).text
    assert "Quayside" not in PageClient(world.officer).get(LISTED).text
