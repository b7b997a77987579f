"""Every word of the doors is marked for translation, is in the catalogue, and the catalogue that ships is the one that is read."""

import ast
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.doors.marking import templates, unmarked

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2)}
CATALOGUES = sorted(ROOT.glob("rock/locale/*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file) if path.suffix == ".po" else read_mo(file)


def words_of(found: Catalog) -> dict[object, object]:
    """Return the messages with their translations; one with several forms has a tuple of each, however it was read."""
    return {_tuple(message.id): _tuple(message.string) for message in found if message.id}


def _is_whole(words: object) -> bool:
    return all(words) if isinstance(words, tuple) else bool(words)


def _tuple(words: object) -> object:
    return tuple(words) if isinstance(words, list) else words


def extracted() -> set[object]:
    """Return every message of the doors, of paper and of what they stand on, as bin/messages reads them."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    rows = [
        row
        for folder in ("rock/core", "rock/doors", "rock/practice")
        for row in extract_from_dir(ROOT / folder, methods, options, KEYWORDS)
    ]
    return {row[2] for row in rows}


@pytest.mark.parametrize("path", list(templates(ROOT)), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_word_of_a_door_stands_unmarked(path: Path) -> None:
    assert unmarked(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Bare words</p>", ["Bare words"]),
        ('<p>{{ _("Marked words") }}</p>', []),
        ('<a aria-label="Bare label">{{ x }}</a>', ["Bare label"]),
        ('<a aria-label="{{ _(\'Marked\') }}" class="govuk-link">{{ x }}</a>', []),
        ("{% if x %}Half{% else %}{{ _('half') }}{% endif %}", ["Half"]),
        ("{# a note #}<script>let words = 1</script>{{ _('x') }} 1 – 2", []),
        ("{% trans %}Marked as a block{% endtrans %}", []),
    ],
)
def test_the_finder_finds_what_it_should(text: str, found: list[str]) -> None:
    assert unmarked(text) == found


def test_nothing_is_marked_inside_an_f_string_where_no_reader_of_words_finds_it() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(ROOT.glob("rock/**/*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr) and any(map(_is_marked, ast.walk(node)))
    ]
    assert found == []


def _is_marked(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_every_message_is_translated_and_none_is_left_over(path: Path) -> None:
    """After new words: run bin/messages and translate what it says is missing."""
    done = words_of(read(path))
    known = extracted()
    missing = [key for key in known if not _is_whole(done.get(key))]
    assert missing == []
    assert set(done) - known == set()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_the_compiled_catalogue_is_the_one_that_people_translate(path: Path) -> None:
    found = read(path)
    assert words_of(read(path.with_suffix(".mo"))) == words_of(found)
    assert [message.id for message in found if message.fuzzy and message.id] == []
    assert [error for _message, errors in found.check() for error in errors] == []


def test_a_second_language_ships() -> None:
    assert "pl" in {path.parents[1].name for path in CATALOGUES}
