"""A page is read as a browser reads it, whichever of the two does the reading."""

import pytest

from tests.support.parsing import nestings, parsed

CLEAN = "<!DOCTYPE html><html><head><title>A</title></head><body><main><p>One<br>two</p></main></body></html>"


def body(inner: str) -> str:
    return f"<!DOCTYPE html><html><head><title>A</title></head><body>{inner}</body></html>"


def test_paths_are_read_as_they_are_written() -> None:
    found = nestings(body("<!-- <b> --><p title='a > b'>x<br/><img src=\"y\"></p>"))
    assert found is not None
    assert {path.removeprefix("/html/body/") for path in found if path.startswith("/html/body/")} == {
        "p",
        "p/br",
        "p/img",
    }


@pytest.mark.parametrize("inner", ["<p><b>x</p></b>", "<p>x", "x</p>", "<div><p>x</div>"])
def test_a_tag_out_of_order_is_seen(inner: str) -> None:
    assert nestings(body(inner)) is None


@pytest.mark.parametrize(
    ("inner", "found", "count"),
    [
        ("<p>a<div>b</div></p>", "p > div", 0),  # a paragraph ends where a block begins
        ("<form action='a'><form action='b'></form></form>", "form", 1),  # the inner form is dropped
        ("<table><div>x</div><tr><td>y</td></tr></table>", "table div", 0),  # a block is thrown out of a table
        ("<table><tr><td>y</td></tr></table>", "tbody", 1),
        ("<a href='x'>a<a href='y'>b</a></a>", "a a", 0),
        ("<ul><li>a<li>b</ul>", "ul > li", 2),
    ],
)
def test_what_may_not_stand_there_is_read_as_a_browser_does(inner: str, found: str, count: int) -> None:
    for _ in range(3):
        assert len(parsed(body(inner)).select(found)) == count


def test_what_is_read_alike_is_read_alike_the_second_time() -> None:
    first, again = parsed(CLEAN), parsed(CLEAN)
    assert first.select_one("main p").get_text() == again.select_one("main p").get_text() == "Onetwo"  # type: ignore[union-attr]
    assert [tag.name for tag in first.find_all(True)] == [tag.name for tag in again.find_all(True)]
