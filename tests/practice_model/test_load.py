"""Loading adds what is missing, once, and what was published stays as it was."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, IntegrityError, connection, transaction

from rock.core.services import SYSTEM, Refused
from rock.practice_model import queries, shipped
from rock.practice_model.models import LocalTerm, Principle, PrincipleVersion, WordEntry, WordListVersion
from rock.practice_model.services import Loaded, load_practice_model, publish_word_list
from rock.practice_model.wordlist import Word

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    queries.forget()
    yield
    queries.forget()


def a_word(*avoid: str) -> Word:
    return Word(1, avoid, ("say it plainly",), ("W",), "prefer", "jargon")


def test_migrating_has_loaded_everything() -> None:
    assert Principle.objects.count() == 51
    assert WordEntry.objects.count() == len(shipped.word_list().words)
    assert LocalTerm.objects.filter(key="family_meeting").count() == 3


def test_loading_again_changes_nothing() -> None:
    assert load_practice_model(by=SYSTEM) == Loaded(principles=0, words=0, terms=0)
    assert Principle.objects.count() == 51


def test_a_term_that_the_council_changed_is_left_alone() -> None:
    LocalTerm.objects.filter(key="hub").delete()
    LocalTerm.objects.create(key="hub", text="Front Room")
    load_practice_model(by=SYSTEM)
    assert list(LocalTerm.objects.filter(key="hub").values_list("text", flat=True)) == ["Front Room"]


def test_a_published_principle_is_never_changed() -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Principle.objects.update(text="Be nosey")


def test_a_published_word_is_never_taken_away() -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        WordEntry.objects.filter(number=1).delete()


def test_a_published_list_keeps_its_day() -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        WordListVersion.objects.update(starts=date(2030, 1, 1))


def test_two_words_for_one_thing_on_one_day_are_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="term_one_word_a_day"), transaction.atomic():
        LocalTerm.objects.create(key="family_meeting", text="Family Meeting", starts=date(2025, 6, 1))


def test_a_term_may_follow_on_the_day_another_ends() -> None:
    LocalTerm.objects.filter(key="family_meeting", ends=None).update(ends=date(2027, 1, 1))
    LocalTerm.objects.create(key="family_meeting", text="Circle", starts=date(2027, 1, 1))
    assert queries.term("family_meeting", on=date(2026, 12, 31)) == "Family and Friends Meeting"
    assert queries.term("family_meeting", on=date(2027, 1, 1)) == "Circle"


def test_a_term_cannot_end_before_it_starts() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalTerm.objects.create(key="new", text="New", starts=date(2026, 1, 2), ends=date(2026, 1, 2))


def test_a_list_that_would_soften_harm_is_refused() -> None:
    with pytest.raises(Refused, match="Punched"):
        publish_word_list(by=SYSTEM, key="soft", starts=date(2026, 1, 1), note="", words=[a_word("cross", "Punched")])
    assert not WordListVersion.objects.filter(key="soft").exists()


def test_a_new_list_holds_from_its_day() -> None:
    publish_word_list(by=SYSTEM, key="words-2", starts=date(2027, 3, 1), note="JustUz", words=[a_word("signpost")])
    assert queries.word_list(date(2027, 2, 28)).key == "words-1"
    assert [word.term for word in queries.word_list(date(2027, 3, 1)).words] == ["signpost"]


def test_an_emptied_database_is_filled_again() -> None:
    """`flush` and `migrate` both end with this signal; what is append-only goes as a redaction would take it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL rock.redaction = 'on'")
        for model in (Principle, PrincipleVersion, WordEntry, WordListVersion):
            model.objects.all().delete()
        cursor.execute("SET LOCAL rock.redaction = 'off'")
    assert not Principle.objects.exists()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert Principle.objects.count() == 51
    assert WordEntry.objects.count() == len(shipped.word_list().words)
