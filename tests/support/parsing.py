"""Reads a page as a browser does, and fast: html5lib, which knows a browser's every rule, sees each way of nesting once.

lxml is several times as fast and makes the same of tags that are closed in order and may stand where they stand. Which
tag stands in which is compared with html5lib's reading the first time; a page with a tag out of order never gets to lxml.
"""

import re

from bs4 import BeautifulSoup

_TAG = re.compile(r"<!--.*?-->|<(/?)([a-z][\w:-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE | re.DOTALL)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_read_alike: set[str] = set()


def parsed(text: str) -> BeautifulSoup:
    """Return a page as a browser reads it."""
    found = nestings(text)
    if found is not None and found <= _read_alike:
        return BeautifulSoup(text, "lxml")
    browser = BeautifulSoup(text, "html5lib")
    if found is not None and _shape(BeautifulSoup(text, "lxml")) == _shape(browser):
        _read_alike.update(found)
    return browser


def nestings(text: str) -> set[str] | None:
    """Return every path of tags as they are written, such as “html/body/main”; None if one is not closed in order."""
    found, path = set(), ""
    for tag in _TAG.finditer(text):
        closes, name, rest = tag[1], (tag[2] or "").lower(), tag[3] or ""
        if closes:
            path, _, innermost = path.rpartition("/")
            if innermost != name:
                return None
        elif name:
            found.add(f"{path}/{name}")
            path += "" if name in _VOID or rest.endswith("/") else f"/{name}"
    return None if path else found


def _shape(soup: BeautifulSoup) -> list[tuple[int, str]]:
    return [(sum(1 for _ in tag.parents), tag.name.lower()) for tag in soup.find_all(True)]
