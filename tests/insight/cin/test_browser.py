"""The data officer's journey in a real browser: send, look, load, read the report, decide who is who."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from rock.accounts.roles import Role
from rock.insight.cin.models import ImportBatch
from rock.records.models import SamePerson
from tests.insight.cin.house import census_file, child, load, person
from tests.insight.cin.making import DATA
from tests.support import factories
from tests.support.browser import check_axe, check_no_sideways_scroll, screenshot, tab_to
from tests.support.jobs import run_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Open = Callable[..., Page]


def looked_at(page: Page, name: str) -> None:
    check_axe(page)
    check_no_sideways_scroll(page)
    screenshot(page, f"census-{name}")


@pytest.mark.parametrize("phone", [True, False])
def test_a_census_is_sent_looked_through_and_loaded_without_javascript(in_browser: Open, *, phone: bool) -> None:
    page = in_browser("/", phone=phone, javascript=False, user=factories.staff_user(Role.DATA_OFFICER))
    looked_at_name = "phone" if phone else "desktop"
    page.get_by_role("button", name="Load a census file").click()
    page.get_by_label("Choose the census file").set_input_files(DATA / "fake_CIN_data.xml")
    page.get_by_role("button", name="Look through it").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Sent, not looked at yet"
    run_jobs()
    page.reload()
    screenshot(page, f"census-looked-{looked_at_name}")
    page.get_by_role("button", name="Load it", exact=True).click()
    run_jobs()
    page.reload()
    screenshot(page, f"census-loaded-{looked_at_name}")
    page.get_by_role("link", name="Read the report").click()
    screenshot(page, f"census-report-{looked_at_name}")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all of it (JSON)").click()
    assert download.value.suggested_filename == f"census-report-{ImportBatch.objects.get().pk}.json"
    assert '"created": 332' in Path(download.value.path()).read_text()


@pytest.mark.parametrize("phone", [True, False])
def test_every_page_of_the_census_passes_axe(in_browser: Open, tmp_path: Path, *, phone: bool) -> None:
    officer = factories.staff_user(Role.DATA_OFFICER)
    held = factories.person("Wilhelmina", "Thwaite", born=child().birth_date, sex="F", ethnicity="WBRI")
    factories.grant(officer, held)
    batch = load(tmp_path, child("C1", upn="A12345678901B", upn_unknown="UN1"), child("C2"))
    page = in_browser("/census/", phone=phone, user=officer)
    name = "phone" if phone else "desktop"
    addresses = ["", "send/", f"{batch.pk}/", f"{batch.pk}/report/", "write/", "children/", "matches/", "matches/1/"]
    for address in addresses:
        here = address.replace("matches/1/", f"matches/{_match()}/")
        page.goto(f"/census/{here}")
        looked_at(page, f"{here.strip('/').replace('/', '-') or 'all'}-{name}")


def _match() -> int:
    from rock.insight.cin.models import LikelyMatch

    return int(LikelyMatch.objects.order_by("pk").values_list("pk", flat=True)[0])


def test_who_is_who_is_decided_by_keyboard(in_browser: Open, tmp_path: Path) -> None:
    officer = factories.staff_user(Role.DATA_OFFICER)
    held = factories.person("Wilhelmina", "Thwaite", born=child().birth_date, sex="F", ethnicity="WBRI")
    factories.grant(officer, held)
    load(tmp_path, child("C1"))
    page = in_browser("/census/matches/", user=officer)
    page.get_by_role("link", name=f"Decide about child C1 and record {held.pk}").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Is child C1 somebody we know?").wait_for()
    tab_to(page, "Yes, the same person")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("They are read as one person now.").wait_for()
    link = SamePerson.objects.get()
    assert {link.first, link.second} == {held, person("C1")}


def test_the_wrong_file_is_said_on_the_page(in_browser: Open, tmp_path: Path) -> None:
    page = in_browser("/census/send/", user=factories.staff_user(Role.DATA_OFFICER))
    page.get_by_role("button", name="Look through it").click()
    page.get_by_role("alert").wait_for()
    check_axe(page)
    path = census_file(tmp_path / "census.xml", [child("C1")])
    path.write_bytes(path.read_bytes()[:-30])
    page.get_by_label("Choose the census file").set_input_files(path)
    page.get_by_role("button", name="Look through it").click()
    run_jobs()
    page.goto(page.url)
    assert "breaks off" in page.locator("main").inner_text()
    looked_at(page, "refused")
