"""Nothing is held for longer than it takes: the first child is out before the file is in."""

from collections.abc import Iterator
from io import BytesIO, RawIOBase
from itertools import count, islice
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from lxml import etree

from rock.insight.cin.gate import LIMITS, CensusRefused, Counted, parts
from rock.insight.cin.reader import read
from rock.insight.cin.records import ChildRecord
from rock.insight.cin.writer import write
from tests.insight.cin.making import HEADER, HEADER_XML, census_xml, child_xml, identifiers


def many(children: int) -> bytes:
    return census_xml(*(child_xml(who=identifiers(la_child_id=f"C{n}")) for n in range(children)))


def test_the_first_child_is_yielded_while_most_of_the_file_is_unread() -> None:
    stream = BytesIO(many(2000))
    census = read(stream)
    record, _ = next(census.children())
    assert isinstance(record, ChildRecord)
    assert stream.tell() < len(stream.getvalue()) / 4


class Endless(RawIOBase):
    """A census that never ends."""

    def __init__(self) -> None:
        self._pieces = self._make()

    def _make(self) -> Iterator[bytes]:
        yield f"<Message>{HEADER_XML}<Children>".encode()
        for number in count():
            yield child_xml(who=identifiers(la_child_id=f"C{number}")).encode()

    def read(self, size: int = -1) -> bytes:
        return next(self._pieces)


def test_a_census_without_an_end_is_read_as_far_as_it_is_asked_for() -> None:
    census = read(cast(BinaryIO, Endless()))
    taken = [record for record, _ in islice(census.children(), 500)]
    assert [record.la_child_id for record in taken if isinstance(record, ChildRecord)] == [f"C{n}" for n in range(500)]


def test_dealt_with_elements_leave_the_tree() -> None:
    junk = b"<Junk>" + b"<a><b/></a>text" * 300 + b"</Junk>"
    data = many(2000).replace(b"<Children>", junk + b"<Children>stray")
    largest = 0
    for name, element in parts(Counted(BytesIO(data), LIMITS)):
        root = element.getroottree().getroot()
        largest = max(largest, sum(1 for _ in root.iter())) if name == "Child" else largest
    one_child = sum(1 for _ in etree.fromstring(child_xml()).iter())
    assert largest < 2000 * one_child / 10  # some lie ahead, in the piece of the file that was read last


def test_writing_takes_the_children_one_by_one() -> None:
    class Full(BytesIO):
        def write(self, data: object) -> int:
            raise OSError("no room left")

    asked = []

    def children() -> Iterator[ChildRecord]:
        for record, _ in read(BytesIO(many(3000))).children():
            asked.append(record)
            assert isinstance(record, ChildRecord)
            yield record

    with pytest.raises((OSError, etree.SerialisationError)):
        write(Full(), HEADER, children())
    assert len(asked) < 3000


def test_the_file_is_closed_at_the_end_and_when_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "census.xml"
    path.write_bytes(many(2))
    with read(path) as census:
        next(census.children())
    with pytest.raises(ValueError, match="closed file"):
        census._stream.read()
    path.write_bytes(b"<Other/>")
    with pytest.raises(CensusRefused):
        read(path)  # a file left open would be a ResourceWarning, and warnings are errors


def test_a_stream_that_was_handed_over_stays_open() -> None:
    stream = BytesIO(many(2))
    with read(stream) as census:
        assert len(list(census.children())) == 2
    assert not stream.closed
