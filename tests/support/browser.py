"""A real browser for journeys: the system's Chromium, a live server, three ways of looking, axe and the keyboard.

Without Chromium these tests are skipped with one loud line; ROCK_REQUIRE_BROWSER=1 makes that a failure.
"""

import os
import shutil
import threading
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

OUT = Path(__file__).resolve().parents[1] / "out"
DESKTOP = {"width": 1280, "height": 900}
# A machine with two busy cores is slow, not wrong.
PATIENCE_MS = 15_000
PHONE = {"width": 375, "height": 740}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MISSING = "NO CHROMIUM FOUND: every browser journey is skipped. Install chromium or set CHROMIUM to its path."


def chromium() -> str | None:
    """Return the path of the system's Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say once, and loudly, that journeys were skipped."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(MISSING in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(MISSING, red=True, bold=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one browser for all journeys."""
    expect.set_options(timeout=PATIENCE_MS)
    path = chromium()
    if path is None:
        if os.environ.get("ROCK_REQUIRE_BROWSER") == "1":
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)
    flags = ["--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"]
    flags += ["--no-sandbox"] if os.geteuid() == 0 else []
    # Playwright runs an event loop in this thread, under which Django would refuse its own database calls.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        warnings.simplefilter("ignore", ResourceWarning)
        patch.setattr(Locator, "click", _until_there(Locator.click))
        found = playwright.chromium.launch(executable_path=path, args=flags)
        yield found
        found.close()


def _until_there(click: Callable[..., None]) -> Callable[..., None]:
    """Make a click end when the page it leads to is there: Playwright's own ends when that page begins, with nothing in it yet."""

    def clicked(self: Locator, **how: Any) -> None:
        click(self, **how)
        self.page.wait_for_load_state()

    return clicked


@contextmanager
def all_answered() -> Iterator[None]:
    """Wait at the end until the live server's threads answer nothing any more: what comes later is in the next test's tables."""
    changed, now, here = threading.Condition(), [0], threading.current_thread()

    def count(by: int) -> None:
        if threading.current_thread() is not here:
            with changed:
                now[0] += by
                changed.notify_all()

    def begun(**_: Any) -> None:
        count(1)

    def over(**_: Any) -> None:
        count(-1)

    request_started.connect(begun)
    request_finished.connect(over)
    yield
    with changed:
        assert changed.wait_for(lambda: now[0] <= 0, PATIENCE_MS / 1000), "the live server still answers"
    request_started.disconnect(begun)
    request_finished.disconnect(over)


@pytest.fixture
def in_browser(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a page of the live server: `in_browser("/", phone=True, javascript=False, user=user)`."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(path: str = "/", *, phone: bool = False, javascript: bool = True, user: Any = None) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            locale="en-GB",
        )
        contexts.append(context)
        if user is not None:
            sign_in(context, live_server.url, user)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda message: complaints.append(message.text) if _is_complaint(message) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    with all_answered():
        yield open_page
        for context in contexts:
            context.close()
    assert not complaints, f"the browser complained: {complaints}"


def _is_complaint(message: Any) -> bool:
    """Return whether the console's line is a fault of ours; a 4xx, or no signal, that a journey provokes is none."""
    provoked = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
    return message.type in {"error", "warning"} and not any(words in message.text for words in provoked)


def sign_in(context: BrowserContext, url: str, user: Any) -> None:
    """Plant the session of a signed-in user in the browser."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}])


def check_axe(page: Page) -> None:
    """Fail over any finding of axe at WCAG 2.2 AA, and over one link text that leads to two places; only where scripts run: without them it would wait for ever."""
    only_findings = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    result = Axe().run(page, options=only_findings)
    found = [
        f"{rule['id']}: {rule['help']}: {node['target']}"
        for rule in result.response["violations"]
        for node in rule["nodes"]
    ]
    assert not found, f"axe on {page.url}:\n" + "\n".join(found)
    places: dict[str, set[str]] = defaultdict(set)
    links = page.locator("a[href]:visible").evaluate_all("all => all.map(a => [a.innerText, a.getAttribute('href')])")
    for text, href in links:
        places[" ".join(text.split()).lower()].add(href)
    repeated = {text: hrefs for text, hrefs in places.items() if text and len(hrefs) > 1}
    assert not repeated, f"link texts that lead to several places on {page.url}: {repeated}"


def check_no_sideways_scroll(page: Page) -> None:
    """Fail when the page is wider than its window."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} is {wider}px wider than its window"


def check_targets(page: Page) -> None:
    """Fail when something to press that stands alone, outside of a sentence, is under 24 px wide or high."""
    small = page.locator("a[href]:visible, button:visible, summary:visible, select:visible").evaluate_all(
        """all => all.filter(one => {
            const box = one.getBoundingClientRect(), hidden = box.width <= 1 || box.height <= 1
            return !hidden && getComputedStyle(one).display !== "inline" && (box.width < 24 || box.height < 24)
        }).map(one => one.innerText)"""
    )
    assert not small, f"too small to hit on {page.url}: {small}"


def focused(page: Page) -> str:
    """Return the words of what has the focus: its text, or its label, or its name."""
    return str(
        page.evaluate(
            """() => { const e = document.activeElement;
            return ((e.labels && e.labels[0] && e.labels[0].innerText) || e.innerText || e.name || e.tagName).trim() }"""
        )
    )


def tab_to(page: Page, text: str, *, most: int = 60) -> None:
    """Press Tab until the thing with this text has the focus; fail when it cannot be reached."""
    seen = []
    for _ in range(most):
        page.keyboard.press("Tab")
        seen.append(focused(page))
        if seen[-1] == text:
            return
    raise AssertionError(f"Tab never reached {text!r}; it went over {seen}")


def screenshot(page: Page, name: str) -> None:
    """Write a picture of the whole page into tests/out, when pictures are asked for by ROCK_PICTURES=1."""
    if os.environ.get("ROCK_PICTURES") != "1":
        return
    OUT.mkdir(exist_ok=True)
    page.screenshot(path=OUT / f"{name}.png", full_page=True)
