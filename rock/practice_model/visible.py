"""The words that a reader of an HTML page sees or hears, and what the word list says of them."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from rock.practice_model.checker import Flag, Span, check
from rock.practice_model.models.words import Audience
from rock.practice_model.wordlist import WordList

_UNSEEN = frozenset({"script", "style", "template", "svg", "noscript"})
_QUOTES = frozenset({"blockquote", "q"})
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "dfn",
        "em",
        "i",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
_SPOKEN = ("alt", "aria-label", "placeholder", "title")


@dataclass(frozen=True)
class _Open:
    """An element that has begun: whether a reader misses it, and where a quotation that it marks began."""

    tag: str
    unseen: bool
    quote_from: int | None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.quotes: list[Span] = []
        self._open: list[_Open] = []
        self._length = 0

    @property
    def _unseen(self) -> bool:
        return any(element.unseen for element in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._break(tag)
        if tag not in _VOID:
            quoted = tag in _QUOTES or "data-verbatim" in given
            self._open.append(_Open(tag, tag in _UNSEEN or "hidden" in given, self._length if quoted else None))
        if not self._unseen:
            for text in filter(None, map(given.get, _SPOKEN)):
                self._write(f"\n\n{text}\n\n")

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._close() != tag:
                pass
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._write(_one_line(data))

    def close(self) -> None:
        super().close()
        while self._open:
            self._close()

    def _close(self) -> str:
        element = self._open.pop()
        if element.quote_from is not None:
            self.quotes.append((element.quote_from, self._length))
        return element.tag

    def _break(self, tag: str) -> None:
        if tag not in _INLINE:
            self._write("\n\n")

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)


def _one_line(data: str) -> str:
    """Return the words with each run of white space made one space, as a browser shows them."""
    return re.sub(r"\s+", " ", data)


def visible_text(html: str) -> tuple[str, list[Span]]:
    """Return a page's words, alternative texts and labels among them, and the spans that are marked as quotations."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces), reader.quotes


def page_words(html: str, *, audience: str = Audience.FAMILY, words: WordList | None = None) -> list[Flag]:
    """Return the words on a page that its reader should not meet (unexplained); empty for a page that passes.

    What stands in <q>, <blockquote> or an element with `data-verbatim`, or in double quotation marks, is somebody's own
    words and left alone.
    """
    text, quotes = visible_text(html)
    return list(check(text, audience=audience, quotes=quotes, words=words).flags)
