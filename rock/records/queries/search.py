"""Why somebody may be the person looked for: each reason in words, with points that only put the list in order.

A person decides whether two are one; the points are shown to nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import jellyfish

from rock.core import time
from rock.records.models import IdentifierKind, NameKind
from rock.records.names import sounds
from rock.records.nicknames import short_forms
from rock.records.queries.candidates import Candidate, KnownName, Terms, candidates

LEAST = 20
NAME_POINTS = 50
SPELT_NEARLY = 0.86
YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Reason:
    """One reason: what it rests on, in words, and whether it rests on something that is hidden."""

    about: str
    why: str
    points: float
    hidden: bool = False


@dataclass(frozen=True)
class Match:
    """A person who may be meant, and why."""

    person_id: int
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """Return the points, for the order of the list."""
        return sum(reason.points for reason in self.reasons)

    def without_hidden(self) -> "Match":
        """Return the match as if what is hidden had never been searched for."""
        return Match(self.person_id, tuple(reason for reason in self.reasons if not reason.hidden))

    def is_worth_a_look(self, terms: Terms) -> bool:
        """Return whether it says enough: the same birthday alone says nothing when a name was asked for."""
        only_birth = {reason.about for reason in self.reasons} == {"birth"}
        return self.score >= LEAST and not (only_birth and terms.words)


def search(terms: Terms) -> list[Match]:
    """Return who may be meant, best first, hidden reasons marked; for `rock.reach.search`, never for a page."""
    day = time.today()
    possible = (one for one in candidates(terms, today=day) if terms.allow(one.born))
    found = (Match(one.person_id, tuple(_reasons(terms, one))) for one in possible)
    return in_order(match for match in found if match.is_worth_a_look(terms))


def in_order(matches: Iterable[Match]) -> list[Match]:
    """Return matches with the most points first, the older record first among equals."""
    return sorted(matches, key=lambda match: (-match.score, match.person_id))


def _reasons(terms: Terms, candidate: Candidate) -> list[Reason]:
    found = [
        *(Reason("number", f"The same {IdentifierKind(kind).label}", 100) for kind in candidate.identifiers),
        _best_name(terms, candidate),
        _birth(terms, candidate),
        _home(candidate),
        _phone(candidate),
    ]
    return [reason for reason in found if reason is not None]


def _birth(terms: Terms, candidate: Candidate) -> Reason | None:
    if terms.born is None or candidate.born is None:
        return None
    called = "date when the birth is expected" if candidate.birth_kind == "expected" else "date of birth"
    if candidate.born == terms.born:
        return Reason("birth", f"The same {called}", 40)
    if candidate.born in terms.dates:
        return Reason("birth", "The same date of birth, with day and month the other way round", 30)
    if abs(candidate.born - terms.born) <= YEAR:
        return Reason("birth", "Born within a year of that date", _nearness(candidate.born, terms.born))
    return None


def _nearness(one: date, other: date) -> float:
    return 15 + 5 * (1 - abs(one - other) / YEAR)


def _home(candidate: Candidate) -> Reason | None:
    if not candidate.homes:
        return None
    hidden = all(home["hidden"] for home in candidate.homes)
    seen = [home for home in candidate.homes if hidden or not home["hidden"]]
    if all(home["former"] for home in seen):
        return Reason("home", "Lived at that postcode before", 20, hidden)
    return Reason("home", "Lives at that postcode", 25, hidden)


def _phone(candidate: Candidate) -> Reason | None:
    if not candidate.phones:
        return None
    return Reason("phone", "The same phone number", 30, candidate.phone_is_hidden)


def _best_name(terms: Terms, candidate: Candidate) -> Reason | None:
    found = [reason for name in candidate.names if (reason := _name(tuple(terms.words), name))]
    return max(found, key=lambda reason: reason.points, default=None)


def _name(words: tuple[str, ...], name: KnownName) -> Reason | None:
    """Return why a name is like the words searched for, if at least half of them are found in it."""
    parts = name.folded.split()
    likeness, said = 0.0, []
    left = list(parts)
    for word in words:
        best = max(left, key=lambda part: _like(word, part), default="")
        alike = _like(word, best) if best else 0.0
        if alike:
            left.remove(best)
            likeness += alike
            said += [_difference(word, best)] if word != best else []
    if not words or likeness < len(words) / 2:
        return None
    points = NAME_POINTS * likeness / len(words) - 2 * min(len(left), 3)
    return Reason("name", _in_words(name, parts, words, said), max(points, LEAST))


@lru_cache(maxsize=50_000)
def _like(word: str, part: str) -> float:
    """Return how alike two parts of names are: 1 the same, less for a short form, a sound, a spelling; 0 for not alike."""
    if word == part:
        return 1.0
    if part in short_forms(word):
        return 0.9
    if jellyfish.jaro_winkler_similarity(word, part) >= SPELT_NEARLY:
        return 0.85
    if sounds(word) and sounds(word) == sounds(part):
        return 0.8
    return 0.5 if len(word) > 1 and part.startswith(word) else 0.0


def _difference(word: str, part: str) -> str:
    searched, known = f"“{word.title()}”", f"“{part.title()}”"
    if part in short_forms(word):
        return f"{searched} and {known} can be the same first name"
    if sounds(word) == sounds(part):
        return f"{searched} sounds like {known}"
    if part.startswith(word):
        return f"{known} begins with {searched}"
    return f"{searched} is spelt nearly like {known}"


_CALLED = {
    NameKind.PREFERRED: "name",
    NameKind.LEGAL: "legal name",
    NameKind.FORMER: "former name",
    NameKind.NICKNAME: "nickname",
}


def _in_words(name: KnownName, parts: list[str], words: tuple[str, ...], said: list[str]) -> str:
    called = _CALLED[NameKind(name.kind)]
    found = [part for part in parts if part in words]
    swapped = found != [word for word in words if word in parts]
    if not said and len(found) == len(parts):
        return f"The same {called}, in another order" if swapped else f"The same {called}"
    if not said:
        return f"Part of their {called}"
    return f"Like their {called}: {'; '.join(said)}"
