from typing import Any, cast

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import DatabaseError

from rock.accounts.models import User
from rock.core.services import Refused
from rock.records.models import (
    Audience,
    Event,
    EventKind,
    Occasion,
    Presence,
    Redaction,
    RedactionKind,
    Statement,
)
from rock.records.services.occasions import share_words
from rock.records.services.redaction import agree_redaction, ask_redaction, stone, withdraw_redaction
from tests.support import factories as make

pytestmark = pytest.mark.django_db
SECRET = "The neighbour’s boy broke his arm."


@pytest.fixture
def pair() -> tuple[User, User]:
    return make.staff_user(), make.staff_user()


def everywhere(text: str) -> list[str]:
    """Return the names of the tables of records, row history among them, where a text stands in any column."""
    found = []
    for model in apps.get_app_config("records").get_models():
        if not model._meta.managed:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {model._meta.db_table} t WHERE t::text LIKE %s", [f"%{text}%"])
            found += [model.__name__] if cursor.fetchone()[0] else []
    return found


def ask(user: User, statement: Statement, kind: Any = RedactionKind.REDACT, **facts: Any) -> Any:
    return ask_redaction(by=user, kind=kind, basis="Said about another child", statement=statement, **facts)


def test_words_are_gone_from_the_row_its_history_and_its_translations(pair: tuple[User, User]) -> None:
    child = make.person()
    said = make.statement("First draft: " + SECRET, about=[child], signed_off=False)
    said.words = SECRET
    said.save()
    said.signed_off_at = said.recorded_at
    said.save()
    Statement.objects.create(occasion=said.occasion, question="x", words=SECRET, language="Polish", original=said)
    assert set(everywhere(SECRET)) == {"Statement", "StatementHistory"}
    agree_redaction(by=pair[1], redaction=ask(pair[0], said))
    assert everywhere(SECRET) == []
    said.refresh_from_db()
    assert said.words == stone()
    assert Event.objects.get(kind=EventKind.MOVED_OR_REDACTED).people.get().person == child


def test_removed_words_have_no_reader_outside_and_their_neighbours_keep_theirs(pair: tuple[User, User]) -> None:
    child, reader = make.person(), make.person()
    said, beside = make.statement(SECRET, about=[child]), make.statement("He likes trains.", about=[child])
    for one in (said, beside):
        share_words(by=pair[0], statement=one, reader=reader, speaker_said="Yes")
    agree_redaction(by=pair[1], redaction=ask(pair[0], said))
    assert Audience.objects.get(ends__isnull=True).statement == beside
    assert Audience.objects.get(statement=said).ends is not None


def test_a_whole_occasion_loses_words_place_and_names(pair: tuple[User, User]) -> None:
    said = make.statement(SECRET, about=[make.person()])
    Occasion.objects.filter(pk=said.occasion_id).update(place="At the Secret Arms")
    Presence.objects.create(occasion=said.occasion, name="Secret Neighbour")
    row = ask_redaction(by=pair[0], kind=RedactionKind.REDACT, basis="Wrong child", occasion=said.occasion)
    agree_redaction(by=pair[1], redaction=row)
    assert everywhere("Secret") == []
    assert everywhere("broke his arm") == []


def test_words_move_to_the_right_person_and_the_wrong_record_keeps_nothing(pair: tuple[User, User]) -> None:
    wrong, right, both = make.person(), make.person(), make.person()
    said = make.statement(SECRET, about=[wrong, both], speaker=wrong)
    agree_redaction(
        by=pair[1], redaction=ask(pair[0], said, RedactionKind.MOVE, wrong_person=wrong, right_person=right)
    )
    said.refresh_from_db()
    assert (said.speaker, said.words) == (right, SECRET)
    assert {row.person for row in said.about.all()} == {right, both}
    history = cast(Any, apps.get_model("records", "StatementAboutHistory"))
    assert not history.objects.filter(person=wrong).exists()


def test_moving_to_somebody_whom_the_words_are_about_already_leaves_one_row(pair: tuple[User, User]) -> None:
    wrong, right = make.person(), make.person()
    said = make.statement(SECRET, about=[wrong, right])
    agree_redaction(
        by=pair[1], redaction=ask(pair[0], said, RedactionKind.MOVE, wrong_person=wrong, right_person=right)
    )
    assert [row.person for row in said.about.all()] == [right]


def test_it_takes_two_people(pair: tuple[User, User]) -> None:
    row = ask(pair[0], make.statement(SECRET, about=[make.person()]))
    with pytest.raises(Refused, match="second person"):
        agree_redaction(by=pair[0], redaction=row)
    assert "Statement" in everywhere(SECRET)
    agree_redaction(by=pair[1], redaction=row)
    with pytest.raises(Refused, match="already"):
        agree_redaction(by=pair[1], redaction=row)


def test_the_database_itself_refuses_one_person_alone(pair: tuple[User, User]) -> None:
    row = ask(pair[0], make.statement(SECRET, about=[make.person()]))
    with pytest.raises(DatabaseError), transaction.atomic():
        Redaction.objects.filter(pk=row.pk).update(agreed_by=pair[0], done_at=row.asked_at)


def test_the_guards_stand_again_when_it_is_done(pair: tuple[User, User]) -> None:
    said, other = make.statement(SECRET, about=[make.person()]), make.statement("Kept", about=[make.person()])
    agree_redaction(by=pair[1], redaction=ask(pair[0], said))
    with pytest.raises(DatabaseError, match="signed off"), transaction.atomic():
        Statement.objects.filter(pk=other.pk).update(words="changed")


def test_what_cannot_be_asked_says_why(pair: tuple[User, User]) -> None:
    wrong, right = make.person(), make.person()
    said = make.statement(SECRET, about=[wrong])
    move = RedactionKind.MOVE
    with pytest.raises(Refused, match="why"):
        ask_redaction(by=pair[0], kind=RedactionKind.REDACT, basis=" ", statement=said)
    with pytest.raises(Refused, match="one thing"):
        ask_redaction(by=pair[0], kind=RedactionKind.REDACT, basis="x")
    with pytest.raises(Refused, match="right person"):
        ask(pair[0], said, move, wrong_person=wrong, right_person=wrong)
    with pytest.raises(Refused, match="do not stand"):
        ask(pair[0], said, move, wrong_person=right, right_person=wrong)
    ask(pair[0], said)
    with pytest.raises(Refused, match="already"):
        ask(pair[1], said)


def test_it_can_be_taken_back_until_it_is_done(pair: tuple[User, User]) -> None:
    said = make.statement(SECRET, about=[make.person()])
    withdraw_redaction(by=pair[1], redaction=ask(pair[0], said))
    assert not Redaction.objects.exists()
    done = agree_redaction(by=pair[1], redaction=ask(pair[0], said))
    with pytest.raises(Refused, match="already"):
        withdraw_redaction(by=pair[1], redaction=done)
