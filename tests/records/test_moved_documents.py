"""A document on the wrong record is moved or removed, with its bytes."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from rock.core.documents import services as documents
from rock.core.models import StoredBytes, StoredFile
from rock.core.services import Refused
from rock.records.models import Event, EventKind, Person, PersonDocument, Redaction, RedactionKind
from rock.records.services.documents import attach_document
from rock.records.services.redaction import agree_redaction, ask_redaction
from tests.core.documents import samples
from tests.records.test_whole_moves import rows_that_name
from tests.records.wrong_child import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(visit: Visit) -> PersonDocument:
    return attach_document(by=visit.asker, person=visit.kai, title="Leo’s letter", content=samples.TEXT, name="leo.txt")


def about(letter: PersonDocument, visit: Visit, kind: RedactionKind, **facts: Any) -> Redaction:
    return ask_redaction(by=visit.asker, kind=kind, basis="Not about Kai", document=letter, **facts)


def test_a_document_moves_to_the_right_record(visit: Visit, letter: PersonDocument) -> None:
    row = about(letter, visit, RedactionKind.MOVE, right_person=visit.leo)
    with pytest.raises(Refused, match="second person"):
        agree_redaction(by=visit.asker, redaction=row)
    agree_redaction(by=visit.agreer, redaction=row)
    assert PersonDocument.objects.get().person == visit.leo
    assert bytes(letter.file.bytes.content) == samples.TEXT
    assert not {"PersonDocument", "PersonDocumentHistory"} & rows_that_name(Person, visit.kai.pk)
    people = {row.people.get().person for row in Event.objects.filter(kind=EventKind.MOVED_OR_REDACTED)}
    assert people == {visit.kai, visit.leo}


def test_a_document_is_removed_with_its_bytes(visit: Visit, letter: PersonDocument) -> None:
    agree_redaction(by=visit.agreer, redaction=about(letter, visit, RedactionKind.REDACT))
    letter.refresh_from_db()
    assert letter.title.startswith("A document was removed on ")
    assert not StoredBytes.objects.exists()
    assert StoredFile.objects.filter(name="", size=0, sha256="").get() == letter.file
    with connection.cursor() as cursor:
        for table in ("records_persondocument", "records_persondocumenthistory", "core_storedfile"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%eo’s letter%'")
            assert cursor.fetchone()[0] == 0


def test_a_file_is_forgotten_by_two_people_only(visit: Visit, letter: PersonDocument) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        documents.forget_file(by=visit.asker, file=letter.file)
    assert StoredBytes.objects.exists()


def test_a_document_goes_to_another_person(visit: Visit, letter: PersonDocument) -> None:
    with pytest.raises(Refused, match="right person"):
        about(letter, visit, RedactionKind.MOVE, right_person=visit.kai)
    row = about(letter, visit, RedactionKind.MOVE, right_person=visit.leo)
    PersonDocument.objects.update(person=visit.mia)
    with pytest.raises(Refused, match="does not stand"):
        agree_redaction(by=visit.agreer, redaction=row)
