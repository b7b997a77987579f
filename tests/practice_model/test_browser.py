"""The pages in a real browser: read, looked through and used without JavaScript, by phone and by desk."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page

from rock.accounts.models import RoleHolding, User
from rock.accounts.roles import Role
from tests.support.browser import check_axe, check_no_sideways_scroll, screenshot, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def worker(db: None) -> User:
    user = User.objects.create_user("amira@example.org", name="Amira Khan")
    RoleHolding.objects.create(user=user, role=Role.SOCIAL_WORKER, starts=date(2020, 1, 1))
    return user


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize(
    ("address", "name"),
    [("/how-we-work/", "model"), ("/how-we-work/words/", "words"), ("/how-we-work/words/check/", "check")],
)
def test_each_page_is_accessible(
    in_browser: Callable[..., Page], worker: User, address: str, name: str, phone: bool
) -> None:
    page = in_browser(address, phone=phone, user=worker)
    check_axe(page)
    check_no_sideways_scroll(page)
    screenshot(page, f"practice-model-{name}-{'phone' if phone else 'desk'}")


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_words_are_checked_by_keyboard_without_javascript(
    in_browser: Callable[..., Page], worker: User, phone: bool
) -> None:
    page = in_browser("/how-we-work/", phone=phone, javascript=False, user=worker)
    tab_to(page, "Check some words")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "Your words")
    page.keyboard.type("His siblings came. He is hard to reach. Kai said “my placement is bad”. There were concerns.")
    tab_to(page, "Check the words")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("mark").all_inner_texts() == ["siblings", "hard to reach", "concerns"]
    screenshot(page, f"practice-model-checked-{'phone' if phone else 'desk'}")


def test_the_answer_is_accessible(in_browser: Callable[..., Page], worker: User) -> None:
    page = in_browser("/how-we-work/words/check/", phone=True, user=worker)
    page.get_by_label("Your words").fill("LAC review. " * 40 + "a" * 300)
    page.get_by_role("button", name="Check the words").click()
    check_axe(page)
    check_no_sideways_scroll(page)
