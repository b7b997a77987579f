import pytest

from rock.records.hidden import NOTHING, tokens

QUAY = tokens([("Flat 2, 14 Quayside Walk, Fleetwood", "FY7 6ZZ", "Saint Cuthbert’s School, +44 7700 900555, 5B")])


@pytest.mark.parametrize(
    "text",
    [
        "She is at 14 Quayside Walk",
        "quayside  walk",
        "QUAYSIDE-WALK!",
        "stay off Quayside",
        "post to fy76zz",
        "Postcode: F Y 7 6 Z Z",
        "picks Ama up at St. or Saint Cuthbert's",
        "ring 07700 900 555",
        "ring 00447700900555",
    ],
)
def test_a_text_that_gives_the_address_away_is_found_however_it_is_written(text: str) -> None:
    assert QUAY.betrayed_by(text)


@pytest.mark.parametrize(
    "text", ["", "Fleetwood", "FY7 is a district", "flat 2", "ring 07700 900556", "walk to school"]
)
def test_a_text_that_does_not_is_left_alone(text: str) -> None:
    assert not QUAY.betrayed_by(text)


def test_what_was_found_is_told_as_it_was_written() -> None:
    assert set(QUAY.found_in("by the quayside walk, FY76ZZ")) == {"Quayside Walk", "FY7 6ZZ"}


def test_a_house_with_one_line_is_all_street() -> None:
    assert tokens([("Rose Cottage", "", "")]).betrayed_by("at rose cottage")


@pytest.mark.parametrize(
    ("lines", "text"),
    [("3 Station Road, Blackpool", "the police station"), ("3 Charlotte Street, Blackpool", "Charlotte was there")],
)
def test_a_word_that_everybody_uses_is_not_enough_alone(lines: str, text: str) -> None:
    assert not tokens([(lines, "", "")]).betrayed_by(text)
    assert tokens([(lines, "", "")]).betrayed_by(lines)


def test_nothing_hidden_betrays_nothing() -> None:
    assert not NOTHING
    assert not NOTHING.betrayed_by("14 Quayside Walk")
    assert tokens([]) == NOTHING
