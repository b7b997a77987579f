"""The gate that a census file passes: hostile and broken files are refused here, in words that say how to mend them.

No document type, entity, network or huge-tree option is ever honoured, and the file is opened by us so that nothing
packed is unpacked. Elements are handed on one at a time and then dropped, so memory does not grow with the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from lxml import etree
from lxml.etree import _Element as Element

from rock.core.services import Refused

_ENCODING_ERRORS = {9, 31, 32, 81}
_TRUNCATED = {73, 77}
_TOO_DEEP_OR_LONG = 114


class CensusRefused(Refused):
    """The whole file was refused; the message says how to mend it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may not exceed.

    `size` in bytes, levels of nesting, children, parts that are neither child nor header; and for one part (a child, the
    header, all ahead of the first element) bytes and elements.
    """

    size: int = 1_000_000_000
    depth: int = 20
    children: int = 1_000_000
    others: int = 100_000
    part_size: int = 8_000_000
    within: int = 100_000


LIMITS = Limits()


class Counted:
    """A byte stream, read in pieces, that refuses to give too much: in all, or since the last part was finished."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream, self._limits = stream, limits
        self.seen = self._finished = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = self._stream.read(size)
        self.seen += len(data)
        if self.seen > self._limits.size:
            raise too_large(self._limits.size)
        if self.seen - self._finished > self._limits.part_size:
            most = self._limits.part_size / 1e6
            raise CensusRefused(
                f"One part of this file is larger than {most:,.0f} MB, which no child’s record is. Export it again."
            )
        return data

    def finish_part(self) -> None:
        """Begin to count the next part."""
        self._finished = self.seen


def too_large(limit: int) -> CensusRefused:
    """Return the refusal of a file that is over the size limit in bytes."""
    return CensusRefused(
        f"This file is larger than {limit / 1e6:,.0f} MB, far more than a council’s census can be. "
        "Check that it is the census XML itself and export it again."
    )


def open_census(path: Path, limits: Limits) -> BinaryIO:
    """Open a file for reading; CensusRefused if it is empty, too large or not a file."""
    if not path.is_file():
        raise CensusRefused(f"There is no file {path.name} to read. Check its name and place.")
    size = path.stat().st_size
    if size > limits.size:
        raise too_large(limits.size)
    if not size:
        raise CensusRefused("This file is empty. Export the census again and check that the file has a size.")
    return path.open("rb")


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def parts(stream: Counted, limits: Limits = LIMITS) -> Iterator[tuple[str, Element]]:
    """Yield ("Header" | "Child", element) as each ends; the element is emptied when the next is asked for.

    Raises CensusRefused as soon as the file shows itself hostile or broken: a truncated file only at its end.
    """
    try:
        yield from _walk(stream, limits)
    except etree.XMLSyntaxError as error:
        raise CensusRefused(_words(error)) from None


def _walk(stream: Counted, limits: Limits) -> Iterator[tuple[str, Element]]:
    depth = within = children = others = 0
    for event, element in _events(stream):
        if event == "start":
            depth, within = depth + 1, within + 1
            if depth == 1:
                _check_root(element)
                stream.finish_part()
            _check_limits(depth, within, limits)
            continue
        depth -= 1
        if depth not in (1, 2) or (depth == 2 and _in_header(element)):
            continue
        name, within = local(element), 0
        if name == "Child" or (name == "Header" and depth == 1):
            children += name == "Child"
            yield name, element
        else:
            others += 1
        _check_counts(children, others, limits)
        drop(element)
        stream.finish_part()
    if not children:
        raise CensusRefused("This census holds no children. Check the dates and teams that were chosen for the export.")


def _events(stream: Counted) -> Iterator[tuple[str, Element]]:
    yield from etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _check_root(root: Element) -> None:
    if root.getroottree().docinfo.doctype:
        raise CensusRefused(
            "This file declares a document type (DOCTYPE), which a census never needs and which can hide harm. "
            "Remove that line, or export the census again."
        )
    if local(root) != "Message":
        raise CensusRefused(
            f"This is not a children-in-need census: its outermost element is “{local(root)[:40]}”, not “Message”. "
            "Choose the census XML file itself."
        )


def _check_limits(depth: int, within: int, limits: Limits) -> None:
    if depth > limits.depth:
        raise CensusRefused(
            f"This file is nested more than {limits.depth} levels deep; a census has 7. Export it again."
        )
    if within > limits.within:
        raise CensusRefused(
            f"One part of this file holds more than {limits.within:,} elements, "
            "which no child’s record does. Export it again."
        )


def _check_counts(children: int, others: int, limits: Limits) -> None:
    if children > limits.children:
        raise CensusRefused(f"This file holds more than {limits.children:,} children. Split it and try again.")
    if others > limits.others:
        raise CensusRefused(f"More than {limits.others:,} parts of this file are no part of a census. Export it again.")


def _in_header(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) == "Header"


def drop(element: Element) -> None:
    """Empty an element that was dealt with and take its elder sisters out of the tree, their stray text with them."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _words(error: etree.XMLSyntaxError) -> str:
    line = f" at line {error.lineno}" if error.lineno else ""
    if error.code in _TRUNCATED:
        return (
            f"This file breaks off{line}: its end is missing. Copy or export it again, and check that it is complete."
        )
    if error.code in _ENCODING_ERRORS:
        return (
            f"The letters of this file are not in the encoding that it declares{line}. Save it as UTF-8 and try again."
        )
    if error.code == _TOO_DEEP_OR_LONG:
        return f"This file is nested too deeply, or one value in it is too long{line}. Export the census again."
    return f"This file is not well-formed XML{line}. Choose the census XML file, not a spreadsheet, or export it again."
