"""Free text is compared with what would betray a hidden address, at every release; a hit stops it and shows where.

Tokens of a hidden residence: its postcode (spaced or not), its first two address lines, each street name in it, what
`also_hidden` lists (school, surgery, phone), and the phone numbers and e-mail addresses of those who live there. A reader
who lives there themselves is not protected from their own address.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rock.core import time
from rock.records.models import ContactPoint, Person, Residence
from rock.records.queries.people import one_person, open_on

_SHORTEST = 4  # a token shorter than this would hit ordinary words


@dataclass(frozen=True, slots=True)
class Hit:
    """A hidden token was found in a text that is about to be released: where, and the words around it."""

    token: str
    start: int
    around: str


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def _of_residence(residence: Residence) -> Iterable[str]:
    lines = [part.strip() for part in residence.lines.split(",") if part.strip()]
    yield residence.postcode
    yield from lines[:2]
    yield from (re.sub(r"^(flat|unit|apartment)?\s*\d+[a-z]?\s+", "", line, flags=re.IGNORECASE) for line in lines[:2])
    yield from (part.strip() for part in residence.also_hidden.split(","))


def hidden_tokens(people: Iterable[int], *, reader: int | None) -> set[str]:
    """Return the tokens (plain, lower case) that must not reach this reader in anything about these people."""
    reader_records = one_person([reader]) if reader is not None else set()
    standing = Residence.objects.filter(open_on(time.today()), hidden=True)
    theirs = list(standing.filter(person__in=one_person(people)))
    own_places = {_plain(row.lines) for row in standing.filter(person__in=reader_records)}
    kept = [row for row in theirs if row.person_id not in reader_records and _plain(row.lines) not in own_places]
    tokens = {token for row in kept for token in _of_residence(row)}
    contacts = ContactPoint.objects.filter(open_on(time.today()), person__in=[row.person_id for row in kept])
    tokens |= set(contacts.values_list("value", flat=True))
    return {plain for token in tokens if len(plain := _plain(token)) >= _SHORTEST}


def find_hidden(text: str, tokens: Iterable[str]) -> list[Hit]:
    """Return each place where a text holds a hidden token, whatever its spacing, case or punctuation."""
    hits = []
    for token in tokens:
        letters = [re.escape(letter) for letter in token if letter != " "]
        pattern = r"(?<![a-z0-9])" + r"[^a-z0-9]*".join(letters) + r"(?![a-z0-9])"
        for match in re.finditer(pattern, text.lower()):
            around = text[max(0, match.start() - 30) : match.end() + 30]
            hits.append(Hit(token, match.start(), around))
    return sorted(hits, key=lambda hit: hit.start)


def hidden_in(text: str, *, about: Iterable[Person], reader: Person | None) -> list[Hit]:
    """Return what stops the release of a text about these people to this reader; empty when nothing does."""
    tokens = hidden_tokens([person.pk for person in about], reader=reader.pk if reader else None)
    return find_hidden(text, tokens)
