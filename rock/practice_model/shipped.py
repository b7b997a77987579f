"""What ships with the product: the files in `data/`, read into plain values."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from rock.practice_model.wordlist import Word, WordList

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class WordListFile:
    """The shipped word list and what identifies it; changed lines need a new key: a published list never changes."""

    key: str
    starts: date
    note: str
    sha256: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def word_list_file() -> WordListFile:
    """Return the key, first day and note of the shipped word list."""
    facts = json.loads((DATA / "words.json").read_text(encoding="utf-8"))
    return WordListFile(facts["key"], date.fromisoformat(facts["starts"]), facts["note"], facts["sha256"])


def words_sha256() -> str:
    """Return the digest of the shipped words as they are now."""
    return sha256((DATA / "words.csv").read_bytes()).hexdigest()


def word_list() -> WordList:
    """Return the shipped word list, local terms still as placeholders ({hub})."""
    return WordList(word_list_file().key, tuple(_word(row) for row in _rows("words.csv")))


def _word(row: dict[str, str]) -> Word:
    return Word(
        number=int(row["number"]),
        avoid=_several(row["avoid"]),
        plain=_several(row["plain"]),
        asked_by=_several(row["source"]),
        strength=row["strength"],
        kind=row["kind"],
        stays_in=frozenset(_several(row["stays_in"])),
        keep_and_explain=row["keep"] == "keep",
        unless_next=_several(row["unless_next"]),
        unless_previous=_several(row["unless_previous"]),
    )


def harm_words() -> frozenset[str]:
    """Return plain words for violence and harm, which no list may ask a writer to avoid."""
    return frozenset((DATA / "harm_words.txt").read_text(encoding="utf-8").split("\n")) - {""}


def principle_versions() -> list[dict[str, Any]]:
    """Return the shipped versions of the principles: key, voice, name, starts, source, principles."""
    versions: list[dict[str, Any]] = json.loads((DATA / "principles.json").read_text(encoding="utf-8"))["versions"]
    return versions


def terms() -> list[dict[str, Any]]:
    """Return the shipped local terms: key, text, starts and ends (dates, or None where open), note."""
    return [{**row, "starts": _day(row["starts"]), "ends": _day(row["ends"])} for row in _rows("terms.csv")]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
