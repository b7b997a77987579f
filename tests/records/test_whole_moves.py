"""A visit stands on the wrong record: two people move it whole, and its rows go with it."""

from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.db.utils import DatabaseError

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused
from rock.records.models import (
    Agreement,
    AgreementKind,
    Answer,
    Event,
    EventKind,
    Family,
    InformationShare,
    Occasion,
    OccasionKind,
    Person,
    Presence,
    Promise,
    Redaction,
    RedactionKind,
    Statement,
)
from rock.records.queries.standing import not_under_move, words_not_under_move
from rock.records.services import moving
from rock.records.services.occasions import share_words
from rock.records.services.redaction import agree_redaction, ask_redaction, withdraw_redaction
from tests.records.wrong_child import SECRET, Visit
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def rows_that_name(column_of: type[Model], pk: int) -> set[str]:
    """Return the tables of the records room, history too, with a row that points at this person or family."""
    found = set()
    for model in apps.get_app_config("records").get_models():
        columns = [one.attname for one in model._meta.fields if one.related_model is column_of]
        for column in columns if model._meta.managed else []:
            if model._default_manager.filter(**{column: pk}).exists():
                found.add(model.__name__)
    return found


def test_people_family_words_and_what_happened_go_with_the_visit(visit: Visit) -> None:
    visit.move()
    occasion = visit.occasion
    assert occasion.family == visit.right
    assert {row.person for row in occasion.presences.filter(staff__isnull=True)} == {visit.leo, visit.mia}
    assert occasion.presences.filter(staff=visit.asker).exists()
    words = Statement.objects.get()
    assert (words.words, words.speaker) == (SECRET, visit.mia)
    assert [row.person for row in words.about.all()] == [visit.leo]
    talk = Event.objects.get(kind=EventKind.FIRST_CONVERSATION)
    assert talk.family == visit.right
    assert [row.person for row in talk.people.all()] == [visit.mia]


def test_promises_agreements_and_what_was_shared_go_with_it(visit: Visit) -> None:
    occasion, today = visit.occasion, time.today()
    Promise.objects.create(
        family=visit.wrong, made_on=occasion, what="Ring the GP", owner=visit.dee, idea_of=visit.kai, due_on=today
    )
    Agreement.objects.create(
        kind=AgreementKind.choices[0][0], occasion=occasion, person=visit.dee, answer=Answer.choices[0][0]
    )
    InformationShare.objects.create(
        occasion=occasion, person=visit.kai, direction="out", agency="School", what="x", purpose="x", basis="x"
    )
    visit.move()
    promise = Promise.objects.get()
    assert (promise.family, promise.owner, promise.idea_of) == (visit.right, visit.mia, visit.leo)
    assert Agreement.objects.get().person == visit.mia
    assert InformationShare.objects.get().person == visit.leo


def test_the_old_record_keeps_a_stone_without_words_and_nothing_else_of_it(visit: Visit) -> None:
    stays = {"EventPerson", "FamilyMember", "OutboxEntry", "PersonName", "Redaction", "RedactionPair"}
    visit.move()
    for person in (visit.kai, visit.dee):
        assert rows_that_name(Person, person.pk) <= stays
    assert rows_that_name(Family, visit.wrong.pk) <= {"Event", "FamilyMember", "Redaction", "RedactionHistory"}
    old = Event.objects.get(kind=EventKind.MOVED_OR_REDACTED, family=visit.wrong)
    new = Event.objects.get(kind=EventKind.MOVED_OR_REDACTED, family=visit.right)
    assert {row.person for row in old.people.all()} == {visit.kai, visit.dee}
    assert {row.person for row in new.people.all()} == {visit.leo, visit.mia}
    assert (old.by, old.occasion, new.occasion) == (visit.agreer, None, None)


def test_who_could_read_the_words_no_longer_can(visit: Visit) -> None:
    audience = share_words(by=visit.asker, statement=visit.words, reader=visit.dee)
    visit.move()
    audience.refresh_from_db()
    assert audience.ends is not None


def test_a_sibling_is_put_right_in_the_same_family(visit: Visit) -> None:
    bea = make.person("Bea")
    make.member(visit.wrong, bea)
    row = visit.ask((visit.kai, bea), right_family=visit.wrong)
    agree_redaction(by=visit.agreer, redaction=row)
    assert visit.occasion.family == visit.wrong
    assert {one.person for one in visit.occasion.presences.filter(staff=None)} == {bea, visit.dee}


def test_until_it_is_decided_nothing_of_it_stands(visit: Visit) -> None:
    def stands() -> tuple[bool, bool, bool]:
        return (
            Occasion.objects.filter(not_under_move()).exists(),
            Presence.objects.filter(not_under_move("occasion__")).exists(),
            Statement.objects.filter(words_not_under_move()).exists(),
        )

    assert stands() == (True, True, True)
    row = visit.ask()
    assert stands() == (False, False, False)
    withdraw_redaction(by=visit.agreer, redaction=row)
    assert stands() == (True, True, True)
    visit.move()
    assert stands() == (True, True, True)


def test_words_by_themselves_wait_without_the_rest_of_the_visit_and_with_their_translation(visit: Visit) -> None:
    polish = Statement.objects.create(occasion=visit.occasion, question="x", words="…", original=visit.words)
    other = Statement.objects.create(occasion=visit.occasion, question="x", words="Something else")
    ask_redaction(
        by=visit.asker,
        kind=RedactionKind.MOVE,
        basis="x",
        statement=visit.words,
        wrong_person=visit.kai,
        right_person=visit.leo,
    )
    assert polish not in Statement.objects.filter(words_not_under_move())
    assert list(Statement.objects.filter(words_not_under_move())) == [other]
    assert Occasion.objects.filter(not_under_move()).exists()


def test_it_takes_two_people(visit: Visit) -> None:
    row = visit.ask()
    with pytest.raises(Refused, match="second person"):
        agree_redaction(by=visit.asker, redaction=row)
    assert visit.occasion.family == visit.wrong
    with pytest.raises(Refused, match="already"):
        visit.ask(by=visit.agreer)
    with pytest.raises(DatabaseError), transaction.atomic():
        Redaction.objects.filter(pk=row.pk).update(agreed_by=visit.asker, done_at=row.asked_at)


def test_the_frozen_words_stay_frozen_for_everybody_else(visit: Visit) -> None:
    for _ in ("before", "after"):
        for change in ({"words": "changed"}, {"speaker": visit.leo}):
            with pytest.raises(DatabaseError, match="signed off"), transaction.atomic():
                Statement.objects.filter(pk=visit.words.pk).update(**change)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Event.objects.update(family=None)
        if not Redaction.objects.exists():
            visit.move()


def test_what_cannot_be_moved_says_why(visit: Visit) -> None:
    nan = make.person("Nan")
    with pytest.raises(Refused, match="Choose their right records as well"):
        visit.ask((visit.kai, visit.leo))
    with pytest.raises(Refused, match="Nan Ashdown: not in that family today"):
        visit.ask((visit.kai, nan), (visit.dee, visit.mia))
    with pytest.raises(Refused, match="does not stand with Nan"):
        visit.ask((nan, visit.leo))
    with pytest.raises(Refused, match="at once"):
        visit.ask((visit.kai, visit.dee), (visit.dee, visit.mia))
    with pytest.raises(Refused, match="the right family"):
        visit.ask(right_family=None)
    with pytest.raises(Refused, match="the right family"):
        ask_redaction(
            by=visit.asker, kind=RedactionKind.MOVE, basis="x", occasion=visit.occasion, right_family=visit.wrong
        )
    assert not Redaction.objects.exists()


@pytest.mark.parametrize("kind", [OccasionKind.REQUEST, OccasionKind.DECISION])
def test_a_request_and_its_decision_are_not_moved_whole(visit: Visit, kind: OccasionKind) -> None:
    Occasion.objects.update(kind=kind)
    with pytest.raises(Refused, match="not moved whole"):
        visit.ask()


def test_what_changed_since_it_was_asked_is_asked_again(visit: Visit) -> None:
    row = visit.ask()
    visit.right.members.update(ends=time.today())
    with pytest.raises(Refused, match="not in that family today"):
        agree_redaction(by=visit.agreer, redaction=row)
    Occasion.objects.update(family=visit.right)
    with pytest.raises(Refused, match="another family by now"):
        agree_redaction(by=visit.agreer, redaction=row)
    assert Statement.objects.get().speaker == visit.dee


@pytest.fixture
def movers(monkeypatch: pytest.MonkeyPatch) -> list[moving.Mover]:
    """Give an empty register."""
    found: list[moving.Mover] = []
    monkeypatch.setattr(moving, "_movers", found)
    return found


def test_later_rooms_move_theirs_in_the_same_transaction(visit: Visit, movers: list[moving.Mover]) -> None:
    called = []

    def mover(*, by: User, occasion: Occasion, from_person: Person, to_person: Person) -> None:
        assert occasion.family == visit.right
        called.append((by, occasion, from_person, to_person))
        Statement.objects.filter(pk=visit.words.pk).update(question="moved")  # past the guards

    moving.register_mover(mover)
    moving.register_mover(mover)
    visit.move()
    assert called == [
        (visit.agreer, visit.occasion, visit.kai, visit.leo),
        (visit.agreer, visit.occasion, visit.dee, visit.mia),
    ]
    assert Statement.objects.get().question == "moved"


def test_a_room_that_refuses_undoes_the_move(visit: Visit, movers: list[moving.Mover]) -> None:
    def mover(**facts: Any) -> None:
        raise Refused("The assessment is signed off. Ask for it too.")

    moving.register_mover(mover)
    with pytest.raises(Refused, match="assessment"):
        visit.move()
    assert (visit.occasion.family, Statement.objects.get().speaker) == (visit.wrong, visit.dee)
    with pytest.raises(DatabaseError, match="signed off"), transaction.atomic():
        Statement.objects.update(words="changed")
