from typing import Any

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from rock.core import middleware, views
from tests.support.pages import PageClient

EXACT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def test_the_security_headers_are_exactly_these(pages: PageClient) -> None:
    headers = pages.get(reverse("accessibility")).response.headers
    assert headers["Content-Security-Policy"] == EXACT_POLICY == middleware.CONTENT_SECURITY_POLICY
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Robots-Tag"] == "noindex, nofollow"


def test_static_files_may_be_kept_and_pages_may_not(pages: PageClient) -> None:
    assert "no-store" not in pages.get("/static/core/rock.css").response.headers["Cache-Control"]
    assert pages.get("/nowhere/").response.headers["Cache-Control"] == "no-store"


def test_the_accessibility_statement_is_for_anybody_and_asks_nothing_of_the_database(pages: PageClient) -> None:
    page = pages.get(reverse("accessibility"))
    assert page.status == 200
    assert page.h1 == "Accessibility statement"
    assert page.queries == []


def test_robots_are_asked_to_keep_out(pages: PageClient) -> None:
    assert "Disallow: /" in pages.get("/robots.txt").text


def test_live_answers_without_the_database(pages: PageClient) -> None:
    page = pages.get(reverse("health_live"))
    assert (page.status, page.text, page.queries) == (200, "live\n", [])


def test_ready_when_every_migration_is_there(pages: PageClient) -> None:
    page = pages.get(reverse("health_ready"))
    assert (page.status, page.text) == (200, "ready\n")


def test_not_ready_while_a_migration_waits(pages: PageClient) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core'")
    page = pages.get(reverse("health_ready"))
    assert page.status == 503
    assert "wait" in page.text


def test_not_ready_while_the_database_does_not_answer(pages: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any) -> Any:
        raise OperationalError("gone")

    monkeypatch.setattr(views, "MigrationExecutor", refuse)
    page = pages.get(reverse("health_ready"))
    assert page.status == 503
    assert "gone" not in page.text


@pytest.mark.parametrize(
    ("colour", "shown"),
    [("#1a2b3c", "#1a2b3c"), ("#abc", "#abc"), ("red; } body { display: none", "#d6336c"), ("url(x)", "#d6336c")],
)
def test_the_councils_colour_is_a_colour_and_nothing_else(
    pages: PageClient, settings: Any, colour: str, shown: str
) -> None:
    settings.COUNCIL = {**settings.COUNCIL, "colour": colour}
    page = pages.get(reverse("council_css"))
    assert page.text == f":root {{ --council-colour: {shown}; }}\n"
    assert page.response.headers["Content-Type"].startswith("text/css")
