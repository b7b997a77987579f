"""A file is sent, looked through, loaded when confirmed, and forgotten."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import Refused
from rock.insight.cin import services
from rock.insight.cin.models import FilePart, ImportBatch, ImportState, StoredFile
from rock.insight.cin.tasks import bring_in, forget_old_files, look
from rock.records.models import Person
from tests.insight.cin.at_the_desk import DIRTY, press, sent
from tests.insight.cin.house import census_file, child, person
from tests.support import factories
from tests.support.jobs import run_jobs, waiting
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def test_a_file_is_looked_through_first_and_loaded_when_confirmed(officer: PageClient) -> None:
    batch = sent(officer)
    waits = officer.get(f"/census/{batch.pk}/")
    assert (waits.h1, waits.response.headers["Refresh"]) == ("Sent, not looked at yet", "10")
    assert run_jobs() == 1
    page = officer.get(f"/census/{batch.pk}/")
    assert "Refresh" not in page.response.headers
    assert page.h1 == "Looked through, waiting for you"
    assert "New 332" in page.words
    cells = [cell.get_text() for cell in page.soup.select("tbody tr:nth-child(2) > *")]
    why = "the referral has a closure date, a conference: something was done"
    assert cells == ["RND000215205141", "CINdetails[1]/ReferralNFA", "true", "read as no", why]
    assert len(page.soup.select("tbody tr")) == 20
    assert Person.objects.count() == 0
    assert press(officer, page, "Load it").status == 302
    assert officer.get(f"/census/{batch.pk}/").h1 == "Loading"
    assert run_jobs() == 1
    done = officer.get(f"/census/{batch.pk}/")
    assert (done.h1, Person.objects.count()) == ("Loaded", 332)
    assert "New 332" in done.words
    assert StoredFile.objects.count() == FilePart.objects.count() == 0
    assert "New: 332" in officer.get("/census/").words


def test_who_sent_it_is_the_one_who_acted(officer: PageClient, user: User) -> None:
    batch = sent(officer)
    run_jobs()
    services.confirm(by=user, batch=batch)
    run_jobs()
    assert Person.objects.filter(recorded_by=user).count() == 332


def test_a_page_that_looks_again_by_itself_can_be_stopped(officer: PageClient) -> None:
    batch = sent(officer)
    page = officer.get(f"/census/{batch.pk}/?still=1")
    assert "Refresh" not in page.response.headers
    assert officer.get(f"/census/{batch.pk}/").link("Stop that") == f"/census/{batch.pk}/?still=1"


def test_a_file_that_is_not_wanted_is_deleted(officer: PageClient) -> None:
    batch = sent(officer)
    run_jobs()
    assert press(officer, officer.get(f"/census/{batch.pk}/"), "Do not load it").status == 302
    assert officer.get(f"/census/{batch.pk}/").h1 == "Not loaded"
    assert StoredFile.objects.count() == Person.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"LAchildID,Sex\n", "not well-formed XML"),
        (b"<Post/>", "not a children-in-need census"),
        (DIRTY.read_bytes()[:5000], "breaks off"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><Message/>', "DOCTYPE"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_in_words_and_deleted(officer: PageClient, data: bytes, words: str) -> None:
    batch = sent(officer, data)
    run_jobs()
    page = officer.get(f"/census/{batch.pk}/")
    assert page.h1 == "Refused"
    assert words in page.words
    assert "Nothing was changed" in page.words
    assert StoredFile.objects.count() == Person.objects.count() == 0


def test_a_file_that_is_too_large_or_empty_or_missing_is_refused_at_once(officer: PageClient) -> None:
    page = officer.get("/census/send/")
    assert officer.post("/census/send/", page.form()).errors == ["Choose the census file"]
    empty = officer.post("/census/send/", page.form() | {"file": SimpleUploadedFile("a.xml", b"")})
    assert empty.errors == ["The file is empty. Choose another one"]
    with override_settings(CENSUS_LARGEST_MEGABYTES=0):
        large = officer.post("/census/send/", page.form() | {"file": SimpleUploadedFile("a.xml", b"<a/>")})
    assert large.errors == ["The file must be smaller than 0 MB"]
    assert ImportBatch.objects.count() == 0


def test_a_double_click_sends_one_file(officer: PageClient) -> None:
    form = officer.get("/census/send/").form()
    for _ in range(2):
        officer.post("/census/send/", form | {"file": SimpleUploadedFile("a.xml", DIRTY.read_bytes())})
    assert ImportBatch.objects.count() == len(waiting()) == 1


def test_a_colleague_sees_anothers_file_and_cannot_load_or_drop_it(pages: PageClient, officer: PageClient) -> None:
    batch = sent(officer)
    run_jobs()
    colleague = pages.as_user(factories.staff_user(Role.DATA_OFFICER))
    page = colleague.get(f"/census/{batch.pk}/")
    assert page.soup.select("main form") == []
    for name in ("load", "drop", "go-on"):
        assert "Only the person who sent" in colleague.post(f"/census/{batch.pk}/{name}/").words
    batch.refresh_from_db()
    assert batch.state == ImportState.CHECKED


def test_loading_twice_or_after_dropping_is_refused(officer: PageClient, user: User) -> None:
    batch = sent(officer)
    with pytest.raises(Refused, match="not waiting"):
        services.confirm(by=user, batch=batch)
    run_jobs()
    services.confirm(by=user, batch=batch)
    with pytest.raises(Refused, match="not waiting"):
        services.confirm(by=user, batch=batch)
    with pytest.raises(Refused, match="being loaded"):
        services.drop(by=user, batch=batch)


def test_a_load_that_was_stopped_can_go_on(officer: PageClient, user: User) -> None:
    batch = sent(officer)
    run_jobs()
    services.confirm(by=user, batch=batch)
    ImportBatch.objects.update(moved_at=time.now() - timedelta(minutes=6))
    page = officer.get(f"/census/{batch.pk}/")
    assert "seems to have stopped" in page.words
    assert press(officer, page, "Go on").status == 302
    assert waiting() == ["insight.cin.tasks.bring_in"] * 2
    run_jobs()
    assert Person.objects.count() == 332


def test_a_job_that_runs_twice_does_its_work_once(officer: PageClient, user: User) -> None:
    batch = sent(officer)
    run_jobs()
    look.run(batch_id=batch.pk)
    services.confirm(by=user, batch=batch)
    for _ in range(2):
        bring_in.run(batch_id=batch.pk)
    assert Person.objects.count() == 332


def test_files_that_nobody_came_back_for_are_forgotten(officer: PageClient) -> None:
    sent(officer)
    forget_old_files()
    assert StoredFile.objects.count() == 1
    StoredFile.objects.update(stored_at=time.now() - timedelta(days=2, minutes=1))
    forget_old_files()
    assert StoredFile.objects.count() == FilePart.objects.count() == 0


def test_a_census_in_another_dialect_goes_the_same_way(officer: PageClient, tmp_path: Path) -> None:
    path = census_file(tmp_path / "old.xml", [child("C1")], dialect="2017")
    batch = sent(officer, path.read_bytes(), "old.xml")
    run_jobs()
    officer.post(f"/census/{batch.pk}/load/")
    run_jobs()
    assert person("C1").sex == "F"
