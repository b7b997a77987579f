"""An address that is nearly the hidden one is found: misspelt, inflected, in another alphabet; a place in three words too."""

import pytest

from rock.records.disguises import in_letters
from rock.records.hidden import Tokens, tokens
from rock.records.other_letters import in_our_letters
from rock.records.places_written import in_three_words

HIDDEN = tokens(
    [
        ("14 Elm Grove, Blackpool", "FY4 2ZZ", "Gull Primary School"),
        ("9 Sandpiper Court, Blackpool", "", ""),
        ("3 Tern Street, Blackpool", "", ""),
        ("7 Marram Cl, Blackpool", "", ""),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "14 Elm Grov",
        "Elmm Grove",
        "Elm Gorve",
        "Elm Gröve",
        "Elm Grive",
        "Lem Grove",
        "ElmGorve",
        "14ElmGrov",
        "Elm Gr0ve",
        "Elmg rove",
        "Tern Stret",
        "Tern Stteet",
        "Ternn St.",
        "Sandpipr",
        "Sandpipper",
        "Sanpdiper Court",
        "Sandp1per",
        "Sand\u200bpipr",
        "Sandpipet Court",
        "Maram Close",
        "Marram Cloes",
        "Gull Primray",
    ],
)
def test_one_letter_off_is_found(text: str) -> None:
    assert HIDDEN.betrayed_by(f"They live at {text}, she said.")
    assert HIDDEN.betrayed_by(text)


@pytest.mark.parametrize(
    "text",
    [
        "na Elm Grovie",
        "przy Elm Grove’ie",
        "z Elm Grovu",
        "w Sandpiper Courcie",
        "na ulicy Tern",
        "ul. Elm",
        "pod Marram Closie",
        "koło Sandpipera",
        "w Gull Primary Schoolu",
    ],
)
def test_a_name_bent_in_polish_is_found(text: str) -> None:
    assert HIDDEN.betrayed_by(f"Mieszkają {text} od maja.")


@pytest.mark.parametrize(
    "text",
    [
        "Элм Гроув",
        "на Элм-Гроуве",
        "Елм Ґроув",
        "Ельм Грове",
        "Терн Стрит",
        "Сэндпайпер-корт",
        "на улице Сэндпайпер",
        "Ελμ Γκρόουβ",
        "Τερν Στριτ",
        "Σάντπαϊπερ",
        "إلم غروف",
        "تيرن ستريت",
        "ساندبايبر كورت",
    ],
)
def test_a_name_in_another_alphabet_is_heard(text: str) -> None:
    assert HIDDEN.found_in(f"14 {text}")


@pytest.mark.parametrize(
    "text",
    [
        "Elk Grove",
        "the film grows on them",
        "he took a turn closer to home",
        "Fern Street",
        "Turn Street",
        "in return street lights came",
        "Sand, pipes and more",
        "Hull Primary School",
        "Marra had a close friend",
        "Мама живёт рядом со школой, и дети гуляют у моря каждый день.",
        "Η μαμά μένει κοντά στο σχολείο και τα παιδιά παίζουν στη θάλασσα.",
        "أمي تسكن قرب المدرسة",
        "I was there. Then. Mum came",
        "see www.nspcc.org.uk, help.childline.example or families.council.blackpool.gov.uk",
        "write to first.second.third@example.org",
        "v1.2.3",
        "the dot on the map",
    ],
)
def test_what_is_another_place_or_none_is_left_alone(text: str) -> None:
    assert HIDDEN.found_in(text) == []


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("7 Ford Court, B", "well for court, for Courtney"),
        ("7 Rowan Way, B", "Rowan was asked"),
        ("7 Haven Close, B", "they have a close way"),
        ("7 Winter Place, B", "last winter; a place at the toy library"),
        ("7 Reads Street, B", "it was read first"),
        ("7 Stanley House, B", "Stanley; housing came"),
        ("7 Seaholly Row, B", "we see Holly too"),
        ("7 Hill Lane, B", "Hall Lane"),
    ],
)
def test_words_of_every_day_are_no_misspelt_street(lines: str, text: str) -> None:
    assert not tokens([(lines, "", "")]).betrayed_by(text)


@pytest.mark.parametrize(
    "text",
    [
        "///filled.count.soap",
        "/// filled count soap",
        "filled.count.soap",
        "Filled.Count.Soap!",
        "https://w3w.co/filled.count.soap",
        "what3words.com/filled.count.soap",
        "filled dot count dot soap",
        "///слово.место.город",
    ],
)
def test_a_place_in_three_words_stops_because_nobody_can_compare_it(text: str) -> None:
    assert "a place that cannot be compared" in " ".join(HIDDEN.found_in(f"Meet at {text}"))
    assert in_three_words(text)


def test_where_nothing_is_hidden_a_place_in_three_words_may_be_told() -> None:
    assert Tokens({}).found_in("///filled.count.soap") == []


def test_what_was_nearly_found_is_told_as_it_was_hidden() -> None:
    assert HIDDEN.found_in("at 14 Elm Gorve") == ["Elm Grove"]


def test_letters_are_read_one_by_one() -> None:
    assert in_our_letters("Ґроув, Щука") == "grouv, shuka"
    assert in_our_letters("plain – “quoted”") == ""
    assert in_letters("Gr0ve 10, FY4 2ZZ, a1b") == "Grove 10, FY4 2ZZ, a1b"
