"""Whether words speak of a reader, by name or by what they are to the speaker: such words are not released by a tick alone."""

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from rock.records.models import Person, PersonName, Relationship, RelationshipKind, Sex
from rock.records.nicknames import short_forms

LIST = Path(__file__).parent / "data" / "kin_words.csv"
# Which lines of the list a relationship is spoken of by; a step-parent is often “Dad”, and a carer may be anybody.
_SPOKEN_OF = {
    RelationshipKind.PARENT: {"parent"},
    RelationshipKind.STEP_PARENT: {"parent", "partner"},
    RelationshipKind.GRANDPARENT: {"grandparent"},
    RelationshipKind.AUNT_UNCLE: {"aunt_uncle"},
    RelationshipKind.SIBLING: {"sibling"},
    RelationshipKind.PARTNER: {"partner", "parent"},
    RelationshipKind.FORMER_PARTNER: {"partner", "parent"},
}
_EVERY_KIND = frozenset({"parent", "grandparent", "aunt_uncle", "sibling", "carer", "partner"})
_WORD = re.compile(r"[^\W\d_]+")
_SILENT = re.compile(r"['’‘`´]")
SHORTEST_NAME = 2


@dataclass(frozen=True)
class SpokenOf:
    """The words, plain, by which a reader may be spoken of."""

    words: frozenset[str]

    def found_in(self, text: str) -> list[str]:
        """Return the words of a text that speak of the reader, as they were written."""
        said = [(plain(word), word) for word in _WORD.findall(_SILENT.sub("", text))]
        return list(dict.fromkeys(word for bare, word in said if self._means(bare)))

    def _means(self, bare: str) -> bool:
        return bare in self.words or bare.removesuffix("s") in self.words


def plain(word: str) -> str:
    """Return a word of any script in lower case without accents."""
    apart = unicodedata.normalize("NFKD", word.casefold().replace("ł", "l"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@cache
def _kin_words() -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    with LIST.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault((row["kind"], row["sex"]), set()).update(map(plain, row["words"].split()))
    return {key: frozenset(words) for key, words in found.items()}


def spoken_of(reader: Person, children: Iterable[int]) -> SpokenOf:
    """Return how a reader may be spoken of by or about these children: names, short forms, and words for kin (one query).

    Somebody whose relationship is not recorded may be anybody: every word for kin counts.
    """
    ids = list(children)
    linked = Q(person=OuterRef("pk"), other__in=ids) | Q(other=OuterRef("pk"), person__in=ids)
    names = PersonName.objects.filter(person=OuterRef("pk"))
    found: Any = Person.objects.annotate(
        kin=ArraySubquery(Relationship.objects.filter(linked).values("kind")),
        called=ArraySubquery(names.values(json=JSONObject(given="given_name", last="family_name"))),
    ).get(pk=reader.pk)
    kinds = {RelationshipKind(kind) for kind in found.kin or []}
    groups = set().union(*(_SPOKEN_OF.get(kind, _EVERY_KIND) for kind in kinds)) or _EVERY_KIND
    sexes = {reader.sex} & {Sex.MALE, Sex.FEMALE} or {Sex.MALE, Sex.FEMALE}
    words = {word for group in groups for sex in sexes for word in _kin_words().get((group, sex), frozenset())}
    return SpokenOf(frozenset(words | _names(reader, [(one["given"], one["last"]) for one in found.called])))


def _names(reader: Person, others: list[tuple[str, str]]) -> set[str]:
    names = {(reader.given_name, reader.family_name), *others}
    found = {plain(part) for given, last in names for part in _WORD.findall(_SILENT.sub("", f"{given} {last}"))}
    found |= {short for given, _ in names for short in short_forms(given)}
    return {name for name in found if len(name) >= SHORTEST_NAME}
