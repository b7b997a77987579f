"""Who might be meant by a search: one statement that asks each index for a few people, and reads what scoring needs.

It looks at everyone. Nothing here is for a page: `rock.reach.search.find_person` decides what of it somebody may know.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

from django.db import connection

from rock.records.comparing import phone, postcode, squeezed
from rock.records.names import fold, sounds, spellings
from rock.records.nicknames import short_forms

MOST_WORDS = 5
EACH_ARM = 60
BEST_NAMES = 20
# With fewer names of which two parts fit, names alike as a whole are asked for too: that reads more the more people there are.
FEW_NAMES = 10
# Below this likeness of three-letter pieces two names are not worth a look (measured: 0.3 brings three times the rows).
LIKENESS = 0.42


@dataclass(frozen=True)
class Terms:
    """What is known of somebody who is looked for; every part may be empty. Nobody born outside the bounds is meant."""

    name: str = ""
    born: date | None = None
    postcode: str = ""
    number: str = ""
    phone: str = ""
    born_first: date | None = None
    born_last: date | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.born or self.code or self.bare_number or self.digits)

    @property
    def words(self) -> list[str]:
        """Return the parts of the name, folded."""
        return list(dict.fromkeys(fold(self.name).split()))[:MOST_WORDS]

    @property
    def code(self) -> str:
        """Return the postcode as addresses have it."""
        return postcode(self.postcode)

    @property
    def digits(self) -> str:
        """Return the phone number's last ten digits."""
        return phone(self.phone)

    @property
    def bare_number(self) -> str:
        """Return the identifier in capitals without spaces."""
        return "".join(self.number.split()).upper()

    @property
    def dates(self) -> list[date]:
        """Return the date of birth, and the same with day and month changed over where that is a date."""
        if self.born is None:
            return []
        try:
            return [self.born, self.born.replace(day=self.born.month, month=self.born.day)]
        except ValueError:
            return [self.born]

    def allow(self, born: date | None) -> bool:
        """Return whether somebody born on a day can be meant; of whom it is not known, can."""
        if born is None:
            return True
        return (self.born_first or date.min) <= born <= (self.born_last or date.max)

    def __str__(self) -> str:
        parts = [self.name, self.born.isoformat() if self.born else "", self.postcode, self.number, self.phone]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class KnownName:
    """A name that a candidate has or had."""

    kind: str
    folded: str
    given_name: str
    family_name: str


@dataclass(frozen=True)
class Candidate:
    """A person who might be meant, with what of their record touches the search."""

    person_id: int
    born: date | None
    birth_kind: str
    names: list[KnownName]
    homes: list[dict[str, Any]] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    phones: int = 0
    betraying: str = ""

    @property
    def phone_is_hidden(self) -> bool:
        """Return whether the number searched for stands among what would give a hidden address away."""
        return bool(self.betraying)


_KEYS_AS_STORED = "records_name_keys(n.folded, n.sounds)"
_CALLED = "SELECT person_id FROM called"
_LIKE = (
    "SELECT n.person_id FROM records_personname n WHERE n.folded %% %(whole)s"
    " AND (SELECT count(*) FROM called) < %(few)s ORDER BY similarity(n.folded, %(whole)s) DESC LIMIT %(best)s"
)
_BORN = "SELECT id FROM records_person WHERE birth_date = ANY(%(dates)s) LIMIT %(limit)s"
_HOME = "SELECT person_id FROM records_residence WHERE postcode = %(code)s LIMIT %(limit)s"
_NUMBER = (
    "SELECT person_id FROM records_identifier WHERE kind = ANY(%(kinds)s) AND value = ANY(%(numbers)s) LIMIT %(limit)s"
)
_DIGITS_AS_STORED = "right(regexp_replace({}value, '[^0-9]', '', 'g'), 10)"
_PHONE = f"SELECT person_id FROM records_contactpoint WHERE {_DIGITS_AS_STORED.format('')} = %(digits)s LIMIT %(limit)s"  # noqa: S608
_FACTS = f"""
SELECT p.id, p.birth_date, p.birth_kind,
  (SELECT jsonb_agg(jsonb_build_array(n.kind, n.folded, n.given_name, n.family_name) ORDER BY n.id)
     FROM records_personname n WHERE n.person_id = p.id),
  (SELECT jsonb_agg(jsonb_build_object('hidden', r.hidden, 'former', r.ends IS NOT NULL AND r.ends <= %(today)s))
     FROM records_residence r WHERE %(code)s <> '' AND r.person_id = p.id AND r.postcode = %(code)s),
  (SELECT jsonb_agg(i.kind) FROM records_identifier i
     WHERE i.person_id = p.id AND i.value = ANY(%(numbers)s)),
  (SELECT count(*) FROM records_contactpoint c
     WHERE %(digits)s <> '' AND c.person_id = p.id AND {_DIGITS_AS_STORED.format("c.")} = %(digits)s),
  (SELECT string_agg(r.also_hidden, ',') FROM records_residence r
     WHERE %(digits)s <> '' AND r.hidden AND r.person_id = p.id
       AND strpos(regexp_replace(r.also_hidden, '[^0-9,]', '', 'g'), %(digits)s) > 0)
FROM records_person p WHERE p.id IN (SELECT found.person_id FROM ({{arms}}) AS found(person_id))
"""  # noqa: S608 - no value is ever put into the text


def candidates(terms: Terms, *, today: date) -> list[Candidate]:
    """Return everyone who might be meant (at most a few hundred), in no order; two statements, one of them a SET."""
    arms, facts = _arms(terms)
    if not arms:
        return []
    statement = _FACTS.format(arms=" UNION ".join(f"({arm})" for arm in arms))
    called = f"WITH called AS ({_called(len(terms.words), with_date=terms.born is not None)})" if terms.words else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pg_trgm.similarity_threshold = {LIKENESS}")
        cursor.execute(called + statement, facts | {"today": today})
        return [_candidate(row) for row in cursor.fetchall()]


def _arms(terms: Terms) -> tuple[list[str], dict[str, Any]]:
    words, number = terms.words, terms.bare_number
    facts: dict[str, Any] = {
        "whole": " ".join(words),
        "dates": terms.dates,
        "born": terms.born,
        "code": terms.code,
        "digits": terms.digits,
        "kinds": ["la_child_id", "nhs_number", "upn", "former_upn"],
        "numbers": list({number, "".join(terms.number.split()), squeezed(number).upper()} - {""}),
        "limit": EACH_ARM,
        "best": BEST_NAMES,
        "few": FEW_NAMES,
    }
    facts |= {f"keys{place}": keys(word) for place, word in enumerate(words)}
    chosen = [
        (_CALLED, words),
        (_LIKE, words),
        (_BORN, terms.dates),
        (_HOME, terms.code),
        (_NUMBER, facts["numbers"]),
        (_PHONE, terms.digits),
    ]
    return [arm for arm, asked in chosen if asked], facts


def keys(word: str) -> list[str]:
    """Return by what the names are found that a word may mean: how it and its short and long forms sound, and how it is spelt."""
    heard = {sounds(one) for one in (word, *short_forms(word))} - {""}
    return sorted(heard | spellings(word))


def _called(words: int, *, with_date: bool) -> str:
    """Return the statement for names of which two words (or the only one) sound or are spelt nearly as searched for, nearest birth first."""
    each = [f"{_KEYS_AS_STORED} && %(keys{place})s::text[]" for place in range(words)]
    pairs = combinations(each, 2) if words > 1 else [tuple(each)]
    which = " OR ".join(f"({' AND '.join(pair)})" for pair in pairs)
    order = "similarity(n.folded, %(whole)s) DESC"
    if not with_date:
        return f"SELECT n.person_id FROM records_personname n WHERE {which} ORDER BY {order} LIMIT %(best)s"  # noqa: S608
    return (
        "SELECT n.person_id FROM records_personname n JOIN records_person b ON b.id = n.person_id"  # noqa: S608
        f" WHERE {which} ORDER BY abs(b.birth_date - %(born)s::date) NULLS LAST, {order} LIMIT %(best)s"
    )


def _candidate(row: Any) -> Candidate:
    person_id, born, birth_kind, names, homes, identifiers, phones, betraying = row
    return Candidate(
        person_id=person_id,
        born=born,
        birth_kind=birth_kind,
        names=[KnownName(*name) for name in _list(names)],
        homes=_list(homes),
        identifiers=_list(identifiers),
        phones=phones,
        betraying=betraying or "",
    )


def _list(value: Any) -> list[Any]:
    return (json.loads(value) if isinstance(value, str) else value) or []
