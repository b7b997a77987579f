"""However an address was typed and however a text writes it, a text that gives it away is found."""

import pytest

from rock.records.comparing import squeezed
from rock.records.disguises import in_digits, undisguised, without_marks_said
from rock.records.hidden import tokens
from rock.records.places_written import in_short


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("14 Sandpiper Court\r\nBlackpool", "Sandpiper Court"),
        ("14 Sandpiper Court Blackpool", "Sandpiper Court"),
        ("Flat 2, 14 Sandpiper Court", "Sandpiper Court"),
        ("Flat 2 14 Dune Court, Blackpool", "Dune Court"),
        ("Rose Cottage, Tern Street", "the house in Tern Street"),
        ("14 Tern Street; Blackpool", "Tern Street"),
        ("4 Tern Close, Blackpool. FY4 2ZZ.", "FY4 2ZZ"),
        ("4 Tern Close, Blackpool FY4 2ZZ, UK", "fy42zz"),
        ("4 Tern Close, Blackpool, Lancashire", "Tern Cl"),
        ("14 Tern St, Blackpool", "Tern Street"),
        ("14 Tern Street, Blackpool", "14 Tern St."),
        ("14 Tern Street, Blackpool", "fourteen Tern Str"),
        ("14 Quay Road, Blackpool", "QUAY RD"),
        ("2 Seven Sisters Ave, Blackpool", "7 Sisters Avenue"),
        ("2 Third Avenue, Blackpool", "3rd Avenue"),
        ("2 Saint Annes Road, Blackpool", "St Annes Rd"),
        ("2 St Anne’s Road, Blackpool", "Saint Annes Road"),
        ("2a-4 Marram Gardens, Blackpool", "Marram Gdns"),
        ("First Floor Flat, 12 Dune Ter, Blackpool", "Dune Terrace"),
        ("Apt 3 Dune House, Blackpool", "Dune House"),
        ("The Flat above the Crab Inn, Blackpool", "the Crab Inn"),
        ("Blackpool, 4 Sandpiper Court", "Sandpiper Court"),
        ("4 Żółwia Street, Blackpool", "ZOLWIA ST"),
    ],
)
def test_an_address_typed_in_any_way_is_found(lines: str, text: str) -> None:
    assert tokens([(lines, "", "")]).betrayed_by(text)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("14 Tern Street, Blackpool", "the intern started"),
        ("4 Tern Close, Blackpool", "Blackpool"),
        ("4 Tern Close, Lytham St Annes", "in Lytham, or St Annes"),
        ("4 Tern Close, Blackpool, Lancashire", "in Lancashire"),
        ("Flat 2", "flat 2"),
        ("2 High Street, Blackpool", "high up in the street"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(lines: str, text: str) -> None:
    assert not tokens([(lines, "", "")]).betrayed_by(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sand\u200bpiper Co\u00adurt",
        "Sand\npiper",
        "FY4&nbsp;2ZZ",
        "https://maps.example/?q=4%20Dune%20FY4%202ZZ",
        "ＦＹ４ ２ＺＺ",
        "FY٤ ٢ZZ",
        "𝐒𝐚𝐧𝐝𝐩𝐢𝐩𝐞𝐫",
        "Ѕаndрiреr",
        "FY four two ZZ",
        "S.a.n.d.p.i.p.e.r",
        "SÁNDPIPÉR",
        "07700\u00a0900\u00a0456",
        "+44 (0)7700-900.456",
        "0 7 7 0 0 9 0 0 4 5 6",
        "oh seven seven double-oh nine zero zero four five six",
        "her number without the start: 900 456",
        "dee.q99@example.org",
        "DEE.Q99 at example dot org",
        "her inbox is dee.q99",
        "@dee_quill",
    ],
)
def test_a_text_that_hides_it_from_a_machine_is_found(text: str) -> None:
    hidden = tokens([("4 Sandpiper Court, Blackpool", "FY4 2ZZ", "07700 900456, dee.q99+kai@example.org, @dee_quill")])
    assert hidden.betrayed_by(text)


@pytest.mark.parametrize(
    ("also", "text"),
    [
        ("01253 900456 ext 22", "ring 01253 900456"),
        ("07700 900456 or 07700 900457", "07700900456"),
        ("+44 7700 900456 07700 900457", "07700 900456"),
        ("07700 900456 07700 900457", "07700 900457"),
        ("０７７００ ９００４５６", "07700 900456"),
        ("St Cuthbert’s C of E Primary School", "at Saint Cuthberts"),
        ("St Cuthberts CofE Primary", "Saint Cuthbert's Church of England school"),
        ("The Gull Primary School", "at Gull Primary"),
        ("Gull Primary; Marram Surgery", "Marram Surgery"),
        ("Gull Primary and Marram Surgery", "Marram Surgery"),
        ("Gull Primary\nMarram Surgery", "Gull Primary"),
        ("14 Tern St", "Tern Street"),
    ],
)
def test_what_else_betrays_it_is_taken_apart_however_it_was_joined(also: str, text: str) -> None:
    assert tokens([("", "", also)]).betrayed_by(text)


def test_a_name_that_an_inbox_bears_is_not_hidden_alone() -> None:
    hidden = tokens([("", "", "dee.quill@example.org")])
    assert not hidden.betrayed_by("Dear Dee Quill")
    assert hidden.betrayed_by("dee.quill@example.org")


def test_whoever_knows_a_name_already_is_kept_from_the_rest() -> None:
    left = tokens([("4 Dune Court, B", "", "Gull Primary School")]).unknown_to("Gull Primary School, Blackpool")
    assert not left.betrayed_by("Gull Primary")
    assert left.betrayed_by("Dune Court")


def test_the_ways_to_write_are_undone_one_by_one() -> None:
    assert undisguised("a&amp;b %41 ７") == "a&b A 7"
    assert in_digits("stone and someone, twenty-one") == "stone and someone, 20-1"
    assert squeezed(in_digits("triple seven double oh one")) == "777001"
    assert without_marks_said("dee at example dot org").split() == ["dee", "example", "org"]
    assert in_short("St. Anne’s Road, 2nd house") == "st annes rd 2 nd house"
