"""Reads: the principles, the word list and the local terms that hold on a day.

The whole model is small and changes seldom, so each process keeps it for a minute; a service that changes it makes
its own process forget at once.
"""

import time as clock
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rock.core import time
from rock.practice_model.models import LocalTerm, Principle, PrincipleVersion, Strand, Voice, WordEntry, WordListVersion
from rock.practice_model.wordlist import Word, WordList

KEPT_SECONDS = 60.0


@dataclass(frozen=True)
class Published:
    """A version of the principles, with its principles in order."""

    version: PrincipleVersion
    principles: tuple[Principle, ...]

    def strands(self) -> list[tuple[Strand, list[Principle]]]:
        """Return the principles by strand: head, heart, hands."""
        return [(strand, [one for one in self.principles if one.strand == strand]) for strand in Strand]


@dataclass
class _Model:
    read_at: float
    published: list[Published]
    lists: list[tuple[date, WordList]]
    terms: list[LocalTerm]
    localised: dict[tuple[str, tuple[str, ...]], WordList] = field(default_factory=dict)


_kept: _Model | None = None


def forget() -> None:
    """Let go of what this process keeps, so that the next question is answered from the database."""
    global _kept  # noqa: PLW0603 - one kept model a process
    _kept = None


def term(key: str, *, on: date | None = None) -> str:
    """Return what a thing (`family_meeting`, `hub`, `request`…) is called here on a day, today without one.

    A key that nobody has given words for is a fault of the caller: LookupError.
    """
    words = terms(on=on)
    if key not in words:
        raise LookupError(f"no local term for {key!r} on that day")
    return words[key]


def terms(*, on: date | None = None) -> dict[str, str]:
    """Return every local term that holds on a day (today without one), by key."""
    day = on or time.today()
    return {row.key: row.text for row in _model().terms if _holds(row, day)}


def principles(*, on: date | None = None) -> list[Published]:
    """Return the version of each voice that holds on a day (today without one): the families' first."""
    day = on or time.today()
    return [found for voice in Voice if (found := _latest(voice, day))]


def principle(ref: str, *, on: date | None = None) -> Principle:
    """Return the principle with a stable id (as A-HD1) that holds on a day; LookupError without one."""
    for published in principles(on=on):
        for one in published.principles:
            if one.ref == ref:
                return one
    raise LookupError(f"no principle {ref!r} on that day")


def word_list(on: date | None = None) -> WordList:
    """Return the word list that holds on a day (today without one), local terms filled in; the first before its day."""
    day, model = on or time.today(), _model()
    if not model.lists:
        return WordList("none", ())
    listed = next((listed for starts, listed in reversed(model.lists) if starts <= day), model.lists[0][1])
    local = terms(on=day)
    key = (listed.key, tuple(local.values()))
    if key not in model.localised:
        model.localised[key] = WordList(listed.key, tuple(word.with_terms(local) for word in listed.words))
    return model.localised[key]


def find_words(text: str, *, on: date | None = None) -> list[Word]:
    """Return the words of the list whose spellings or plain forms hold the text, in any case; all without a text."""
    wanted = text.strip().lower()
    return [word for word in word_list(on).words if any(wanted in part.lower() for part in (*word.avoid, *word.plain))]


def _holds(row: LocalTerm, day: date) -> bool:
    return (row.starts is None or row.starts <= day) and (row.ends is None or day < row.ends)


def _latest(voice: Voice, day: date) -> Published | None:
    held = [one for one in _model().published if one.version.voice == voice and one.version.starts <= day]
    return max(held, key=lambda one: one.version.starts, default=None)


def _model() -> _Model:
    global _kept  # noqa: PLW0603 - one kept model a process
    kept = _kept
    if kept is None or clock.monotonic() - kept.read_at > KEPT_SECONDS:
        kept = _kept = _read()
    return kept


def _read() -> _Model:
    versions = PrincipleVersion.objects.prefetch_related("principles")
    lists = WordListVersion.objects.order_by("starts").prefetch_related("entries")
    return _Model(
        read_at=clock.monotonic(),
        published=[Published(one, tuple(one.principles.all())) for one in versions],
        lists=[(one.starts, WordList(one.key, _words(one.entries.all()))) for one in lists],
        terms=list(LocalTerm.objects.all()),
    )


def _words(entries: Iterable[WordEntry]) -> tuple[Word, ...]:
    return tuple(
        Word(
            number=row.number,
            avoid=tuple(row.avoid),
            plain=tuple(row.plain),
            asked_by=tuple(row.asked_by),
            strength=row.strength,
            kind=row.kind,
            stays_in=frozenset(row.stays_in),
            keep_and_explain=row.keep_and_explain,
            unless_next=tuple(row.unless_next),
            unless_previous=tuple(row.unless_previous),
        )
        for row in entries
    )
