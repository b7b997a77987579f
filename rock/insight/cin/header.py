"""The header of a census: who made the file, when, and for which collection."""

from datetime import date

from lxml.etree import _Element as Element

from rock.insight.cin.gate import CensusRefused
from rock.insight.cin.parts import Ledger, Part
from rock.insight.cin.records import KEPT, CensusHeader, Note
from rock.insight.cin.values import read_count, read_date, read_moment, read_short

FIRST_COLLECTION = 2017
TOO_LONG = "it is longer than 100 letters"
HEADER = frozenset({"CollectionDetails", "Source", "Content"})
COLLECTION = frozenset({"Collection", "Year", "ReferenceDate"})
SOURCE = frozenset({"SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime"})


def header_from(element: Element) -> tuple[CensusHeader, list[Note]]:
    """Return the header and what is odd about it; CensusRefused if the file says that it is another collection."""
    ledger = Ledger("")
    part = Part(element, "Header", ledger, HEADER)
    collection, source = part.single("CollectionDetails", COLLECTION), part.single("Source", SOURCE)
    name = collection.text("Collection")
    if name and name.upper() != "CIN":
        raise CensusRefused(f"This file says that it is the collection “{name[:20]}”, not CIN. Choose the CIN census.")
    header = CensusHeader(
        year=collection.value(_read_year, "it is not a year", "Year", required=True),
        reference_date=collection.value(read_date, "it is not a date", "ReferenceDate", required=True),
        lea=source.value(read_short, TOO_LONG, "LEA"),
        software_code=source.value(read_short, TOO_LONG, "SoftwareCode"),
        release=source.value(read_short, TOO_LONG, "Release"),
        serial_no=source.value(read_short, TOO_LONG, "SerialNo"),
        made_at=source.value(read_moment, "it is not a date and time", "DateTime"),
    )
    _check(header, ledger)
    return header, ledger.notes


def _read_year(text: str) -> int | None:
    return int(text) if len(text) == 4 and read_count(text[1:]) is not None and text[0] in "12" else None


def _check(header: CensusHeader, ledger: Ledger) -> None:
    where, day = "Header/CollectionDetails/ReferenceDate", header.reference_date
    if day and (day.month, day.day) != (3, 31):
        ledger.note(where, day, KEPT, "a census is drawn up as at 31 March; the file may be a part-year extract")
    if day and header.year and not date(header.year - 1, 4, 1) <= day <= date(header.year, 12, 31):
        ledger.note(where, day, KEPT, f"it does not belong to the collection year {header.year}")
    if header.year and header.year < FIRST_COLLECTION:
        why = f"collections before {FIRST_COLLECTION} were never tried with this reader"
        ledger.note("Header/CollectionDetails/Year", header.year, KEPT, why)
