"""What must not reach a reader: asked at every release of free text. A hit stops the release and shows what it was."""

from collections.abc import Iterable

from rock.core import time
from rock.records.hidden import NOTHING, Tokens, tokens
from rock.records.models import ContactPoint, Person, Residence
from rock.records.queries.people import one_person, open_on


def hidden_from(reader: int | None, people: Iterable[int]) -> Tokens:
    """Return what would betray a hidden address of these people to this reader (None: to anybody).

    Whoever lives at a hidden address is not protected from it: their own, and the same place where a child of theirs
    lives, are left out. The phones and inboxes of those who are protected count as well.
    """
    own_records = one_person([reader]) if reader is not None else set()
    standing = Residence.objects.filter(open_on(time.today()), hidden=True, person__in=one_person(people) | own_records)
    rows = list(standing)
    own_places = {_place(row) for row in rows if row.person_id in own_records}
    kept = [row for row in rows if row.person_id not in own_records and _place(row) not in own_places]
    if not kept:
        return NOTHING
    contacts = ContactPoint.objects.filter(open_on(time.today()), person__in={row.person_id for row in kept})
    also = ",".join(contacts.values_list("value", flat=True))
    return tokens([*((row.lines, row.postcode, row.also_hidden) for row in kept), ("", "", also)])


def _place(row: Residence) -> tuple[str, str]:
    return row.lines.casefold().strip(), row.postcode.replace(" ", "").upper()


def hidden_in(text: str, *, about: Iterable[Person], reader: Person | None) -> list[str]:
    """Return the hidden words, as they were written, that a text would give away to this reader; empty lets it go."""
    return hidden_from(reader.pk if reader else None, [person.pk for person in about]).found_in(text)
