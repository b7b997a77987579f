"""Fifty thousand children: all of them come in, nothing changes at the second time, and memory stays small."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from rock.insight.cin.models import ImportBatch, ImportState
from rock.practice.requests.models import Referral
from rock.records.models import Event, Family, Person
from tests.insight.cin.house import census_file, row_counts, rows_of
from tests.insight.cin.many import many_children

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]

CHECKOUT = Path(__file__).resolve().parents[3]
MANY = 50_000
MOST_MEGABYTES = 600
_RUN = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print("peak", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
sys.exit(code)
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return census_file(tmp_path_factory.mktemp("census") / "many.xml", many_children(MANY))


def command(*words: str) -> tuple[str, int]:
    """Run a command of the product as a process of its own; return what it said and its peak of memory in MB."""
    place = connection.settings_dict
    url = f"postgresql://{place['USER']}:{place['PASSWORD']}@/{place['NAME']}?host={place['HOST']}"
    found = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "rock.config.settings.test"}
    line = [sys.executable, "-c", _RUN, sys.executable, "manage.py", *words]
    done = subprocess.run(line, capture_output=True, text=True, env=found, cwd=CHECKOUT, check=False)
    assert done.returncode == 0, done.stderr
    *said, peak = done.stdout.splitlines()
    return "\n".join(said), int(peak.removeprefix("peak "))


def test_fifty_thousand_children_come_in_and_go_out_in_little_memory(many: Path, tmp_path: Path) -> None:
    said, peak = command("import_cin", str(many), "--report", str(tmp_path / "report.json"))
    assert said == "50,000 children read; were: 50,000 created, 0 updated, 0 unchanged, 0 refused."
    assert peak < MOST_MEGABYTES
    assert rows_of(Person, Family, Event) == [MANY, MANY, MANY]
    assert Referral.objects.count() == MANY + MANY // 4
    before = row_counts()
    said, peak = command("import_cin", str(many))
    assert said == "50,000 children read; were: 0 created, 0 updated, 50,000 unchanged, 0 refused."
    assert (row_counts() == before, peak < MOST_MEGABYTES) == (True, True)
    said, peak = command("export_cin", "2026", str(tmp_path / "out.xml"))
    assert "50,000 children, valid by the schema of 2026" in said
    assert peak < MOST_MEGABYTES


def test_a_process_that_is_killed_in_the_middle_goes_on_where_it_was(tmp_path: Path) -> None:
    path = census_file(tmp_path / "census.xml", many_children(6000))
    place = connection.settings_dict
    url = f"postgresql://{place['USER']}:{place['PASSWORD']}@/{place['NAME']}?host={place['HOST']}"
    found = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "rock.config.settings.test"}
    line = [sys.executable, "manage.py", "import_cin", str(path)]
    with subprocess.Popen(line, env=found, cwd=CHECKOUT, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        next(line for line in running.stderr if "2,000 children loaded" in line)
        running.kill()
    stopped = ImportBatch.objects.get()
    assert stopped.state == ImportState.LOADING
    assert 2000 <= stopped.counts["read"] < 6000
    assert rows_of(Person, Family, Event) == [stopped.counts["read"]] * 3
    said, _ = command("import_cin", str(path))
    assert said == "6,000 children read; were: 6,000 created, 0 updated, 0 unchanged, 0 refused."
    assert rows_of(Person, ImportBatch) == [6000, 1]
