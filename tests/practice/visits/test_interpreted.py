"""Somebody spoke in another language: their answers keep the words as they were said, with the English beside them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from rock.practice.visits.queries.day import shared_day
from rock.practice.visits.services import drafting
from rock.records.models import DayEntry, MemberRole, Slot, Source
from tests.practice.visits.page_by_page import TEA, check_of, page_of, seen, sent
from tests.support import factories as make
from tests.support.browser import check_axe, check_targets, screenshot
from tests.support.pages import Page, PageClient
from tests.support.visits import Household, allocated, household

pytestmark = pytest.mark.django_db


def first_page(worker: PageClient, home: Household, *speakers: str, language: str = "Polish") -> Page:
    return sent(
        worker, page_of(home), children=[str(home.kai.pk)], interpreter=language, interpreted=[*speakers] or [""]
    )


def originals(page: Page) -> list[str]:
    """Return the names of the fields for words as they were said, but for the form of a new part."""
    return [str(box["name"]) for box in page.soup.select("[data-visit-parts] textarea[name$=_original]")]


def dees(home: Household) -> str:
    return f"{TEA}__said_{home.dee.pk}"


def kept(worker: PageClient, home: Household) -> Page:
    made = worker.submit(worker.get(check_of(home)), selector="main form[data-visit-keep]")
    return worker.get(str(made.location))


def test_only_whoever_spoke_in_another_language_has_a_place_for_it(worker: PageClient, home: Household) -> None:
    seen(worker, home, home.kai, **{f"{TEA}__words": "Beans"})
    assert originals(worker.get(page_of(home, home.kai))) == []
    first_page(worker, home)
    assert originals(worker.get(page_of(home, home.kai))) == []
    first_page(worker, home, str(home.dee.pk), "other")
    page = worker.get(page_of(home, home.kai))
    assert originals(page) == [f"{TEA}-said_{home.dee.pk}_original", f"{TEA}-other_original"]
    folded = page.soup.select_one(f"#{TEA} details")
    assert folded
    assert folded.get_text(" ", strip=True) == "As it was said, in Polish What Dee says, in Polish"
    assert not folded.has_attr("open")
    first_page(worker, home, str(home.kai.pk))
    assert originals(worker.get(page_of(home, home.kai))) == [f"{TEA}-words_original"]


def test_the_language_is_asked_where_somebody_spoke_another(worker: PageClient, home: Household) -> None:
    assert "Write which language they spoke" in first_page(worker, home, str(home.dee.pk), language="").errors


def test_what_was_said_is_kept_with_the_english_beside_it_and_read_back(worker: PageClient, home: Household) -> None:
    first_page(worker, home, str(home.dee.pk))
    seen(worker, home, home.kai, **{dees(home): "There is tea.", f"{TEA}__words": "Beans", f"{TEA}__saw": "No plates"})
    typed: dict[str, Any] = {f"{dees(home)}_original": "Jest herbata."}
    typed |= {f"readers{home.dee.pk}__readers": [str(home.dee.pk)], f"readers{home.dee.pk}__said": "I may read it"}
    worker.submit(worker.get(page_of(home, home.kai)), **typed)
    assert worker.get(page_of(home, home.kai)).form()[f"{TEA}-said_{home.dee.pk}_original"] == "Jest herbata."
    read = worker.get(check_of(home))
    assert "Jest herbata." in read.words
    assert "Translated from Polish: There is tea." in read.words
    page = kept(worker, home)
    assert "Jest herbata." in page.words
    assert "Translated from Polish: There is tea." in page.words
    said = DayEntry.objects.get(source=Source.PARENT).statement
    assert (said.words, said.language, said.verbatim) == ("Jest herbata.", "Polish", True)
    assert [row.words for row in said.translations.all()] == ["There is tea."]
    others = DayEntry.objects.exclude(source=Source.PARENT).values_list("statement__language", flat=True)
    assert set(others) == {"English"}
    tea = next(row for row in shared_day([home.kai.pk], [home.dee.pk]).rows if row.slot == Slot.TEA)
    (entry,) = (entry for cell in tea.cells for entry in cell.entries)
    assert (entry.words, entry.translation, entry.language) == ("Jest herbata.", "There is tea.", "Polish")


def test_a_child_and_somebody_by_name_keep_theirs_too_with_or_without_english(
    worker: PageClient, home: Household
) -> None:
    first_page(worker, home, str(home.kai.pk), "other")
    seen(worker, home, home.kai, **{f"{TEA}__saw": "No plates"})
    typed = {f"{TEA}__words_original": "Fasola.", f"{TEA}__other_original": "Jest głodny."}
    wrong = worker.submit(worker.get(page_of(home, home.kai)), **typed)
    assert "Write who said this" in wrong.errors
    worker.submit(wrong, **{f"{TEA}__other_name": "Pani Nowak"})
    assert "Said in Polish" in worker.get(check_of(home)).words
    kept(worker, home)
    rows = DayEntry.objects.exclude(source=Source.WORKER).order_by("pk")
    assert [(row.statement.words, row.statement.language) for row in rows] == [
        ("Fasola.", "Polish"),
        ("Jest głodny.", "Polish"),
    ]


def test_what_was_typed_stays_when_its_speaker_is_taken_out_again(worker: PageClient, home: Household) -> None:
    first_page(worker, home, str(home.dee.pk))
    seen(worker, home, home.kai, **{dees(home): "There is tea."})
    worker.submit(worker.get(page_of(home, home.kai)), **{f"{dees(home)}_original": "Jest herbata."})
    first_page(worker, home, language="")
    assert "Mend: Kai" in worker.get(check_of(home)).words
    again = worker.submit(worker.get(page_of(home, home.kai)))
    assert "Write on the first page which language was interpreted" in again.errors
    assert "Jest herbata." in again.text
    first_page(worker, home)
    assert "Translated from Polish: There is tea." in worker.get(check_of(home)).words


def test_two_versions_of_what_was_said_are_compared(worker: PageClient, home: Household) -> None:
    first_page(worker, home, str(home.dee.pk))
    seen(worker, home, home.kai, **{dees(home): "Tea."})
    old = worker.get(page_of(home, home.kai))
    worker.submit(old, **{f"{dees(home)}_original": "Herbata."})
    late = worker.submit(old, **{f"{dees(home)}_original": "Kolacja."})
    page = worker.get(str(late.location))
    assert "Tea: What Dee says, in their language" in page.words
    assert "Herbata." in page.words
    assert "Kolacja." in page.words


def test_a_full_day_of_four_adults_one_through_an_interpreter_fits_the_budget(
    worker: PageClient, home: Household
) -> None:
    for name in ("Agnieszka", "Oluwaseun"):
        adult = make.person(name, "Featherstonehaugh")
        make.member(home.family, adult, role=MemberRole.ADULT)
        make.grant(home.worker, adult)
    first_page(worker, home, str(home.dee.pk))
    sent(worker, page_of(home, home.kai), add="1", add_slots=[slot.value for slot in Slot])
    assert len(originals(worker.get(page_of(home, home.kai)))) == 10


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_signal_the_place_opens_on_the_device_and_its_words_arrive(
    in_browser: Callable[..., BrowserPage], transactional_db: None
) -> None:
    home = allocated(household())
    page = in_browser(page_of(home), phone=True, user=home.worker)
    page.wait_for_selector("html[data-visit-ready=offline]", state="attached")
    page.context.set_offline(True)
    page.fill("[name=interpreter]", "Polish")
    page.locator(f"[name=interpreted][value='{home.dee.pk}']").check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1, name="Kai on this visit")).to_be_visible()
    page.wait_for_selector("html[data-visit-ready=writing]", state="attached")
    page.get_by_label("Tea", exact=True).check()
    page.get_by_role("button", name="Add these parts of the day").click()
    page.get_by_text("As it was said, in Polish").click()
    page.get_by_label("What Dee says, in Polish").fill("Jest herbata.")
    check_axe(page)
    check_targets(page)
    screenshot(page, "visit-interpreted-offline-phone")
    page.reload()
    expect(page.get_by_label("What Dee says, in Polish")).to_have_value("Jest herbata.")
    page.context.set_offline(False)
    expect(page.locator("[data-visit-says]")).to_contain_text("Saved at")
    found = drafting.kept(home.worker, drafting.subject_of(home.family.pk, home.kai.pk)).answers
    assert found[f"{TEA}-said_{home.dee.pk}_original"] == ["Jest herbata."]
    page.reload()
    expect(page.get_by_label("What Dee says, in Polish")).to_have_value("Jest herbata.")
