"""A census is loaded whole, once, and never against the will of the file beside it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from rock.core.services import SYSTEM, Refused
from rock.insight.cin.loading import run
from rock.insight.cin.loading.imports import import_file
from rock.insight.cin.loading.planning import Read, Result, plan_children
from rock.insight.cin.models import CensusChild, ImportBatch, ImportNote, ImportState, LikelyMatch
from rock.insight.cin.reader import read
from rock.insight.cin.records import ChildRecord, Episode
from rock.practice.requests.models import Referral
from rock.reach.models import Basis, Capacity, Grant
from rock.reach.queries import reaches
from rock.reach.role_circles import DATA_OFFICERS, HUB_MANAGERS
from rock.records.models import (
    BirthKind,
    Clock,
    Event,
    EventKind,
    EventPerson,
    Family,
    FamilyMember,
    OutboxEntry,
    Person,
)
from tests.insight.cin.house import (
    DAY,
    census_file,
    child,
    everybody,
    load,
    notes,
    outcome,
    person,
    report,
    row_counts,
    rows_of,
)
from tests.insight.cin.making import DATA
from tests.support.factories import staff_user

pytestmark = pytest.mark.django_db

DIRTY = DATA / "fake_CIN_data.xml"


def test_every_child_of_the_dirty_file_comes_in(tmp_path: Path) -> None:
    found = report(tmp_path, DIRTY)
    assert found["children"] == {"read": 332, "created": 332, "updated": 0, "unchanged": 0, "refused": 0}
    assert found["header"]["reference_date"] == "2022-07-21"
    assert len(found["rows"]) == 398
    assert {"child", "field", "found", "done", "why"} == set(found["rows"][0])
    assert rows_of(Person, Family, FamilyMember, Referral, CensusChild) == [332, 332, 332, 402, 332]
    assert rows_of(Event, EventPerson, OutboxEntry, Grant) == [332, 332, 332, 664]


def test_the_dirty_file_comes_back_row_by_row(tmp_path: Path) -> None:
    report(tmp_path, DIRTY)
    assert everybody() == [record for record, _ in read(DIRTY).children()]
    assert Referral.objects.filter(nfa_in_file=True, no_further_action=False).count() == 366


def test_the_dirty_file_twice_changes_nothing(tmp_path: Path) -> None:
    report(tmp_path, DIRTY)
    before = row_counts()
    again = report(tmp_path, DIRTY)
    assert again["children"] == {"read": 332, "created": 0, "updated": 0, "unchanged": 332, "refused": 0}
    assert row_counts() == before


def test_a_dry_run_says_what_loading_does_and_writes_nothing(tmp_path: Path) -> None:
    before = row_counts(frozenset())
    looked = report(tmp_path, DIRTY, "--dry-run")
    assert row_counts(frozenset()) == before
    assert looked == report(tmp_path, DIRTY)


def test_a_new_child_is_a_family_of_one_shown_by_id(tmp_path: Path) -> None:
    load(tmp_path, child("C1"))
    found = person("C1")
    (place,) = found.memberships.all()
    assert (place.family.name, place.role, place.family.members.count()) == ("Child C1", "child", 1)
    assert (found.given_name, found.family_name, found.first_language) == ("", "", "")
    assert found.source == "CIN census 2025-26"


def test_a_new_child_is_reached_by_hub_managers_and_data_officers_alone(tmp_path: Path) -> None:
    people = {role: staff_user(role) for role in ("hub_manager", "data_officer", "hub_worker", "social_worker")}
    load(tmp_path, child("C1"))
    found = person("C1")
    reach = {role for role, user in people.items() if reaches(user, [found.pk])}
    assert reach == {"hub_manager", "data_officer"}
    rows = Grant.objects.filter(person=found).values_list("circle__key", "basis", "capacity")
    assert set(rows) == {(key, Basis.IMPORT, Capacity.DATA) for key in (HUB_MANAGERS, DATA_OFFICERS)}


def test_somebody_who_becomes_data_officer_later_reaches_them_too(tmp_path: Path) -> None:
    load(tmp_path, child("C1"))
    assert reaches(staff_user("data_officer"), [person("C1").pk])


def test_one_event_a_child_says_that_it_was_imported(tmp_path: Path) -> None:
    officer = staff_user("data_officer")
    load(tmp_path, child("C1"), child("C2"), by=officer)
    events = Event.objects.filter(kind=EventKind.IMPORTED, by=officer)
    assert [event.people.get().person for event in events.order_by("pk")] == [person("C1"), person("C2")]
    assert {event.family for event in events} == set(Family.objects.all())
    assert load(tmp_path, child("C1"), child("C2")).counts["unchanged"] == 2
    assert events.count() == 2


def test_neither_a_closed_nor_an_open_episode_starts_a_clock(tmp_path: Path) -> None:
    closed = Episode(date(2025, 4, 1), "1A", closure_date=DAY, closure_reason="RC7")
    load(tmp_path, child("C1", episodes=(closed,)), child("C2"))
    assert Referral.objects.filter(closed_on__isnull=True).count() == 1
    assert Clock.objects.count() == 0


def test_an_unborn_child_is_expected_and_born_later_with_both_dates_kept(tmp_path: Path) -> None:
    due = date(2026, 8, 1)
    load(tmp_path, child("C1", birth_date=None, expected_birth_date=due), year=2026)
    assert (person().birth_date, person().birth_kind) == (due, BirthKind.EXPECTED)
    load(tmp_path, child("C1", birth_date=date(2026, 7, 28)), year=2027)
    assert (person().birth_date, person().birth_kind, person().due_date) == (date(2026, 7, 28), BirthKind.EXACT, due)


def test_impossible_dates_are_kept_as_the_file_said_them(tmp_path: Path) -> None:
    odd = child("C1", death_date=date(2014, 1, 1), episodes=(Episode(DAY, "1A", closure_date=date(2025, 1, 1)),))
    batch = load(tmp_path, odd)
    assert everybody() == [odd]
    assert {field for _, field, _, done in notes(batch) if done == "kept as given"} >= {
        "ChildIdentifiers/PersonDeathDate",
        "CINdetails[1]/CINclosureDate",
    }


def test_a_refused_child_does_not_stop_the_next(tmp_path: Path) -> None:
    batch = load(tmp_path, child("C1"), child("x" * 51), child("C1", sex="M"), child("C2"))
    assert outcome(batch) == (2, 0, 0, 2)
    assert person("C1").sex == "F"


def test_a_fault_of_the_database_refuses_one_child_and_loads_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = plan_children

    def with_a_fault(items: list[Read], *rest: Any) -> list[Result]:
        results = planned(items, *rest)
        for result in results:
            if result.plan and result.plan.record.la_child_id == "C2" and result.plan.person:
                result.plan.person["ethnicity"] = "MUCH TOO LONG"
        return results

    monkeypatch.setattr(run, "plan_children", with_a_fault)
    batch = load(tmp_path, child("C1"), child("C2"), child("C3"))
    assert outcome(batch) == (2, 0, 0, 1)
    assert [record.la_child_id for record in everybody()] == ["C1", "C3"]
    assert [(who, done) for who, _, _, done in notes(batch)] == [("C2", "refused")]


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_load_that_is_stopped_goes_on_and_ends_as_if_it_never_had_been(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(run, "CHUNK", 2)
    children = [child(f"C{n}", sex=None if n % 3 else "F") for n in range(7)] + [child("C0"), child("C9")]
    path = census_file(tmp_path / "census.xml", children)

    class Killed(BaseException):
        pass

    def kill(number: int) -> None:
        if number >= after * 2:
            raise Killed

    with pytest.raises(Killed):
        import_file(path, by=SYSTEM, progress=kill)
    stopped = ImportBatch.objects.get()
    assert (stopped.state, stopped.counts["read"]) == (ImportState.LOADING, after * 2)
    assert Person.objects.count() == after * 2
    again = import_file(path, by=SYSTEM, progress=lambda number: None)
    assert again.pk == stopped.pk
    assert (again.state, outcome(again)) == (ImportState.DONE, (8, 0, 0, 1))
    assert again.total == 9
    assert len(set(notes(again))) == ImportNote.objects.count()
    assert Person.objects.count() == 8


def test_a_kill_in_the_middle_of_a_portion_leaves_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "CHUNK", 2)

    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(run, "write_notes", lambda rows, batch: kill() if Person.objects.count() > 2 else list(rows))
    with pytest.raises(Killed):
        load(tmp_path, *(child(f"C{n}") for n in range(5)))
    assert rows_of(Person, Family, Event) == [2, 2, 2]
    assert ImportBatch.objects.get().counts["read"] == 2


HOSTILE = {
    "entities": b'<!DOCTYPE m [<!ENTITY a "b">]><Message><Children><Child>&a;</Child></Children></Message>',
    "wrong root": b"<Post><Children/></Post>",
    "truncated": b"<Message><Children><Child><ChildIdentifiers><LAchildID>C1</LAchildID>",
    "not XML": b"LAchildID,Sex\nC1,F\n",
    "wrong encoding": '<?xml version="1.0" encoding="utf-8"?><Message>é</Message>'.encode("latin-1"),
    "empty": b"",
    "another census": b"<Message><Header><CollectionDetails><Collection>CLA</Collection></CollectionDetails></Header>"
    b"<Children><Child/></Children></Message>",
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("option", [[], ["--dry-run"]])
def test_a_hostile_or_broken_file_changes_nothing(tmp_path: Path, kind: str, option: list[str]) -> None:
    load(tmp_path, child("C1"))
    path = tmp_path / "hostile.xml"
    path.write_bytes(HOSTILE[kind])
    before = row_counts(frozenset())
    with pytest.raises(CommandError):
        call_command("import_cin", str(path), *option, skip_checks=True)
    assert row_counts(frozenset()) == before


def test_a_file_that_breaks_off_after_a_thousand_children_changes_nothing(tmp_path: Path) -> None:
    path = census_file(tmp_path / "census.xml", (child(f"C{n}") for n in range(1500)))
    path.write_bytes(path.read_bytes()[:-40])
    before = row_counts(frozenset())
    with pytest.raises(CommandError, match="breaks off"):
        call_command("import_cin", str(path), skip_checks=True)
    assert row_counts(frozenset()) == before


def test_a_file_or_a_place_for_the_report_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_cin", str(tmp_path / "none.xml"), skip_checks=True)
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("import_cin", str(DIRTY), report=tmp_path / "none" / "r.json", skip_checks=True)
    assert Person.objects.count() == 0


def test_one_import_runs_at_a_time(tmp_path: Path) -> None:
    other = connection.get_new_connection(connection.get_connection_params())
    try:
        other.execute("SELECT pg_advisory_lock(%s)", [run._ONE_AT_A_TIME])
        with pytest.raises(Refused, match="Another census"):
            load(tmp_path, child("C1"))
        assert rows_of(Person, ImportBatch) == [0, 0]
    finally:
        other.execute("SELECT pg_advisory_unlock_all()")
        other.close()
    assert outcome(load(tmp_path, child("C1"))) == (1, 0, 0, 0)


def test_likely_matches_are_no_part_of_counting_twice(tmp_path: Path) -> None:
    first = child("C1", upn="A12345678901B")
    load(tmp_path, first)
    other: ChildRecord = replace(first, la_child_id="C2", birth_date=date(2012, 1, 1))
    load(tmp_path, other, year=2027)
    before = row_counts()
    load(tmp_path, other, year=2027)
    assert row_counts() == before
    assert LikelyMatch.objects.count() == 1
