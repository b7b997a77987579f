"""The client of page tests: every HTML page that it fetches is linted, weighed, and its queries counted."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rock.core.middleware import CONTENT_SECURITY_POLICY
from tests.support.lint import problems, text_of
from tests.support.parsing import parsed

LARGEST = 40_000
MOST_QUERIES = 12
# Printed pages and pictures are exempt from the page budget, each by the name of its URL.
HEAVY_BY_NAME = frozenset({"components"})
_NOT_COUNTED = re.compile(r"\s*(BEGIN|SET|SAVEPOINT|RELEASE|ROLLBACK|COMMIT)\b", re.IGNORECASE)
# Sixty-four random letters say “Ama” or “Kai” some day: a test that looks for a name must not find it there.
_RANDOM = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+')
# Walks meet the same page many times; one that was linted without a finding has none the next time.
_found_clean: set[bytes] = set()


@dataclass
class Page:
    """An answer: `status`, `text` without the random token, `soup` of HTML; `queries` are those that count, in order."""

    response: Any
    queries: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.status: int = self.response.status_code
        self.is_html = self.response.headers.get("Content-Type", "").startswith("text/html")
        body = b"".join(self.response.streaming_content) if self.response.streaming else self.response.content
        self.text: str = _RANDOM.sub("random", body.decode(errors="replace"))

    @cached_property
    def soup(self) -> BeautifulSoup:
        """Return the answer parsed, HTML as a browser does it."""
        return parsed(self.text) if self.is_html else BeautifulSoup(self.text, "html.parser")

    @property
    def h1(self) -> str:
        """Return the words of the heading, empty without one."""
        return text_of(found) if (found := self.soup.select_one("h1")) else ""

    @property
    def words(self) -> str:
        """Return all that is visible in the main part, in one line."""
        main = self.soup.select_one("main")
        return text_of(main) if main else ""

    @property
    def location(self) -> str:
        """Return where a redirect leads, empty for an answer that is none."""
        return str(self.response.headers.get("Location", ""))

    @property
    def errors(self) -> list[str]:
        """Return the lines of the error summary."""
        return [text_of(line) for line in self.soup.select(".govuk-error-summary__list li")]

    def link(self, text: str) -> str:
        """Return where the link with this text leads; KeyError names the texts there are."""
        found = {text_of(link): str(link["href"]) for link in self.soup.select("a[href]")}
        return found[text]

    def form(self, selector: str = "main form") -> dict[str, Any]:
        """Return what a browser would send of the form as it stands: hidden fields, text, what is chosen."""
        form = self.soup.select_one(selector)
        assert form is not None, f"no form {selector} on {self.h1!r}"
        sent: dict[str, Any] = {}
        for control in form.select("input[name], select[name], textarea[name]"):
            for value in _values(control):
                sent.setdefault(str(control["name"]), []).append(value)
        return {name: values if len(values) > 1 else values[0] for name, values in sent.items()}


def _values(control: Tag) -> list[str]:
    if control.name == "textarea":
        return [control.get_text().removeprefix("\n")]
    if control.name == "select":
        chosen = control.select("option[selected]") or control.select("option")[:1]
        return [str(option.get("value", option.get_text())) for option in chosen]
    kind = control.get("type", "text")
    if kind in {"submit", "button", "file"} or (kind in {"radio", "checkbox"} and not control.has_attr("checked")):
        return []
    return [str(control.get("value", ""))]


class PageClient:
    """Fetches pages as a browser would, and fails a test over a page that breaks the house rules."""

    def __init__(self, user: Any = None) -> None:
        self.client = Client(headers={"host": "localhost"})
        self.user = user
        if user is not None:
            self.client.force_login(user)

    def as_user(self, user: Any) -> "PageClient":
        """Return a client of its own, signed in as the user."""
        return PageClient(user)

    def get(self, url: str, data: Any = None, **options: Any) -> Page:
        """Fetch a page; 12 queries and 40 kB are its budget."""
        return self._fetch("get", url, data, **options)

    def post(self, url: str, data: Any = None, **options: Any) -> Page:
        """Send a form."""
        return self._fetch("post", url, data or {}, **options)

    def submit(self, page: Page, url: str = "", selector: str = "main form", **answers: Any) -> Page:
        """Send the form of a page fetched before, filled with the answers (`dob__day` for the name “dob-day”)."""
        form = page.soup.select_one(selector)
        assert form is not None, f"no form {selector} on {page.h1!r}"
        sent = page.form(selector) | {name.replace("__", "-"): value for name, value in answers.items()}
        return self.post(url or str(form["action"]), sent)

    def _fetch(self, method: str, url: str, data: Any, **options: Any) -> Page:
        with CaptureQueriesContext(connection) as captured:
            response = getattr(self.client, method)(url, data, **options)
        counted = [str(row["sql"]) for row in captured.captured_queries if not _NOT_COUNTED.match(str(row["sql"]))]
        page = Page(response, counted)
        found = [*_headers(page), *(_page(page, method) if page.is_html and page.text else [])]
        assert not found, f"{method.upper()} {url} ({page.status}):\n- " + "\n- ".join(found)
        return page


def _headers(page: Page) -> list[str]:
    if page.response.headers.get("Content-Security-Policy") == CONTENT_SECURITY_POLICY:
        return []
    return ["the answer lacks the security policy"]


def _linted(page: Page) -> list[str]:
    digest = sha256(page.text.encode()).digest()
    if digest in _found_clean:
        return []
    found = problems(page.soup)
    if not found:
        _found_clean.add(digest)
    return found


def _page(page: Page, method: str) -> list[str]:
    found = _linted(page)
    heavy = page.status == 200 and page.response.resolver_match.view_name in HEAVY_BY_NAME
    if len(page.response.content) > LARGEST and not heavy:
        found.append(f"{len(page.response.content):,} bytes of HTML, more than {LARGEST:,}")
    if method == "get" and len(page.queries) > MOST_QUERIES:
        found.append(f"{len(page.queries)} queries, more than {MOST_QUERIES}:\n    " + "\n    ".join(page.queries))
    if "no-store" not in page.response.headers.get("Cache-Control", ""):
        found.append("the page may be kept by a browser or proxy")
    return found
