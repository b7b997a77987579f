"""A census is written by a job, fetched by who asked for it, and goes on after a stop."""

from datetime import timedelta
from pathlib import Path

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.insight.cin.models import CensusExport
from rock.insight.cin.reader import read
from tests.insight.cin.house import child, load
from tests.support import factories
from tests.support.jobs import run_jobs
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def test_a_census_is_written_by_a_job_and_fetched(pages: PageClient, officer: PageClient, tmp_path: Path) -> None:
    load(tmp_path, child("C1"))
    page = officer.get("/census/write/")
    assert officer.submit(page, year="2016").errors == [
        "Give the year in which the census’s 31 March falls, from 2017."
    ]
    assert officer.submit(page, year="2026").status == 302
    under_way = officer.get("/census/write/")
    assert ("Being written" in under_way.words, under_way.response.headers["Refresh"]) == (True, "10")
    run_jobs()
    done = officer.get("/census/write/")
    assert "1 child, valid by the schema of 2026" in done.words
    asked = CensusExport.objects.get()
    got = officer.client.get(f"/census/write/{asked.pk}.xml")
    (tmp_path / "got.xml").write_bytes(b"".join(got))
    assert [record for record, _ in read(tmp_path / "got.xml").children()] == [child("C1")]
    assert 'filename="CIN-2026.xml"' in got.headers["Content-Disposition"]
    assert pages.as_user(factories.staff_user(Role.DATA_OFFICER)).get(f"/census/write/{asked.pk}.xml").status == 404
    assert pages.as_user(factories.staff_user(Role.HUB_MANAGER)).get(f"/census/write/{asked.pk}.xml").status == 403


def test_a_census_whose_writing_was_stopped_can_go_on(officer: PageClient, tmp_path: Path) -> None:
    load(tmp_path, child("C1"))
    for minutes in (0, 14):
        CensusExport.objects.all().delete()
        officer.submit(officer.get("/census/write/"), year="2026")
        CensusExport.objects.update(started_at=time.now() - timedelta(minutes=minutes))
        assert "seems to have stopped" not in officer.get("/census/write/").words
    CensusExport.objects.update(started_at=time.now() - timedelta(minutes=16))
    page = officer.get("/census/write/")
    assert ("seems to have stopped" in page.words, "Refresh" in page.response.headers) == (True, False)
    assert officer.submit(page, "/census/write/", "main li form").status == 302
    assert "Being written" in officer.get("/census/write/").words
    run_jobs()
    assert [one.children for one in CensusExport.objects.all()] == [1]


def test_a_year_without_children_gives_no_file(officer: PageClient) -> None:
    officer.submit(officer.get("/census/write/"), year="2019")
    run_jobs()
    assert "No child was in need in that year" in officer.get("/census/write/").words
    assert officer.get(f"/census/write/{CensusExport.objects.get().pk}.xml").status == 404
