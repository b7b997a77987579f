"""Finds words in a template that a reader would see and that nothing marks for translation."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

# What the template engine fills in, a comment, words between {% trans %} and its end, and the body's class.
_FILLED = re.compile(
    r"\{% block body_class %\}.*?endblock %\}|\{%-?\s*trans\b.*?\bendtrans\b.*?%\}|\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}",
    re.DOTALL,
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_SEEN_ATTRIBUTES = {"alt", "title", "aria-label", "aria-description", "placeholder", "label", "data-draft-failed"}


class _Reader(HTMLParser):
    """Collects the text nodes and the attributes that are read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"script", "style", "code"}
        self.found += [value for name, value in attrs if value and name in _SEEN_ATTRIBUTES and _WORDS.search(value)]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style", "code"}

    def handle_data(self, data: str) -> None:
        if not self._silent and _WORDS.search(data):
            self.found.append(" ".join(data.split()))


def unmarked(text: str) -> list[str]:
    """Return the visible words of a template that stand there as they are."""
    reader = _Reader()
    reader.feed(_FILLED.sub(" ", text))
    reader.close()
    return reader.found


def templates(root: Path) -> Iterator[Path]:
    """Yield the templates of the doors, and the frames that they stand in."""
    yield from sorted(root.glob("rock/doors/**/jinja2/**/*.html"))
    yield from sorted(root.glob("rock/core/jinja2/core/layout*.html"))
    yield from sorted(root.glob("rock/core/jinja2/core/errors/*.html"))
