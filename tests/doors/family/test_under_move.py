"""What one person asked to move or remove is not shown at the door until a second person decided."""

import pytest

from rock.core import time
from rock.doors.family.queries.doors import door_of
from rock.doors.family.services.answering import answer
from rock.practice.requests.services.liaison import first_conversation
from rock.records.models import (
    Agreement,
    AgreementKind,
    Answer,
    Occasion,
    OccasionKind,
    Person,
    Redaction,
    RedactionKind,
    Statement,
    Telling,
)
from rock.records.services.redaction import agree_redaction, ask_redaction, withdraw_redaction
from tests.doors.family.standing import Standing, door_user
from tests.support import factories as make
from tests.support.pages import Page, PageClient

pytestmark = pytest.mark.django_db
TOLD = "We would like to get to know you and Kai."


def at_door(told: Standing, url: str = "/w/") -> Page:
    return PageClient(door_user(told.dee)).get(url)


def ask_words(told: Standing, words: Statement, kind: RedactionKind = RedactionKind.MOVE) -> Redaction:
    wrong, right = (told.dee, told.bea) if kind == RedactionKind.MOVE else (None, None)
    return ask_redaction(
        by=told.manager, kind=kind, basis="Not hers", statement=words, wrong_person=wrong, right_person=right
    )


def next_door() -> Person:
    """Return somebody of another family, whose visit it was."""
    mia = make.person("Mia", "Brook")
    make.family("Brook", adults=[mia])
    return mia


def ask_visit(told: Standing, visit: Occasion, right: Person) -> Redaction:
    return ask_redaction(
        by=told.manager,
        kind=RedactionKind.MOVE,
        basis="We went next door",
        occasion=visit,
        pairs=[(told.dee, right)],
        right_family=right.memberships.get().family,
    )


@pytest.mark.parametrize("kind", list(RedactionKind))
def test_words_that_wait_are_nowhere_at_the_door(told: Standing, kind: RedactionKind) -> None:
    telling = Telling.objects.get(person=told.dee)
    assert telling.statement is not None
    assert TOLD in at_door(told).words
    row = ask_words(told, telling.statement, kind)
    page = at_door(told)
    assert page.h1 == "Your page"
    assert TOLD not in page.words
    for url in (f"/w/letter/{telling.pk}/", f"/w/say/{telling.pk}/"):
        assert at_door(told, url).status == 404
    withdraw_redaction(by=told.manager, redaction=row)
    assert TOLD in at_door(told).words


def test_once_moved_her_words_are_not_hers_any_more(told: Standing) -> None:
    telling = Telling.objects.get(person=told.dee)
    assert telling.statement is not None
    agree_redaction(by=make.staff_user(), redaction=ask_words(told, telling.statement))
    assert TOLD not in at_door(told).words


def test_once_removed_nothing_at_the_door_tells_that_something_was_said(told: Standing) -> None:
    telling = Telling.objects.get(person=told.dee)
    assert telling.statement is not None
    agree_redaction(by=make.staff_user(), redaction=ask_words(told, telling.statement, RedactionKind.REDACT))
    page = at_door(told)
    assert page.h1 == "Your page"
    for words in (TOLD, "removed", "Two people agreed"):
        assert words not in page.text
    for url in (f"/w/letter/{telling.pk}/", f"/w/say/{telling.pk}/"):
        assert at_door(told, url).status == 404


def test_what_she_said_is_not_shown_while_it_waits(told: Standing) -> None:
    door = door_of(door_user(told.dee))
    assert door
    said = answer(
        by=door_user(told.dee), door=door, telling=door.tellings[0], kind="answer_something", words="He sings."
    )
    assert "He sings." in at_door(told).text
    ask_words(told, said)
    assert "He sings." not in at_door(told).text


def test_an_agreement_of_a_visit_that_waits_is_not_shown(told: Standing) -> None:
    visit = Occasion.objects.create(kind=OccasionKind.VISIT, happened_at=time.now(), family=told.family)
    Agreement.objects.create(
        kind=AgreementKind.ASK_AGENCIES,
        occasion=visit,
        person=told.dee,
        answer=Answer.YES,
        asked_on=time.today(),
        agencies="The school nurse",
    )
    assert "The school nurse" in at_door(told).words
    ask_visit(told, visit, next_door())
    assert "The school nurse" not in at_door(told).words


def test_a_first_talk_that_waits_was_not_had_and_once_moved_is_still_to_come(told: Standing) -> None:
    liaison = told.named(told.dee, make.staff_user(name="Ama Rahman"))
    first_conversation(by=told.manager, liaison=liaison, happened_at=time.now(), words="Mia likes her job.")
    assert "talks with you first" not in at_door(told).words
    liaison.refresh_from_db()
    visit = liaison.first_conversation
    assert visit
    row = ask_visit(told, visit, next_door())
    assert "Ama Rahman talks with you first." in at_door(told).words
    agree_redaction(by=make.staff_user(), redaction=row)
    assert "Ama Rahman talks with you first." in at_door(told).words
    liaison.refresh_from_db()
    assert liaison.first_conversation is None
