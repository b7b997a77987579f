"""Who gets the census’s pages, and the children shown by number until somebody works with them."""

from pathlib import Path

import pytest

from rock.accounts.models import User, UserKind
from rock.accounts.roles import Role
from rock.reach.models import ViewLog
from tests.insight.cin.house import child, load, person
from tests.support import factories
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


OFFICERS = ["/census/", "/census/send/", "/census/write/", "/census/{batch}/", "/census/{batch}/report/"]


OFFICERS += ["/census/{batch}/report.json"]


SHARED = ["/census/children/", "/census/matches/"]


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
