from typing import Any

import pytest
from django.http import QueryDict
from django.template import engines

from rock.core.services import Refused
from rock.core.three_way import Changed, EditedMeanwhile, compare, typed_again

BASE = "Kai wakes at six. He makes toast. Dee takes him to school."


def kinds(base: str, theirs: str, mine: str) -> list[Changed]:
    return [part.changed for part in compare(base, theirs, mine).stretches]


def test_nothing_changed_is_one_stretch() -> None:
    assert kinds(BASE, BASE, BASE) == [Changed.NOBODY]
    assert compare(BASE, BASE, BASE).suggested == BASE


def test_changes_in_different_sentences_are_both_kept() -> None:
    theirs = BASE.replace("six", "seven")
    mine = BASE.replace("Dee takes", "Nan takes")
    found = compare(BASE, theirs, mine)
    assert [part.changed for part in found.stretches] == [Changed.THEM, Changed.NOBODY, Changed.ME]
    assert not found.clash
    assert found.suggested == "Kai wakes at seven. He makes toast. Nan takes him to school."


def test_changes_in_the_same_sentence_clash_and_mine_is_suggested_with_theirs_beside_it() -> None:
    found = compare(BASE, BASE.replace("toast", "cereal"), BASE.replace("toast", "nothing"))
    assert found.clash
    both = next(part for part in found.stretches if part.changed == Changed.BOTH)
    assert (both.base.strip(), both.theirs.strip(), both.mine.strip()) == (
        "He makes toast.",
        "He makes cereal.",
        "He makes nothing.",
    )
    assert "He makes nothing." in found.suggested


def test_the_same_change_by_both_is_no_clash() -> None:
    changed = BASE.replace("six", "five")
    found = compare(BASE, changed, changed)
    assert found.stretches[0].changed == Changed.ALIKE
    assert found.suggested == changed


def test_what_one_added_and_the_other_took_out_are_both_done() -> None:
    found = compare(BASE, BASE + " Nan collects him.", "He makes toast. Dee takes him to school.")
    assert found.suggested == "He makes toast. Dee takes him to school. Nan collects him."


def test_changes_in_neighbouring_sentences_are_left_to_the_person() -> None:
    assert compare("A is so. B is so.", "A is not. B is so.", "A is so. B is not.").clash


def test_spaces_and_line_ends_alone_are_no_change() -> None:
    assert kinds("One thing.\r\nAnother.", "One  thing.\nAnother.", "One thing. Another.") == [Changed.NOBODY]


@pytest.mark.parametrize("base", ["", "One short thing"])
def test_one_line_without_a_full_stop_is_compared_whole(base: str) -> None:
    found = compare(base, "Theirs", "Mine")
    assert [part.changed for part in found.stretches] == [Changed.BOTH]
    assert found.suggested == "Mine"


def test_all_empty_is_nothing() -> None:
    assert compare("", "", "").stretches == ()


def test_every_sentence_of_each_wording_is_shown() -> None:
    texts = ("One. Two! Three? Four… “Five.” 6.5 miles\nSeven", "One. Zwei! Four…", "Null. Two! Seven\nAcht")
    found = compare(*texts)
    for name, text in zip(("base", "theirs", "mine"), texts, strict=True):
        assert "".join(getattr(part, name) for part in found.stretches) == text


def test_the_refusal_says_who_and_carries_all_three() -> None:
    edited = EditedMeanwhile(base="a", theirs="b", mine="c", revision=4, by="Ada Finch")
    assert isinstance(edited, Refused)
    assert str(edited).startswith("Ada Finch changed this")
    assert (edited.base, edited.theirs, edited.mine, edited.revision) == ("a", "b", "c", 4)


def test_the_form_comes_again_from_the_revision_that_stands_now() -> None:
    edited = EditedMeanwhile(base=BASE, theirs=BASE.replace("six", "seven"), mine=BASE + " Then home.", revision=3)
    again = typed_again(QueryDict("revision=2&words=x&quote=1&quote=2"), edited, words="words")
    assert again["revision"] == "3"
    assert again["words"] == BASE.replace("six", "seven") + " Then home."
    assert again.getlist("quote") == ["1", "2"]


@pytest.mark.parametrize(
    ("mine", "says"), [("Mine", "Both of you changed the same words"), ("Base", "different parts")]
)
def test_the_page_shows_whose_words_are_whose(mine: str, says: str) -> None:
    engine: Any = engines["jinja2"]
    page = engine.env.from_string(
        '{% from "core/three_way.html" import three_way %}{{ three_way(found, "Ada Finch") }}'
    )
    html = page.render(found=compare("Base", "<b>Theirs</b>", mine))
    assert says in html
    assert "Ada Finch wrote" in html
    assert "&lt;b&gt;Theirs&lt;/b&gt;" in html
