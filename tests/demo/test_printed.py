"""A printed page of the demonstration says what it is, and offers nothing to press."""

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("path", ["/demo/", "/ask/"])
def test_the_sentence_stands_on_paper_without_the_controls(in_browser: Any, path: str) -> None:
    page = in_browser(path)
    expect(page.get_by_text("Move the clock forward")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("not made or endorsed by")).to_be_visible()
    expect(page.get_by_text("Move the clock forward")).to_be_hidden()
    expect(page.get_by_role("link", name="Be somebody else")).to_be_hidden()
