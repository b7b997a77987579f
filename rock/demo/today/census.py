"""Two small censuses that the data officer had loaded from the system before: invented children, most not taken up yet.

The files are written by the product's own writer and go the data officer's way: sent, looked through, confirmed, loaded.
They leave a report with things to look at, children to allocate, and two likely matches: one that she can settle herself,
and one with a child whom somebody works with, so that she asks the hub manager.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from io import BytesIO

from django.conf import settings

from rock.accounts.models import User
from rock.core import time
from rock.demo.council.reachable import upn
from rock.demo.today.carrows import moment
from rock.demo.today.facts import TYLER
from rock.insight.cin import services, tasks
from rock.insight.cin.models import ImportBatch
from rock.insight.cin.records import (
    AssessmentRecord,
    CensusHeader,
    ChildRecord,
    CINPlanRecord,
    Episode,
    ProtectionPlanRecord,
    Section47Record,
)
from rock.insight.cin.writer import write

SOFTWARE = "The system before"
FIRST_SERIAL = 990_000  # far above the pupil numbers of the council's families
ASSESSED = Episode(
    date(2024, 9, 3),
    "2A",
    "N1",
    assessments=(AssessmentRecord(date(2024, 9, 4), None, date(2024, 10, 21), ("3B", "4B")),),
)
IN_NEED = replace(ASSESSED, cin_plans=(CINPlanRecord(date(2024, 10, 22)),))
OVER = replace(ASSESSED, closure_date=date(2024, 11, 1), closure_reason="RC8")
PROTECTED = Episode(
    date(2024, 12, 2),
    "6",
    "N1",
    icpc_date=date(2024, 12, 18),
    assessments=(AssessmentRecord(date(2024, 12, 2), None, date(2025, 1, 30), ("3A", "16A")),),
    section47s=(Section47Record(date(2024, 12, 3), date(2024, 12, 24), date(2024, 12, 18)),),
    protection_plans=(ProtectionPlanRecord(date(2024, 12, 18), None, "NEG", "NEG", 0, (date(2025, 3, 12),)),),
)
ASKED_AGAIN = Episode(date(2025, 10, 14), "3B", "N4", assessments=(AssessmentRecord(date(2025, 10, 15)),))


def _child(number: int, born: date, sex: str, *episodes: Episode, ethnicity: str = "WBRI") -> ChildRecord:
    """Return a child of the system before; from five years on with a pupil number."""
    at_school = born < date(2020, 9, 1)
    return ChildRecord(
        la_child_id=f"B{number:05}",
        upn=upn(FIRST_SERIAL + number, born.year + 4) if at_school else None,
        upn_unknown=None if at_school else "UN1",
        birth_date=born,
        sex=sex,
        ethnicity=ethnicity,
        disabilities=("NONE",),
        episodes=episodes,
    )


def _expected(number: int, due: date, episode: Episode) -> ChildRecord:
    return replace(_child(number, due, "U", episode, ethnicity="NOBT"), birth_date=None, expected_birth_date=due)


SISTER, BROTHER = _child(1, date(2016, 2, 11), "F", IN_NEED), _child(2, date(2019, 7, 5), "M", IN_NEED)
WITH_A_PLAN = replace(_child(3, date(2021, 5, 30), "F", PROTECTED, ethnicity="MWBA"), disabilities=("COMM", "LD"))
MOVED_AWAY = _child(4, date(2013, 10, 8), "M", OVER)
BABY = _expected(5, date(2025, 4, 24), replace(ASSESSED, source="3D"))
FIRST_YEAR = (SISTER, BROTHER, WITH_A_PLAN, MOVED_AWAY, BABY)

# Came back under another number, with a new pupil number beside the former one.
CAME_BACK = replace(_child(6, date(2013, 10, 8), "M", ASKED_AGAIN), former_upn=MOVED_AWAY.upn)
KNOWN_HERE = _child(7, TYLER.birth_date or date.min, "M", OVER, ASKED_AGAIN)
SECOND_YEAR = (
    replace(
        SISTER, ethnicity="MOTH", episodes=(replace(IN_NEED, closure_date=date(2025, 7, 4), closure_reason="RC7"),)
    ),
    replace(BROTHER, disabilities=("AUT",)),
    replace(BABY, birth_date=date(2025, 4, 20), expected_birth_date=None, sex="F", ethnicity="WBRI"),
    CAME_BACK,
    KNOWN_HERE,
    _child(8, date(2022, 11, 17), "F", ASKED_AGAIN, ethnicity="WOTH"),
    _child(9, date(2010, 1, 26), "M", replace(ASKED_AGAIN, source="5C", primary_need="N6")),
)


def make_censuses(officer: User) -> list[ImportBatch]:
    """Let the data officer load both files, the older first."""
    with time.at(moment(11, 16, 9, 20)):
        first = _loaded(officer, 2025, FIRST_YEAR)
    with time.at(moment(11, 16, 9, 40)):
        return [first, _loaded(officer, 2026, SECOND_YEAR)]


def _loaded(officer: User, year: int, children: Iterable[ChildRecord]) -> ImportBatch:
    batch = services.send_file(by=officer, name=f"CIN-{year}-system-before.xml", pieces=[_file(year, children)])
    tasks.look.run(batch.pk)
    services.confirm(by=officer, batch=batch)
    tasks.bring_in.run(batch.pk)
    batch.refresh_from_db()
    return batch


def _file(year: int, children: Iterable[ChildRecord]) -> bytes:
    stream = BytesIO()
    write(
        stream, CensusHeader(year, date(year, 3, 31), str(settings.COUNCIL["la_code"]), SOFTWARE, "1", "001"), children
    )
    return stream.getvalue()
