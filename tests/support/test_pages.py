from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import HttpResponse
from django.urls import path

from rock.core.access import public_page
from tests.support.pages import LARGEST, Page, PageClient

FRAME = '<!DOCTYPE html><html lang="en"><head><title>A – B</title></head><body><main><h1>A</h1>{}</main></body></html>'
FORM = """<form action="/sent/"><input type="hidden" name="csrf" value="t"><input name="a-day" aria-label="x" value="5">
<textarea name="b" aria-label="x">
two</textarea><select name="c" aria-label="x"><option value="1">1<option value="2" selected>2</select>
<input type="radio" name="d" value="1" aria-label="x"><input type="checkbox" name="e" value="1" checked aria-label="x">
<input type="checkbox" name="e" value="2" checked aria-label="x"><input type="file" name="f" aria-label="x"></form>
<a href="/there/">Go there</a>"""


def view(function: Any) -> Any:
    def answer(request: Any) -> Any:
        return HttpResponse(FRAME.format(function(request) or ""))

    return public_page(answer)


def ask(times: int) -> None:
    with connection.cursor() as cursor:
        for _ in range(times):
            cursor.execute("SELECT 1")


urlpatterns = [
    path("good/", view(lambda request: FORM)),
    path("heavy/", view(lambda request: "x" * LARGEST)),
    path("twelve/", view(lambda request: ask(12))),
    path("thirteen/", view(lambda request: ask(13))),
    path("bad/", view(lambda request: "<img src=x>")),
    path("sent/", view(lambda request: f"<p data-verbatim>{sorted(request.GET.items())}</p>")),
]
pytestmark = pytest.mark.urls(__name__)


def test_the_form_is_read_as_a_browser_would_send_it(pages: PageClient) -> None:
    page = pages.get("/good/")
    assert page.form() == {"csrf": "t", "a-day": "5", "b": "two", "c": "2", "e": ["1", "2"]}
    assert page.link("Go there") == "/there/"
    assert page.h1 == "A"


def test_twelve_queries_are_the_budget(pages: PageClient) -> None:
    assert len(pages.get("/twelve/").queries) == 12
    with pytest.raises(AssertionError, match="13 queries, more than 12"):
        pages.get("/thirteen/")


def test_a_heavy_page_fails(pages: PageClient) -> None:
    with pytest.raises(AssertionError, match="bytes of HTML"):
        pages.get("/heavy/")


def test_a_page_that_breaks_a_rule_fails(pages: PageClient) -> None:
    with pytest.raises(AssertionError, match="has no alt"):
        pages.get("/bad/")


def test_a_page_is_linted_again_until_it_is_clean_and_whenever_it_changes(
    pages: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    linted: list[BeautifulSoup] = []
    findings = ["wrong"]

    def problems(soup: BeautifulSoup) -> list[str]:
        linted.append(soup)
        return list(findings)

    monkeypatch.setattr("tests.support.pages._found_clean", set())
    monkeypatch.setattr("tests.support.pages.problems", problems)
    for _ in range(2):
        with pytest.raises(AssertionError, match="wrong"):
            pages.get("/good/")
    findings.clear()
    for url in ("/good/", "/good/", "/sent/?a=1", "/sent/?a=2", "/sent/?a=2"):
        pages.get(url)
    assert len(linted) == 5


def test_a_form_is_sent_with_its_answers(pages: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    page: Page = pages.get("/good/")
    monkeypatch.setattr(pages.client, "post", pages.client.get)
    sent = pages.submit(page, a__day="6", d="1")
    assert "('a-day', '6')" in sent.text
    assert "('d', '1')" in sent.text
    assert "('csrf', 't')" in sent.text
