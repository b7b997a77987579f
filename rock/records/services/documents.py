"""Put a document on a person's record."""

from rock.accounts.models import User
from rock.core.documents.services import store_file
from rock.core.services import Refused, service
from rock.records.models import PersonDocument
from rock.records.models.people import Person


@service
def attach_document(*, by: User, person: Person, title: str, content: bytes, name: str) -> PersonDocument:
    """Keep a file on the record; Refused says why it is not taken."""
    if not title.strip():
        raise Refused("Say what the document is.")
    file = store_file(by=by, content=content, name=name)
    return PersonDocument.objects.create(person=person, file=file, title=title.strip(), added_by=by)
