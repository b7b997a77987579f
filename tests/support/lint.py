"""What is wrong with a page: each rule reads the parsed page and yields sentences."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from rock.practice_model import shipped
from rock.practice_model.visible import page_words
from rock.practice_model.wordlist import WordList

# Somebody's own words are never reworded, nor their quotation marks.
THEIR_OWN = "[data-verbatim], .rock-quote, .rock-copy, blockquote, q, pre, code, kbd, samp, textarea, script, style"
ERRORS = ("Error: ", "Błąd: ")  # how the title of a page with an error begins, in each language
_STRAIGHT = re.compile(r"[\"']")
_NAMES = re.compile(r"\b(?:O|D)'(?=[A-Z])")
_UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
_SILENT_TABLE_ROLES = {"presentation", "none"}


def text_of(node: Tag) -> str:
    """Return a node's words as they are read: in one line, its label instead of its content where it has one."""
    label = node.get("aria-label")
    return " ".join(str(label).split()) if label else " ".join(node.get_text(" ").split())


def title_and_heading(soup: BeautifulSoup) -> Iterator[str]:
    headings = soup.select("h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1 headings, not one"
        return
    if not soup.title:
        yield "no title"
        return
    heading, title = text_of(headings[0]), text_of(soup.title)
    if not re.fullmatch(rf"({'|'.join(ERRORS)})?{re.escape(heading)} – .+", title):
        yield f"the title “{title}” does not begin with the h1 “{heading}”"
    if bool(soup.select(".govuk-error-summary")) != title.startswith(ERRORS):
        yield "the title says “Error: ” exactly when the page has an error summary: this one does not"


def heading_order(soup: BeautifulSoup) -> Iterator[str]:
    before = 1
    for heading in soup.select("main h1, main h2, main h3, main h4, main h5, main h6"):
        level = int(heading.name[1])
        if level > before + 1 and not heading.find_parent(class_="govuk-error-summary"):
            yield f"heading “{text_of(heading)}” is h{level} after h{before}"
        before = level


def repeated_ids(soup: BeautifulSoup) -> Iterator[str]:
    for name, count in Counter(str(tag["id"]) for tag in soup.select("[id]")).items():
        if count > 1:
            yield f"id “{name}” stands {count} times"


def references(soup: BeautifulSoup) -> Iterator[str]:
    known = {str(tag["id"]) for tag in soup.select("[id]")}
    for attribute in ("aria-describedby", "aria-labelledby", "for"):
        for tag in soup.select(f"[{attribute}]"):
            for name in str(tag[attribute]).split() if not isinstance(tag[attribute], list) else tag[attribute]:
                if name not in known:
                    yield f"{attribute} points to “{name}”, which is not there"
    for link in soup.select("a[href^='#']"):
        if str(link["href"])[1:] not in known:
            yield f"link “{text_of(link)}” leads to {link['href']}, which is not there"


def link_texts(soup: BeautifulSoup) -> Iterator[str]:
    places: dict[str, set[str]] = defaultdict(set)
    for link in soup.select("a[href]"):
        if not (text_of(link) or link.select("img[alt], svg[aria-label], svg title")):
            yield f"a link to {link['href']} has no text"
        places[text_of(link).lower()].add(str(link["href"]))
    for text, hrefs in places.items():
        if text and len(hrefs) > 1:
            yield f"link text “{text}” leads to {len(hrefs)} places: {', '.join(sorted(hrefs))}"


def landmarks(soup: BeautifulSoup) -> Iterator[str]:
    """A way back that stands in no part of the page is missed by whoever goes from part to part."""
    for link in soup.select(".govuk-back-link"):
        if not link.find_parent(["nav", "main"]):
            yield f"the back link “{text_of(link)}” stands in no landmark: put it into a labelled nav"


def labels(soup: BeautifulSoup) -> Iterator[str]:
    labelled = {str(label["for"]) for label in soup.select("label[for]")}
    for control in soup.select("input, select, textarea"):
        if control.get("type") in _UNLABELLED or control.get("aria-label") or control.get("aria-labelledby"):
            continue
        if control.get("id") not in labelled and not control.find_parent("label"):
            yield f"the input “{control.get('name')}” has no label"
    for button in soup.select("button, a[role=button]"):
        if not text_of(button):
            yield "a button has no text"


def language(soup: BeautifulSoup) -> Iterator[str]:
    if not soup.html or not soup.html.get("lang"):
        yield "the page does not say its language"


def pictures(soup: BeautifulSoup) -> Iterator[str]:
    for image in soup.select("img:not([alt])"):
        yield f"the image {image.get('src')} has no alt"
    for drawing in soup.select("svg:not([aria-hidden=true])"):
        if drawing.get("role") != "img" or not (drawing.find("title") or drawing.get("aria-label")):
            yield "a drawing is neither hidden from readers nor named (role=img with a title)"


def inline_code(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all(True):
        for name in tag.attrs:
            if name == "style" or name.startswith("on"):
                yield f"<{tag.name}> has the attribute {name}, which the security policy blocks"
    for tag in soup.select("style, script:not([src])"):
        yield f"an inline <{tag.name}>, which the security policy blocks"


def forms(soup: BeautifulSoup) -> Iterator[str]:
    for form in soup.select("form"):
        if not form.get("action"):
            yield "a form has no action"
        if str(form.get("method", "")).lower() == "post" and not form.select("input[name=csrfmiddlewaretoken]"):
            yield f"the form for {form.get('action')} has no proof of origin"


def straight_quotes(soup: BeautifulSoup) -> Iterator[str]:
    theirs = {id(tag) for tag in soup.select(THEIR_OWN)}
    for text in soup.find_all(string=_STRAIGHT):
        if type(text) is not NavigableString or any(id(parent) in theirs for parent in text.parents):
            continue
        if _STRAIGHT.search(_NAMES.sub("", text)):
            yield f"straight quotation mark in “{' '.join(text.split())[:60]}”"


def tables(soup: BeautifulSoup) -> Iterator[str]:
    for table in soup.select("table"):
        if table.get("role") in _SILENT_TABLE_ROLES:
            continue
        if not table.select("th"):
            yield "a table has no headings"
        if table.select("th:not([scope])"):
            yield "a table heading has no scope"
        if not table.select("caption") and not (table.get("aria-label") or table.get("aria-labelledby")):
            yield "a table has no caption"


def focus_traps(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.select("[tabindex]"):
        if int(str(tag["tabindex"])) > 0:
            yield f"<{tag.name}> has a tabindex above 0"
    if soup.select("[autofocus], [target=_blank]"):
        yield "something takes the focus by itself or opens a window"


def jargon(soup: BeautifulSoup) -> Iterator[str]:
    """On a page for families, the words they should not meet."""
    if soup.body and "rock-outside" in (soup.body.get("class") or []):
        for flag in page_words(str(soup), words=_word_list()):
            yield f"“{flag.found}” on a page for families: {flag.plain}"


@cache
def _word_list() -> WordList:
    return shipped.word_list()


RULES: tuple[Callable[[BeautifulSoup], Iterator[str]], ...] = (
    title_and_heading,
    heading_order,
    repeated_ids,
    references,
    link_texts,
    landmarks,
    labels,
    language,
    pictures,
    inline_code,
    forms,
    straight_quotes,
    tables,
    focus_traps,
    jargon,
)


def problems(soup: BeautifulSoup) -> list[str]:
    """Return everything that is wrong with the page, a sentence each."""
    return [found for rule in RULES for found in rule(soup)]
