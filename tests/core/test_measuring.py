"""Shares and medians in words: nobody is found by a small number, nor by what is left of it."""

from datetime import timedelta

import pytest

from rock.core import measuring
from rock.core.measuring import Measured

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("of", "count", "words"),
    [
        (0, 0, "None yet"),
        (4, 4, "Of fewer than 5 requests"),
        (5, 0, "0% (0 of 5)"),
        (10, 4, "Fewer than 5 of 10"),
        (10, 5, "50% (5 of 10)"),
        (10, 6, "All but fewer than 5 of 10"),
        (10, 10, "100% (10 of 10)"),
        (2000, 1500, "75% (1,500 of 2,000)"),
    ],
)
def test_a_share_blurs_the_side_that_is_small(of: int, count: int, words: str) -> None:
    assert measuring.share_words(Measured(of, count)) == words


@pytest.mark.parametrize(
    ("of", "median", "words"),
    [
        (0, None, "None yet"),
        (4, DAY, "Of fewer than 5 requests"),
        (5, DAY, "24 hours (of 5)"),
        (5, DAY / 24, "1 hour (of 5)"),
        (5, DAY / 25, "Less than an hour (of 5)"),
        (5, 2 * DAY, "2.0 days (of 5)"),
    ],
)
def test_a_median_of_few_is_not_shown(of: int, median: timedelta | None, words: str) -> None:
    assert measuring.median_words(Measured(of, of, median)) == words


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((), []),
        ((0, 7, 20), ["0", "7", "20"]),
        ((3, 7, 20), ["fewer than 5", "not shown", "20"]),
        ((7, 20, 3, 7), ["not shown", "20", "fewer than 5", "7"]),
        ((3, 4, 20), ["fewer than 5", "fewer than 5", "20"]),
        ((0, 3, 0), ["0", "fewer than 5", "0"]),
    ],
)
def test_of_the_parts_of_a_whole_a_small_one_never_stands_alone(numbers: tuple[int, ...], words: list[str]) -> None:
    assert measuring.parts(numbers) == words


@pytest.mark.parametrize(("number", "words"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5")])
def test_counts_under_five_are_blurred(number: int, words: str) -> None:
    assert measuring.few(number) == words
