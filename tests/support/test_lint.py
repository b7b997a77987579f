from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.support import lint

GOOD = """<!DOCTYPE html><html lang="en-gb"><head><title>Boxes – Families Rock</title></head><body class="{classes}"><main>
<h1>Boxes</h1>{content}</main></body></html>"""


def found(content: str = "", *, page: str = GOOD, classes: str = "") -> Any:
    html = page.replace("{content}", content).replace("{classes}", classes)
    return lint.problems(BeautifulSoup(html, "html5lib"))


def test_a_good_page_has_no_problem() -> None:
    form = '<form action="/x/" method="post"><input type="hidden" name="csrfmiddlewaretoken" value="t">'
    form += '<label for="a">Name</label><input id="a" name="a"><button>Go</button></form>'
    table = '<table><caption>Boxes</caption><tr><th scope="col">A</th></tr><tr><td>1</td></tr></table>'
    assert found(f'<h2>Two</h2><p>It’s “here”, O\'Brien</p><img src="/a.png" alt="">{form}{table}') == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<h1>Again</h1>", "2 h1 headings"),
        ("<h3>Three</h3>", "is h3 after h1"),
        ('<div class="govuk-error-summary"></div>', "error summary"),
        ('<p id="a"></p><p id="a"></p>', "id “a” stands 2 times"),
        ('<p aria-describedby="b"></p>', "aria-describedby points to “b”"),
        ('<a href="#gone">Go</a>', "leads to #gone"),
        ('<a href="/1/">Change</a><a href="/2/">Change</a>', "link text “change” leads to 2 places"),
        ('<a href="/1/"></a>', "has no text"),
        ('<input name="a">', "the input “a” has no label"),
        ("<button></button>", "a button has no text"),
        ('<img src="/a.png">', "has no alt"),
        ("<svg></svg>", "a drawing"),
        ('<p style="color: red">x</p>', "attribute style"),
        ('<p onclick="x()">x</p>', "attribute onclick"),
        ("<style>p {}</style>", "an inline <style>"),
        ("<script>x()</script>", "an inline <script>"),
        ("<form><button>Go</button></form>", "no action"),
        ('<form action="/x/" method="post"><button>Go</button></form>', "proof of origin"),
        ("<p>It's here</p>", "straight quotation mark"),
        ('<p>Say "hello"</p>', "straight quotation mark"),
        ("<table><caption>A</caption><tr><th>A</th></tr></table>", "no scope"),
        ("<table><caption>A</caption><tr><td>A</td></tr></table>", "no headings"),
        ('<table><tr><th scope="col">A</th></tr></table>', "no caption"),
        ('<p tabindex="2">x</p>', "tabindex above 0"),
        ('<a href="/x/" target="_blank">x</a>', "opens a window"),
    ],
)
def test_each_mistake_is_found_and_nothing_else(content: str, words: str) -> None:
    problems = found(content)
    assert len(problems) == 1, problems
    assert words in problems[0]


@pytest.mark.parametrize(("before", "after", "number"), [("", "", 1), ('<nav aria-label="Back">', "</nav>", 0)])
def test_a_back_link_stands_in_a_landmark(before: str, after: str, number: int) -> None:
    back = f'{before}<a class="govuk-back-link" href="/x/">Back</a>{after}<main>'
    assert len(found(page=GOOD.replace("<main>", back))) == number


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (GOOD.replace("<h1>Boxes", "<h1>Cases"), "does not begin with the h1"),
        (GOOD.replace("<title>", "<title>Error: "), "error summary"),
        (GOOD.replace("<title>Boxes – Families Rock</title>", ""), "no title"),
        (GOOD.replace(' lang="en-gb"', ""), "language"),
        (GOOD.replace("<h1>Boxes</h1>", ""), "0 h1 headings"),
    ],
)
def test_mistakes_of_the_frame(page: str, words: str) -> None:
    assert any(words in problem for problem in found(page=page))


@pytest.mark.parametrize("tag", ["blockquote", "textarea aria-label=Words", "p data-verbatim", 'div class="rock-copy"'])
def test_somebodys_own_words_keep_their_marks(tag: str) -> None:
    assert found(f'<{tag}>It\'s "mine"</{tag.split(maxsplit=1)[0]}>') == []


def test_jargon_is_found_on_pages_for_families_alone() -> None:
    content = "<p>We will hold a strategy meeting about the placement breakdown.</p>"
    assert any("on a page for families" in problem for problem in found(content, classes="rock-outside"))
    assert found(content) == []
