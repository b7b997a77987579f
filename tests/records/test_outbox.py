"""What other systems are told: each change at least once, no word and no name, and nothing kept for ever."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from rock.core import nightly, time
from rock.core.services import SYSTEM
from rock.records.models import EventKind, OutboxEntry, Person
from rock.records.services.events import record_event
from rock.records.services.outbox import KEPT_FOR, Change, take_changes
from tests.support import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def kai() -> Person:
    person = make.person("Kai", "Ashdown")
    OutboxEntry.objects.all().delete()
    for kind in (EventKind.VISIT_RECORDED, EventKind.PLAN_AGREED, EventKind.REVIEW_HELD):
        record_event(by=SYSTEM, kind=kind, people=[person])
    return person


def take(file: Path, *more: str) -> str:
    out = StringIO()
    call_command("take_changes", str(file), *more, stdout=out)
    return out.getvalue()


def test_changes_are_written_in_their_order_and_forgotten(kai: Person, tmp_path: Path) -> None:
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    assert "2 changes" in take(first, "--most", "2")
    assert "1 change\n" in take(second)
    told = [json.loads(line) for file in (first, second) for line in file.read_text().splitlines()]
    assert [row["kind"] for row in told] == ["visit_recorded", "plan_agreed", "review_held"]
    assert {row["person"] for row in told} == {kai.pk}
    assert set(told[0]) == {"change", "person", "event", "kind", "happened_at", "recorded_at"}
    assert "Ashdown" not in first.read_text()
    assert "Nothing has changed" in take(tmp_path / "3.jsonl")
    assert not (tmp_path / "3.jsonl").exists()


def test_a_file_that_is_there_is_left_alone_and_nothing_is_taken(kai: Person, tmp_path: Path) -> None:
    there = tmp_path / "there.jsonl"
    there.write_text("theirs")
    with pytest.raises(CommandError, match=r"there already.*Nothing was taken"):
        take(there)
    with pytest.raises(CommandError, match="cannot be written: No such file"):
        take(tmp_path / "nowhere" / "1.jsonl")
    with pytest.raises(CommandError, match="a number from 1"):
        take(tmp_path / "1.jsonl", "--most", "0")
    assert (there.read_text(), OutboxEntry.objects.count()) == ("theirs", 3)


def test_what_could_not_be_kept_is_told_again_under_the_same_number(kai: Person) -> None:
    seen: list[list[Change]] = []

    def fails(changes: list[Change]) -> None:
        seen.append(changes)
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        take_changes(by=SYSTEM, keep=fails)
    assert take_changes(by=SYSTEM, keep=seen.append) == 3
    assert seen[0] == seen[1]


def test_the_night_forgets_what_nobody_came_for(kai: Person) -> None:
    for days, left in ((-1, 3), (1, 0)):
        with time_machine.travel(time.now() + KEPT_FOR + timedelta(days=days), tick=False):
            nightly.run_all()
        assert OutboxEntry.objects.count() == left
