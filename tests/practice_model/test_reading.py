"""Reading age: sentences, words, syllables."""

import pytest

from rock.practice_model.reading import reading, sentences_of, syllables

EASY = "We came to see you. We had tea. You told us about school. Nan can help on Monday. We will come back next week."
HARD = (
    "The multidisciplinary professionals' deliberations necessitated a comprehensive reconsideration of the parental "
    "capabilities assessment, notwithstanding considerable organisational difficulties regarding information availability."
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We came. We had tea.", 2),
        ("Dr. Khan and Mrs. Ali came. St. Mary’s rang.", 2),
        ("A. B. Shah came at 10.30am and paid £3.50.", 1),
        ("Bring warm clothes, e.g. a coat. Come early!", 2),
        ("What happens next?\n\n- we ring you\n- we meet\n- you decide", 4),
        ("1. We ring you\n2. We meet", 2),
        ("A heading\nThen a sentence that goes on\nover two lines.", 2),
        ("She said “Come in.” We sat down.", 2),
        ("", 0),
        ("\r\n\r\n", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences_of(text)) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("child", 1), ("family", 3), ("something", 2), ("called", 1), ("wanted", 2), ("people", 2), ("places", 2),
        ("together", 3), ("responsibility", 6), ("homework", 2), ("brother’s", 2), ("care-leaver", 3), ("42", 1),
        ("www.example.org", 1), ("hm", 1),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula() -> None:
    measured = reading("The cat sat on the mat.")
    assert (measured.sentences, measured.words, measured.syllables) == (1, 6, 6)
    assert measured.grade == -1.4  # 0.39 × 6 + 11.8 × 1 - 15.59 = -1.45
    assert measured.age == 5


def test_easy_and_hard() -> None:
    assert reading(EASY).easy
    assert reading(HARD).age is not None
    assert reading(HARD).age > 18  # type: ignore[operator]
    assert not reading(HARD).easy


def test_a_long_name_is_no_harder_than_a_short_one() -> None:
    assert reading("We met Oluwaseunfunmi today.").syllables == reading("We met Amir today.").syllables


def test_bullets_are_not_one_long_sentence() -> None:
    steps = ["we ring you at home", "we listen to you", "we write down what you want", "you read it"]
    assert reading("\n".join(f"• {step}" for step in steps)).age < reading(" and ".join(steps)).age  # type: ignore[operator]


def test_no_words_have_no_age() -> None:
    nothing = reading(" … \n * \n")
    assert (nothing.words, nothing.grade, nothing.age, nothing.easy) == (0, None, None, True)


def test_few_words_are_not_enough() -> None:
    assert not reading("We came.").enough
    assert reading(EASY + " " + EASY).enough
