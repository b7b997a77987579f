"""What a page shows is checked; what it hides, and what somebody said, is not."""

import pytest

from rock.practice_model import shipped
from rock.practice_model.visible import page_words, visible_text

WORDS = shipped.word_list()


def found(html: str) -> list[str]:
    return [flag.found for flag in page_words(html, words=WORDS)]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Your siblings</p>",
        "<title>Your siblings</title>",
        "<img src='a' alt='Your siblings'>",
        "<button aria-label='Your siblings'>x</button>",
        "<p>Your <b>sib</b>lings</p>",
        "<p>Your&nbsp;siblings</p>",
        "<p class='govuk-visually-hidden'>siblings</p>",
        "<br>siblings<br/>",
        "<p hidden>x</p><p>siblings",
    ],
)
def test_seen_and_spoken_words_count(html: str) -> None:
    assert found(html) == ["siblings"]


@pytest.mark.parametrize(
    "html",
    [
        "<script>siblings()</script>",
        "<style>.siblings {}</style>",
        "<div hidden><p>siblings <br> siblings</p></div>",
        "<a href='/siblings' class='siblings' id='siblings'>More</a>",
        "<template><p>siblings</p></template>",
        "<!-- siblings -->",
        "<p>She said <q>my siblings</q></p>",
        "<blockquote><p>my siblings</p></blockquote>",
        "<p>She said “my siblings”</p>",
        "<div data-verbatim><p>my siblings</p><p>and my peers</p></div>",
        "<q>my siblings",
        "<input value='siblings'>",
    ],
)
def test_unseen_and_quoted_words_do_not(html: str) -> None:
    assert found(html) == []


def test_words_of_two_blocks_do_not_run_together() -> None:
    assert found("<li>looked after</li><li>child</li>") == []
    assert found("<p>looked\n   after child</p>") == ["looked after child"]


def test_quotes_are_where_the_text_has_them() -> None:
    text, [(start, end)] = visible_text("<p>Kai said</p><blockquote>I like tea</blockquote><p>and left</p>")
    assert text[start:end].strip() == "I like tea"


def test_a_broken_page_is_read_all_the_same() -> None:
    assert found("<div><p>siblings</div></p></b><i>peers") == ["siblings", "peers"]


def test_unexplained_legal_words_count_and_explained_ones_do_not() -> None:
    assert found("<p>The core group meets.</p>") == ["core group"]
    assert found("<p>The core group, which means the small team, meets.</p>") == []
