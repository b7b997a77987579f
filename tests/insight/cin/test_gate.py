"""Hostile and broken files are refused, in words that say how to mend them."""

from io import BytesIO
from pathlib import Path

import pytest

from rock.core.services import Refused
from rock.insight.cin.gate import CensusRefused, Limits
from rock.insight.cin.reader import check_well_formed, read
from tests.insight.cin.making import census_xml, child_xml, identifiers

GOOD = census_xml(child_xml())
LAUGHS = b'<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
HOSTILE = {
    "entities": (LAUGHS + GOOD.replace(b"WBRI", b"&c;"), "DOCTYPE"),
    "a file pulled in": (
        b'<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + GOOD.replace(b"WBRI", b"&x;"),
        "DOCTYPE",
    ),
    "a network address": (b'<!DOCTYPE Message SYSTEM "http://192.0.2.1/cin.dtd">' + GOOD, "DOCTYPE"),
    "a plain document type": (b"<!DOCTYPE Message>" + GOOD, "DOCTYPE"),
    "another root": (GOOD.replace(b"Message", b"Return"), "outermost element is “Return”"),
    "a web page": (b"<html><body>Sign in</body></html>", "outermost element is “html”"),
    "a table": (b"LAchildID,Sex\nC1,F\n", "not well-formed XML"),
    "a spreadsheet": (b"PK\x03\x04\x14\x00\x06\x00", "not well-formed XML"),
    "packed": (b"\x1f\x8b\x08\x00\x00\x00", "not well-formed XML"),
    "only white space": (b" \n ", "not well-formed XML"),
    "nothing": (b"", "empty"),
    "unknown encoding": (b'<?xml version="1.0" encoding="klingon"?>' + GOOD, "encoding"),
    "utf-16 not declared": ("<Message/>".encode("utf-16-le"), "encoding"),
    "a zero byte": (b"<Message>\x00</Message>", "encoding"),
    "another collection": (GOOD.replace(b">CIN<", b">CSWW<"), "“CSWW”, not CIN"),
    "no children": (census_xml(), "no children"),
    "no Children element": (b"<Message/>", "no children"),
    "too deep": (b"<Message>" + b"<a>" * 300 + b"</a>" * 300 + b"</Message>", "deep"),
}
BROKEN = {
    "breaks off in a child": (GOOD[: GOOD.index(b"<ChildCharacteristics>")], "breaks off"),
    "breaks off in a tag": (GOOD[: GOOD.index(b"icity>")], "breaks off"),
    "breaks off before its last tag": (GOOD.removesuffix(b"</Message>"), "breaks off"),
    "wrong encoding": (GOOD.replace(b"WBRI", b"caf\xe9"), "encoding"),
    "an entity that nobody declared": (GOOD.replace(b"WBRI", b"&x;"), "well-formed"),
    "tags that cross": (GOOD.replace(b"</Children></Message>", b"</Message></Children>"), "well-formed"),
    "more after the end": (GOOD + GOOD, "well-formed"),
}


@pytest.fixture
def census(tmp_path: Path) -> Path:
    return tmp_path / "census.xml"


@pytest.mark.parametrize(("data", "words"), (HOSTILE | BROKEN).values(), ids=(HOSTILE | BROKEN).keys())
def test_the_first_pass_refuses_it(data: bytes, words: str, census: Path) -> None:
    census.write_bytes(data)
    with pytest.raises(CensusRefused) as refused:
        check_well_formed(census)
    assert words in str(refused.value)
    assert "passwd" not in str(refused.value)
    assert isinstance(refused.value, Refused)


@pytest.mark.parametrize("data", [data for data, _ in HOSTILE.values()], ids=HOSTILE)
def test_reading_refuses_a_hostile_file_before_anything_is_yielded(data: bytes, census: Path) -> None:
    census.write_bytes(data)
    with pytest.raises(CensusRefused):
        read(census)


@pytest.mark.parametrize("data", [data for data, _ in BROKEN.values()], ids=BROKEN)
def test_reading_a_broken_file_ends_in_the_same_refusal(data: bytes) -> None:
    with pytest.raises(CensusRefused):
        list(read(BytesIO(data)).children())


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.xml", tmp_path):
        with pytest.raises(CensusRefused, match="no file"):
            check_well_formed(path)


def test_the_size_limit_at_its_edge(census: Path) -> None:
    census.write_bytes(GOOD)
    assert check_well_formed(census, Limits(size=len(GOOD))).size == len(GOOD)
    with pytest.raises(CensusRefused, match="larger than"):
        check_well_formed(census, Limits(size=len(GOOD) - 1))
    with pytest.raises(CensusRefused, match="larger than"):
        list(read(BytesIO(GOOD), Limits(size=len(GOOD) - 1)).children())


def test_a_gigabyte_is_refused_by_its_size_alone(census: Path) -> None:
    with census.open("wb") as file:
        file.truncate(1_000_000_001)
    with pytest.raises(CensusRefused, match="larger than 1,000 MB"):
        check_well_formed(census)


def test_the_limit_on_children_at_its_edge(census: Path) -> None:
    census.write_bytes(census_xml(*(child_xml(who=identifiers(la_child_id=f"C{n}")) for n in range(3))))
    assert check_well_formed(census, Limits(children=3)).children == 3
    with pytest.raises(CensusRefused, match="more than 2 children"):
        check_well_formed(census, Limits(children=2))


def test_the_limit_on_elements_within_one_part(census: Path) -> None:
    census.write_bytes(
        census_xml(child_xml(what="<a>" + "<b/>" * 200 + "</a>"), child_xml(who=identifiers(la_child_id="C2")))
    )
    assert check_well_formed(census, Limits(within=300)).children == 2
    with pytest.raises(CensusRefused, match="more than 200 elements"):
        check_well_formed(census, Limits(within=200))


PIECE = 32_768  # lxml reads a file in pieces of this size; a limit on bytes is held at the next piece
PARTS = {
    "before the first element": (b"<!DOCTYPE m [%s]>" + GOOD, b"<!-- flood -->"),
    "in the header": (GOOD.replace(b"<Source>", b"<Source><x>%s</x>"), b"flood "),
    "in one child": (GOOD.replace(b"<Sex>", b"<x>%s</x><Sex>"), b"flood "),
    "between children": (GOOD.replace(b"<Child>", b"%s<Child>"), b"flood "),
}


@pytest.mark.parametrize(("frame", "flood"), PARTS.values(), ids=PARTS)
def test_a_flood_in_one_part_is_refused(frame: bytes, flood: bytes) -> None:
    data = frame.replace(b"%s", flood * (4 * PIECE // len(flood)))
    with pytest.raises(CensusRefused, match="One part of this file is larger than"):
        list(read(BytesIO(data), Limits(part_size=2 * PIECE)).children())


def test_many_parts_do_not_add_up_to_a_flood(census: Path) -> None:
    census.write_bytes(census_xml(*(child_xml() for _ in range(500))))
    assert census.stat().st_size > 4 * PIECE
    assert check_well_formed(census, Limits(part_size=2 * PIECE)).children == 500


def test_the_limit_on_parts_that_are_no_part_of_a_census(census: Path) -> None:
    census.write_bytes(GOOD.replace(b"<Children>", b"<Odd><a/><a/></Odd><Children>"))
    assert check_well_formed(census, Limits(others=4)).children == 1  # two a, their Odd, and Children itself
    with pytest.raises(CensusRefused, match="no part of a census"):
        check_well_formed(census, Limits(others=3))


def test_many_children_do_not_add_up_to_the_limit_within_one(census: Path) -> None:
    census.write_bytes(census_xml(*(child_xml() for _ in range(50))))
    assert check_well_formed(census, Limits(within=40)).children == 50


def test_the_limit_on_depth_at_its_edge(census: Path) -> None:
    census.write_bytes(GOOD)  # Message, Children, Child, CINdetails, CINreferralDate
    assert check_well_formed(census, Limits(depth=5)).children == 1
    with pytest.raises(CensusRefused, match="4 levels"):
        check_well_formed(census, Limits(depth=4))


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252", "utf-8-sig"])
def test_a_declared_encoding_is_read(encoding: str, census: Path) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + GOOD.decode().replace("890", "89é")
    census.write_bytes(declared.encode(encoding))
    assert check_well_formed(census).header.lea == "89é"
