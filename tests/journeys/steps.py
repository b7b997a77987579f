"""What the journeys share: a look at each page, and the few things that everybody does on one."""

from collections.abc import Callable
from datetime import date

from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core.services import SYSTEM
from rock.teams.models import Pod, PostTitle
from rock.teams.services.pods import fill_post, make_pod
from tests.support import factories as make
from tests.support.browser import check_axe, check_no_sideways_scroll, screenshot, tab_to
from tests.support.lint import problems

InBrowser = Callable[..., Page]


def look(page: Page, name: str = "") -> None:
    """Hold the page to axe, the page lint and its window; with a name, take its picture too."""
    if name:
        screenshot(page, f"journey-{name}")
    check_no_sideways_scroll(page)
    check_axe(page)
    lint(page)


def look_without_script(page: Page, name: str = "") -> None:
    """Hold a page of a browser without scripts to the same; axe, which is one, reads those with a name beside it."""
    check_no_sideways_scroll(page)
    lint(page)
    if not name:
        return
    screenshot(page, f"journey-{name}")
    browser = page.context.browser
    assert browser is not None
    beside = browser.new_context(storage_state=page.context.storage_state(), viewport=page.viewport_size)
    twin = beside.new_page()
    twin.goto(page.url)
    check_axe(twin)
    beside.close()


def lint(page: Page) -> None:
    """Hold the page to the page lint; what scripts add to styles is not the page's."""
    found = [one for one in problems(BeautifulSoup(page.content(), "html5lib")) if "attribute style" not in one]
    assert not found, f"{page.url}: {found}"


def press(page: Page, name: str) -> None:
    """Press a button and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow a link and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).click()


def by_keyboard(page: Page, name: str) -> None:
    """Reach a button or link with Tab, press it with Enter and wait for the page that it leads to."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def headed(page: Page, words: str) -> None:
    """Wait until the page's h1 says these words."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def fill_day(page: Page, name: str, day: date) -> None:
    """Type a day into the three boxes of a question."""
    for part in ("day", "month", "year"):
        page.locator(f'[name="{name}-{part}"]').fill(str(getattr(day, part)))


def choose(page: Page, name: str, value: str) -> None:
    """Choose one of a question's radios."""
    page.locator(f'[name="{name}"][value="{value}"]').check()


def main_words(page: Page) -> str:
    """Return what the page says, in one line."""
    return " ".join(page.locator("main").inner_text().split())


def pod_of(*names: str) -> tuple[Pod, list[User]]:
    """Return a pod and the workers in it."""
    pod = make_pod(by=SYSTEM, name="North", service_name="Assessment")
    users = [make.staff_user(Role.SOCIAL_WORKER, name, phone="01632 960 111") for name in names]
    for user in users:
        fill_post(by=SYSTEM, pod=pod, user=user, title=PostTitle.SOCIAL_WORKER, starts=make.LONG_AGO)
    return pod, users
