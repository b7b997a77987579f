"""Write a year's census into a file, and hold it against the schema."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from rock.core import time
from rock.core.services import Actor, Refused
from rock.insight.cin.dialects import DialectName
from rock.insight.cin.exporting.children import children, persons_in
from rock.insight.cin.exporting.numbering import number_children
from rock.insight.cin.header import FIRST_COLLECTION
from rock.insight.cin.records import CensusHeader, ChildRecord, Note
from rock.insight.cin.schema import validate
from rock.insight.cin.sources import Standing
from rock.insight.cin.writer import write

LAST_COLLECTION = 2099
SOFTWARE = "Families Rock"


@dataclass(frozen=True, slots=True)
class Export:
    """What was written: how many children, notes on what the census asks for and records do not say, faults by the schema.

    `checked` is False for a dialect that the schema does not describe.
    """

    children: int
    notes: list[Note]
    faults: list[str]
    checked: bool


def header_of(year: int) -> CensusHeader:
    """Return the header of this council's census of a year."""
    made_at = time.now().replace(microsecond=0, tzinfo=None)
    code = str(settings.COUNCIL["la_code"])
    return CensusHeader(year, date(year, 3, 31), code, SOFTWARE, "1", "001", made_at)


def check_year(year: int) -> None:
    """Refuse a year that cannot be a census's."""
    if not FIRST_COLLECTION <= year <= LAST_COLLECTION:
        raise Refused(f"Give the year in which the census’s 31 March falls, from {FIRST_COLLECTION}.")


def export_file(
    path: Path, year: int, *, by: Actor, dialect: DialectName = "2026", progress: Callable[[int], None]
) -> Export:
    """Write the census of a year into a file that did not stand half-written at any moment.

    Children without a council child number are given one. A file with faults is written too, so that they can be found.
    """
    check_year(year)
    census = Standing(year, date(year, 3, 31))
    person_ids = persons_in(census)
    number_children(by=by, person_ids=person_ids)
    counted = _Counted(children(person_ids, census), progress)
    beside = path.with_name(f"{path.name}.part")
    with beside.open("wb") as stream:
        notes = write(stream, header_of(year), counted, dialect)
    faults = validate(beside) if dialect == "2026" and counted.number else []
    os.replace(beside, path)
    return Export(counted.number, notes, faults, checked=dialect == "2026")


class _Counted:
    """Children on their way into the file, counted aloud each thousand."""

    def __init__(self, found: Iterator[ChildRecord], progress: Callable[[int], None]) -> None:
        self._found, self._progress, self.number = found, progress, 0

    def __iter__(self) -> Iterator[ChildRecord]:
        for child in self._found:
            self.number += 1
            if self.number % 1000 == 0:
                self._progress(self.number)
            yield child
