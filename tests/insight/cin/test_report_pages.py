"""The report of an import, on the page and as a file, and what it never tells."""

import json
from pathlib import Path
from typing import Any

import pytest

from rock.insight.cin.models import ImportBatch
from rock.insight.cin.reader import read
from tests.insight.cin.at_the_desk import DIRTY, sent
from tests.insight.cin.house import child, load, person
from tests.support import factories
from tests.support.jobs import run_jobs
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def test_the_report_is_read_page_by_page_and_downloaded_whole(officer: PageClient, tmp_path: Path) -> None:
    load(tmp_path, *(rec for rec, _ in read(DIRTY).children()), child("C1"), child("C1"))  # type: ignore[arg-type]
    batch = ImportBatch.objects.get()
    first = officer.get(f"/census/{batch.pk}/report/")
    rows = batch.notes.count()
    assert f"{rows} row" in first.words
    assert len(first.soup.select("tbody tr")) == min(50, rows)
    got = officer.get(f"/census/{batch.pk}/report.json")
    assert "attachment" in got.response.headers["Content-Disposition"]
    found: dict[str, Any] = json.loads(got.text)
    assert list(found) == ["children", "header", "rows"]
    assert found["children"] == {"read": 334, "created": 333, "updated": 0, "unchanged": 0, "refused": 1}
    assert len(found["rows"]) == rows
    assert "refused" in {row["done"] for row in found["rows"]}


def test_the_second_page_of_a_report(officer: PageClient) -> None:
    batch = sent(officer)
    run_jobs()
    officer.post(f"/census/{batch.pk}/load/")
    run_jobs()
    assert len(officer.get(f"/census/{batch.pk}/report/?page=8").soup.select("tbody tr")) == 398 - 350
    assert officer.get(f"/census/{batch.pk}/report/?page=nine").status == 200


def test_a_report_does_not_tell_what_stands_on_a_restricted_record(
    pages: PageClient, officer: PageClient, tmp_path: Path
) -> None:
    odd = child("C1", upn="A12345678901B", upn_unknown="UN3")
    batch = load(tmp_path, odd, replace_id(odd))
    manager = factories.staff_user("hub_manager")
    factories.restriction(person("C1"), manager, named=[manager])
    for address in ("report/", "report.json"):
        text = officer.get(f"/census/{batch.pk}/{address}").text
        assert text.count("limited to named people") == 1
        assert text.count("a reason for having no UPN is given beside a UPN") == 1


def replace_id(of: Any) -> Any:
    return child("C2", upn="A12345678901C", upn_unknown=of.upn_unknown)
