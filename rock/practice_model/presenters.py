"""Turns the word list and what the checker found into words for a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from rock.practice_model.checker import Flag, Report
from rock.practice_model.models import Audience, Source, Strength
from rock.practice_model.wordlist import Word

_STAYS = {Audience.PROFESSIONAL: "between professionals", Audience.COURT: "in court papers"}


@dataclass(frozen=True)
class WordRow:
    """One line of the word list on the page."""

    number: int
    avoid: str
    others: str
    plain: str
    asked_by: str
    rule: str
    stays: str


@dataclass(frozen=True)
class Advice:
    """One word to think about, however often it stands in the text."""

    found: str
    times: int
    plain: str
    why: str
    asked_by: str


@dataclass(frozen=True)
class Piece:
    """A stretch of the checked text; flagged or not."""

    text: str
    flagged: bool


def asked_by(word: Word) -> str:
    """Return who asked for the plain word."""
    return "; ".join(str(Source(code).label) for code in word.asked_by)


def word_row(word: Word) -> WordRow:
    """Return a line of the word list, its codes in words."""
    stays = [label for audience, label in _STAYS.items() if audience in word.stays_in]
    return WordRow(
        number=word.number,
        avoid=word.term,
        others=", ".join(word.avoid[1:4]) + ("…" if len(word.avoid) > 4 else ""),
        plain=word.plain_words,
        asked_by=asked_by(word),
        rule=str(Strength(word.strength).label),
        stays="May stay " + " and ".join(stays) if stays else "",
    )


def advice(flags: Iterable[Flag]) -> list[Advice]:
    """Return one piece of advice a word of the list, in the order in which the words first stand in the text."""
    by_word: dict[int, list[Flag]] = {}
    for flag in flags:
        by_word.setdefault(flag.word.number, []).append(flag)
    return [
        Advice(
            ", ".join(dict.fromkeys(one.found for one in found)),
            len(found),
            first.plain,
            first.why,
            asked_by(first.word),
        )
        for found in by_word.values()
        for first in found[:1]
    ]


def pieces(text: str, flags: Iterable[Flag]) -> list[Piece]:
    """Return the whole text cut where flags begin and end."""
    cut, begin = [], 0
    for flag in flags:
        cut += [Piece(text[begin : flag.start], False), Piece(flag.found, True)]
        begin = flag.end
    return [piece for piece in [*cut, Piece(text[begin:], False)] if piece.text]


def reading_words(report: Report) -> str:
    """Return how hard the writer's own words are, in a sentence or two."""
    reading = report.reading
    if reading.age is None:
        return "There are no words of yours to measure."
    said = f"Somebody aged about {reading.age} could read this."
    if not reading.enough:
        return f"{said} The text is short, so take this as a rough guide."
    return said if reading.easy else f"{said} Aim at 9 to 11: shorter sentences, shorter words."
