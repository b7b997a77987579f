"""The synthetic council, written out as two censuses and loaded into an empty house, comes back field by field."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model, Q

from rock.core.services import SYSTEM
from rock.demo.council import figures
from rock.demo.council.loading.run import is_empty
from rock.demo.council.loading.run import load as load_council
from rock.insight.cin.dialects import DIALECTS, DialectName
from rock.insight.cin.exporting.run import export_file
from rock.insight.cin.held import NUMBERS
from rock.insight.cin.loading.imports import import_file
from rock.insight.cin.loading.plan import CHANGED
from rock.insight.cin.reader import read
from rock.insight.cin.records import ChildRecord
from rock.practice.assessments.models import Assessment, AssessmentFactor, Section47Enquiry
from rock.practice.conferences.models import ProtectionPlan, ProtectionReview
from rock.practice.plans.models import CINPlan
from rock.practice.requests.models import Referral
from rock.records.models import BirthKind, Identifier, IdentifierKind, Person, PersonDisability
from tests.insight.cin.house import empty_house, notes, outcome

pytestmark = [pytest.mark.soak, pytest.mark.django_db]

YEARS = (2025, 2026)
FIRST_DAY, LAST_DAY = date(2024, 4, 1), date(2026, 3, 31)
# A seed with a child whose only referral ended before the birth, with one census between the two.
SCALE, SEED = 0.08, 3
PERSON = ("birth_date", "birth_kind", "due_date", "sex", "death_date", "ethnicity", "upn_unknown")
# What no census says of a row: its key, where it came from, and the work that led to it.
# An assessment's outcome, and who leads early help after it, are told only by what was begun or closed after it.
NOT_SAID = {"id", "source", "recorded_at", "contact_id", "nfa_in_file", "outcome", "partner_lead"}
# Each table with its way to the referral; every other column of it is compared, also one that is added some day.
TABLES: tuple[tuple[type[Model], str], ...] = (
    (Referral, ""),
    (Assessment, "referral"),
    (AssessmentFactor, "assessment__referral"),
    (CINPlan, "referral"),
    (Section47Enquiry, "referral"),
    (ProtectionPlan, "referral"),
    (ProtectionReview, "plan__referral"),
)
Row = tuple[Any, ...]
Picture = dict[str, dict[str, list[Row]]]
Censuses = dict[tuple[DialectName, int], Path]


@dataclass(frozen=True)
class Council:
    """What was held, and the censuses that were written of it."""

    held: Picture
    censuses: Censuses


def in_scope(way: str) -> Q:
    """Return the condition of a row belonging to a referral that one of the two censuses must hold."""
    before = f"{way}__" if way else ""
    still_open = Q(**{f"{before}closed_on__isnull": True, f"{before}no_further_action": False})
    in_year = Q(**{f"{before}closed_on__gte": FIRST_DAY}) | Q(**{f"{before}referred_on__gte": FIRST_DAY})
    return still_open | in_year


def columns_of(model: type[Model], way: str) -> list[str]:
    """Return the columns to compare, after the child, the referral's day and, under a row, the day of that row."""
    own = [field for field in model._meta.concrete_fields if not field.is_relation and field.attname not in NOT_SAID]
    middle = way.rpartition("__")[0]
    above = [f"{way}__child_id", f"{way}__referred_on"] if way else ["child_id"]
    return [*above, *([f"{middle}__started_on"] if middle else []), *(field.attname for field in own)]


def held() -> Picture:
    """Return what the tables hold of each child, by the council's number and by table."""
    children = Person.objects.filter(pk__in=Referral.objects.filter(in_scope("")).values("child"))
    numbers = Identifier.objects.filter(person__in=children, kind__in=[kind.value for kind in NUMBERS.values()])
    names = dict(numbers.filter(kind=IdentifierKind.LA_CHILD_ID).values_list("person_id", "value"))
    found: Picture = defaultdict(lambda: defaultdict(list))
    rows: Iterable[tuple[str, Iterable[Row]]] = [
        ("Person", children.values_list("pk", *PERSON)),
        ("Identifier", numbers.order_by("kind", "pk").values_list("person_id", "kind", "value")),
        ("Disability", PersonDisability.objects.filter(person__in=children).values_list("person_id", "code")),
        *((model.__name__, rows_of_referrals(model, way)) for model, way in TABLES),
    ]
    for table, some in rows:
        for child, *values in some:
            found[names[child]][table].append(tuple(values))
    return {child: {table: sorted(of, key=repr) for table, of in tables.items()} for child, tables in found.items()}


def rows_of_referrals(model: Any, way: str) -> Iterable[Row]:
    return model.objects.filter(in_scope(way)).values_list(*columns_of(model, way))  # type: ignore[no-any-return]


def write_all(folder: Path, dialects: Iterable[DialectName]) -> Censuses:
    """Write both censuses in each dialect; what the schema describes, it must not refuse."""
    written: Censuses = {}
    for dialect in dialects:
        for year in YEARS:
            path = folder / f"{dialect}-{year}.xml"
            done = export_file(path, year, by=SYSTEM, dialect=dialect, progress=lambda number: None)
            assert (done.faults, done.notes, done.checked) == ([], [], dialect == "2026")
            assert done.children > 20
            written[dialect, year] = path
    return written


def load_all(censuses: Censuses, dialect: DialectName) -> None:
    """Load both censuses of a dialect, the older first; nobody is refused, and only the year that passed changes rows."""
    for year in YEARS:
        batch = import_file(censuses[dialect, year], by=SYSTEM, progress=lambda number: None)
        assert outcome(batch)[3] == 0
        assert {done for *_, done in notes(batch)} <= ({CHANGED} if year > YEARS[0] else set())


def children_in(path: Path) -> dict[str, ChildRecord]:
    """Return the children of a census by their number; none is refused and nothing about them is odd."""
    found: dict[str, ChildRecord] = {}
    for record, odd in read(path).children():
        assert isinstance(record, ChildRecord)
        assert odd == []
        found[record.la_child_id] = record
    return found


@pytest.fixture
def council(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.setattr(figures, "DIED", 0.05)  # far more than usual, so that some children die in two years
    with empty_house():
        load_council(scale=SCALE, start=FIRST_DAY, as_at=LAST_DAY, seed=SEED)
        censuses = write_all(tmp_path, DIALECTS)
        told = Council(held(), censuses)
    assert is_empty()
    return told


def as_said(council: Council) -> Picture:
    """Return what was held as the censuses that named each child could know it.

    A child who was born after the last of them is expected; one who was born between them had the due date in the first.
    """
    named: dict[str, list[date]] = defaultdict(list)
    for year in YEARS:
        for child in children_in(council.censuses["2026", year]):
            named[child].append(date(year, 3, 31))
    found = dict(council.held)
    for child, tables in council.held.items():
        ((born, kind, due, *others),) = tables["Person"]
        unborn = kind == BirthKind.EXPECTED or born > named[child][-1]
        if unborn:
            birth: Row = (due or born, BirthKind.EXPECTED, None)
        else:
            birth = (born, kind, (due or born) if born > named[child][0] else None)
        found[child] = tables | {"Person": [(*birth, *others)]}
    return found


def test_both_dialects_say_the_same_of_the_council(council: Council) -> None:
    for year in YEARS:
        first, *others = (children_in(council.censuses[dialect, year]) for dialect in DIALECTS)
        assert all(other == first for other in others)


def test_the_council_comes_back_field_by_field_in_every_dialect(council: Council, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    folder.mkdir()
    said = as_said(council)
    assert said != council.held
    tables = {table for of in council.held.values() for table in of}
    assert any(tables["Person"][0][4] for tables in said.values())
    assert tables >= {"Person", "Identifier", "Disability", *(model.__name__ for model, _ in TABLES)}
    for dialect in DIALECTS:
        with empty_house():
            load_all(council.censuses, dialect)
            came_back, again = held(), write_all(folder, [dialect])
            assert came_back.keys() == said.keys()
            assert {child: (came_back[child], said[child]) for child in said if came_back[child] != said[child]} == {}
            for year in YEARS:
                assert children_in(again[dialect, year]) == children_in(council.censuses[dialect, year])
