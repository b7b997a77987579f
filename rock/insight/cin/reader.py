"""Read a children-in-need census of any year from 2017, in any dialect, as a stream.

Dialects: the order of elements is free, namespaces are ignored, `GenderCurrent` (1/2/0/9) or `Sex` (M/F/U),
true/false or 1/0, one or many `Reviews` wrappers, dates with a time part (dropped) or as dd/mm/yyyy, empty elements.

Rules for what dirty files do. Each use leaves a `Note` with what was found, what was done and why:

- A no-further-action mark beside facts that say otherwise: the facts win (`rules`, 1).
- Dates in an impossible order, or after the reference date: kept as given (`dates`).
- A reference date other than 31 March, or of another year than the collection's: kept; a note on the header.
- An unknown code, a value that is no date, count, yes/no or pupil number: not stored; the note keeps it.
- A row without the date that places it in time (referral, start): left out; the note keeps its words.
- The same row twice in one child: once (`rules`, 3). Elements that are not read, and stray text: left out.
- A child without an id, or with one of over 50 letters: refused, since nothing can be matched with it.
- A child that was already in the file: the second is refused and the first stands, since a stream cannot mend the
  first.
- A pupil number that an earlier child of the file has: not stored on the second, or two children would be matched as
  one.

A refused child never stops the others. A file that is hostile or broken raises `CensusRefused`; truncation shows
itself only at the end, so run `check_well_formed` first and change nothing until it has passed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from lxml.etree import _Element as Element

from rock.insight.cin.build import child_from, find_id
from rock.insight.cin.gate import LIMITS, Counted, Limits, open_census, parts
from rock.insight.cin.header import header_from
from rock.insight.cin.parts import Ledger
from rock.insight.cin.records import LEFT_OUT, REFUSED, CensusHeader, ChildRecord, Note, Refusal
from rock.insight.cin.rules import LONGEST_ID

NO_HEADER = Note("", "Header", "", LEFT_OUT, "the file has no header ahead of its children")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a whole pass over a sound file found: its header, notes on it, how many children and bytes."""

    header: CensusHeader
    notes: tuple[Note, ...]
    children: int
    size: int


def check_well_formed(path: Path | str, limits: Limits = LIMITS) -> Checked:
    """Pass over the whole file, keeping nothing; CensusRefused if any part of it is hostile, broken or over a limit."""
    header, notes, children = CensusHeader(), [NO_HEADER], 0
    with open_census(Path(path), limits) as stream:
        counted = Counted(stream, limits)
        for name, element in parts(counted, limits):
            if name == "Header":
                header, notes = header_from(element)
            else:
                children += 1
        return Checked(header, tuple(notes), children, counted.seen)


@dataclass(slots=True)
class _Seen:
    """What earlier children of the file had: ids, and pupil numbers with whose they are."""

    ids: set[str] = field(default_factory=set)
    upns: dict[str, str] = field(default_factory=dict)


class CensusFile:
    """A census being read: `header`, `notes` on it, and `children()`, which may be asked for once."""

    def __init__(self, stream: BinaryIO, limits: Limits, *, owned: bool) -> None:
        self.header = CensusHeader()
        self.notes: list[Note] = [NO_HEADER]
        self._stream, self._owned = stream, owned
        self._parts = parts(Counted(stream, limits), limits)
        self._first: Element | None = None
        for name, element in self._parts:
            if name == "Child":
                self._first = element
                break
            self.header, self.notes = header_from(element)

    def children(self) -> Iterator[tuple[ChildRecord | Refusal, list[Note]]]:
        """Yield each child as it is read, or its refusal, with the notes on it."""
        seen = _Seen()
        for number, element in enumerate(self._elements(), 1):
            yield self._child(element, number, seen)
        self.close()

    def close(self) -> None:
        """Close the file, if it was opened here."""
        if self._owned:
            self._stream.close()

    def __enter__(self) -> "CensusFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _elements(self) -> Iterator[Element]:
        if self._first is not None:
            first, self._first = self._first, None
            yield first
            del first
        for name, element in self._parts:
            if name == "Child":
                yield element
            else:
                self.header, self.notes = header_from(element)

    def _child(self, element: Element, number: int, seen: _Seen) -> tuple[ChildRecord | Refusal, list[Note]]:
        la_child_id = find_id(element)
        if why := _refuse(la_child_id, seen):
            place = f"Child[{number}]/ChildIdentifiers/LAchildID"
            note = Note(la_child_id[:LONGEST_ID], place, la_child_id[:LONGEST_ID], REFUSED, why)
            return Refusal(number, la_child_id[:LONGEST_ID], why), [note]
        ledger = Ledger(la_child_id, self.header.reference_date)
        record = child_from(element, la_child_id, ledger)
        seen.ids.add(la_child_id)
        return _own_upn(record, seen, ledger), ledger.notes


def read(source: Path | str | BinaryIO, limits: Limits = LIMITS) -> CensusFile:
    """Return a census whose header is read and whose children wait; a path is opened and closed, a stream is left open.

    Raises CensusRefused at once for what shows before the first child, and from `children()` for what shows later.
    """
    if not isinstance(source, Path | str):
        return CensusFile(source, limits, owned=False)
    stream = open_census(Path(source), limits)
    try:
        return CensusFile(stream, limits, owned=True)
    except BaseException:
        stream.close()
        raise


def _refuse(la_child_id: str, seen: _Seen) -> str:
    if not la_child_id:
        return "the child has no LAchildID, so the record cannot be matched with anybody: give it one and load it again"
    if len(la_child_id) > LONGEST_ID:
        return f"its LAchildID is longer than {LONGEST_ID} letters: the census asks for at most 20"
    if la_child_id in seen.ids:
        return "the same LAchildID was read earlier in this file, and that one stands: put all referrals into one Child"
    return ""


def _own_upn(child: ChildRecord, seen: _Seen, ledger: Ledger) -> ChildRecord:
    if not child.upn:
        return child
    owner = seen.upns.setdefault(child.upn, child.la_child_id)
    if owner == child.la_child_id:
        return child
    why = f"child {owner} of this file has the same pupil number; whose it is, a person must find out"
    ledger.note("ChildIdentifiers/UPN", child.upn, LEFT_OUT, why)
    return replace(child, upn=None)
