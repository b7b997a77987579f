"""The data officer's pages: who gets them, what they do, and what they never show."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from rock.accounts.models import User, UserKind
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import Refused
from rock.insight.cin import services
from rock.insight.cin.models import (
    CensusExport,
    FilePart,
    ImportBatch,
    ImportState,
    LikelyMatch,
    MatchState,
    StoredFile,
)
from rock.insight.cin.reader import read
from rock.insight.cin.tasks import bring_in, forget_old_files, look
from rock.reach.models import ViewLog
from rock.records.models import Person, SamePerson
from tests.insight.cin.house import census_file, child, load, person
from tests.insight.cin.making import DATA
from tests.support import factories
from tests.support.jobs import run_jobs, waiting
from tests.support.pages import Page, PageClient

pytestmark = pytest.mark.django_db

DIRTY = DATA / "fake_CIN_data.xml"
OFFICERS = ["/census/", "/census/send/", "/census/write/", "/census/{batch}/", "/census/{batch}/report/"]
OFFICERS += ["/census/{batch}/report.json"]
SHARED = ["/census/children/", "/census/matches/"]


@pytest.fixture
def user() -> User:
    return factories.staff_user(Role.DATA_OFFICER, "Odette Marsh")


@pytest.fixture
def officer(pages: PageClient, user: User) -> PageClient:
    return pages.as_user(user)


def sent(officer: PageClient, data: bytes = b"", name: str = "census.xml") -> ImportBatch:
    """Send a file as a browser does and return its import."""
    page = officer.get("/census/send/")
    file = SimpleUploadedFile(name, data or DIRTY.read_bytes())
    answer = officer.post("/census/send/", page.form() | {"file": file})
    assert answer.status == 302, answer.errors
    return ImportBatch.objects.latest("pk")


def press(officer: PageClient, page: Page, button: str) -> Page:
    """Send the form that has this button."""
    found = next(form for form in page.soup.select("main form") if button in form.get_text())
    return officer.submit(page, str(found["action"]), f"main form[action='{found['action']}']")


@pytest.mark.parametrize("address", OFFICERS)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DATA_OFFICER])
def test_nobody_but_a_data_officer_gets_the_census(pages: PageClient, tmp_path: Path, address: str, role: Role) -> None:
    batch = load(tmp_path, child("C1"))
    kind = {Role.FAMILY: UserKind.FAMILY, Role.PARTNER: UserKind.PARTNER}.get(role, UserKind.STAFF)
    stranger = pages.as_user(factories.user(kind=kind, roles=[role]))
    assert stranger.get(address.format(batch=batch.pk)).status == 403


@pytest.mark.parametrize("address", SHARED)
@pytest.mark.parametrize(("role", "status"), [("hub_manager", 200), ("data_officer", 200), ("hub_worker", 403)])
def test_hub_managers_see_imported_children_too(pages: PageClient, address: str, role: str, status: int) -> None:
    assert pages.as_user(factories.staff_user(role)).get(address).status == status


@pytest.mark.parametrize("address", OFFICERS + SHARED)
def test_nobody_gets_them_without_signing_in(pages: PageClient, address: str) -> None:
    assert pages.get(address.format(batch=1)).status == 302


@pytest.mark.parametrize("name", ["load", "drop", "go-on"])
def test_what_changes_something_is_only_posted_and_only_by_data_officers(
    pages: PageClient, officer: PageClient, tmp_path: Path, name: str
) -> None:
    batch = load(tmp_path, child("C1"))
    assert officer.get(f"/census/{batch.pk}/{name}/").status == 405
    assert pages.as_user(factories.staff_user("hub_manager")).post(f"/census/{batch.pk}/{name}/").status == 403
    assert officer.post(f"/census/{batch.pk}/{name}/").status == 409


@pytest.mark.parametrize("address", ["/census/99999/", "/census/99999/report/", "/census/99999/report.json"])
def test_an_import_that_is_not_there(officer: PageClient, address: str) -> None:
    assert officer.get(address).status == 404


def test_a_data_officer_starts_at_the_census(officer: PageClient) -> None:
    assert officer.get("/").location == "/census/"
    assert officer.get("/census/").h1 == "Children-in-need census"


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


def test_imported_children_are_shown_by_number_until_somebody_works_with_them(
    officer: PageClient, user: User, tmp_path: Path
) -> None:
    load(tmp_path, child("C1"), child("C2", birth_date=None))
    page = officer.get("/census/children/")
    assert "2 children" in page.words
    assert page.link("C1") == f"/people/{person('C1').pk}/"
    assert "not known" in page.words
    assert set(ViewLog.objects.filter(page="imported children", user=user).values_list("person", flat=True)) == {
        person("C1").pk,
        person("C2").pk,
    }
    manager = factories.staff_user("hub_manager")
    factories.restriction(person("C1"), manager, named=[manager])
    assert "C1" not in officer.get("/census/children/").words


def test_many_imported_children_are_shown_page_by_page(officer: PageClient, tmp_path: Path) -> None:
    load(tmp_path, *(child(f"C{n:03}") for n in range(30)))
    assert len(officer.get("/census/children/?page=2").soup.select("tbody tr")) == 5


@pytest.fixture
def match(tmp_path: Path) -> LikelyMatch:
    factories.person("Wilhelmina", "Thwaite", born=child().birth_date, sex="F", ethnicity="WBRI")
    load(tmp_path, child("C1"))
    return LikelyMatch.objects.get()


def test_a_likely_match_of_somebody_who_is_not_reached_names_nobody(officer: PageClient, match: LikelyMatch) -> None:
    page = officer.get("/census/matches/")
    assert "Child C1" in page.words
    assert "Ask the hub manager to decide" in page.words
    assert "Wilhelmina" not in page.text
    one = officer.get(f"/census/matches/{match.pk}/")
    assert "Wilhelmina" not in one.text
    refused = officer.submit(one, answer="same")
    assert (refused.status, SamePerson.objects.count()) == (409, 0)
    match.refresh_from_db()
    assert match.state == MatchState.WAITING


def test_a_likely_match_of_a_restricted_person_says_only_that_there_may_be_somebody(
    officer: PageClient, match: LikelyMatch, user: User
) -> None:
    factories.grant(user, match.held)
    factories.restriction(match.held, factories.staff_user("team_manager"))
    assert "There may be somebody. Ask the hub manager." in officer.get("/census/matches/").words
    assert "Wilhelmina" not in officer.get(f"/census/matches/{match.pk}/").text


@pytest.mark.parametrize(("answer", "joined"), [("same", 1), ("different", 0)])
def test_a_person_decides_once_who_is_who(
    officer: PageClient, match: LikelyMatch, user: User, tmp_path: Path, answer: str, joined: int
) -> None:
    factories.grant(user, match.held)
    page = officer.get(officer.get("/census/matches/").link(f"Decide about child C1 and record {match.held_id}"))
    assert "Wilhelmina Thwaite" in page.words
    assert officer.submit(page, answer="").errors == ["Choose whether they are the same person"]
    assert officer.submit(page, answer=answer).status == 302
    match.refresh_from_db()
    assert (match.state, match.decided_by, SamePerson.objects.count()) == (answer, user, joined)
    assert "No likely match" in officer.get("/census/matches/").words
    assert officer.post(f"/census/matches/{match.pk}/", {"answer": "same"}).status == 409
    load(tmp_path, child("C1"))
    assert LikelyMatch.objects.filter(state=MatchState.WAITING).count() == 0


def test_a_match_is_decided_only_by_those_who_reach_the_incoming_child(pages: PageClient, match: LikelyMatch) -> None:
    address = f"/census/matches/{match.pk}/"
    assert pages.as_user(factories.staff_user("social_worker")).post(address, {"answer": "same"}).status == 403
    manager = factories.staff_user("hub_manager")
    factories.grant(manager, match.incoming, allow=False)
    assert pages.as_user(manager).get(address).status == 404
    assert pages.as_user(manager).post(address, {"answer": "same"}).status == 404


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


def test_a_census_in_another_dialect_goes_the_same_way(officer: PageClient, tmp_path: Path) -> None:
    path = census_file(tmp_path / "old.xml", [child("C1")], dialect="2017")
    batch = sent(officer, path.read_bytes(), "old.xml")
    run_jobs()
    officer.post(f"/census/{batch.pk}/load/")
    run_jobs()
    assert person("C1").sex == "F"
