"""The data files say what the domain notes say, in codes that the models know."""

import re

import pytest

from rock.practice_model import shipped
from rock.practice_model.models import Audience, Kind, Source, Strand, Strength, Voice

WORDS = shipped.word_list().words
BY_NUMBER = {word.number: word for word in WORDS}


def test_the_ninety_words_are_all_there_once() -> None:
    assert sorted(number for number in BY_NUMBER if number <= 100) == list(range(1, 91))
    assert len(BY_NUMBER) == len(WORDS)


def test_every_code_is_known() -> None:
    for word in WORDS:
        assert word.strength in Strength.values
        assert word.kind in Kind.values
        assert word.stays_in <= set(Audience.values)
        assert word.asked_by
        assert set(word.asked_by) <= set(Source.values), word.term


def test_no_spelling_stands_on_two_lines() -> None:
    spellings = [spelling for word in WORDS for spelling in word.avoid]
    assert len(spellings) == len(set(spellings))


def test_local_terms_named_in_plain_forms_exist() -> None:
    named = {key for word in WORDS for text in word.plain for key in re.findall(r"\{(\w+)\}", text)}
    assert named == {"hub", "family_meeting"}
    assert named <= {row["key"] for row in shipped.terms()}


def test_legal_terms_are_kept_and_explained() -> None:
    kept = {word.term for word in WORDS if word.keep_and_explain}
    assert kept >= {"care order", "parental responsibility", "significant harm", "child protection plan", "section #"}
    assert all(word.strength == Strength.EXPLAIN for word in WORDS if word.keep_and_explain)


@pytest.mark.parametrize(
    "term", ["failed to engage", "disguised compliance", "inappropriate", "parents must", "concern"]
)
def test_blame_and_vagueness_of_the_notes_are_flagged(term: str) -> None:
    word = next(word for word in WORDS if term in word.avoid)
    assert word.kind in {Kind.BLAME, Kind.VAGUE}


def test_no_line_asks_to_avoid_a_plain_word_for_harm() -> None:
    harm = shipped.harm_words()
    assert {"hit", "raped", "violence"} <= harm
    assert not [spelling for word in WORDS for spelling in word.avoid if spelling.lower() in harm]


def test_changed_words_have_a_new_key() -> None:
    facts = shipped.word_list_file()
    assert facts.sha256 == shipped.words_sha256(), "words.csv changed: give words.json a new key, first day and digest"


def test_principles_have_stable_ids() -> None:
    families, service = shipped.principle_versions()
    assert (families["voice"], service["voice"]) == (Voice.FAMILIES, Voice.SERVICE)
    by_ref = {row["ref"]: row["text"] for row in families["principles"]}
    assert len(by_ref) == 34
    assert by_ref["A-HD1"] == "Don’t be nosey"
    assert by_ref["A-HT11"] == "Share the power"
    assert by_ref["A-HA4"] == "Show us you listened by what you do"
    assert len({row["ref"] for row in service["principles"]}) == 17


def test_each_ref_says_its_strand() -> None:
    code = {"HD": Strand.HEAD, "HT": Strand.HEART, "HA": Strand.HANDS}
    for version in shipped.principle_versions():
        for row in version["principles"]:
            assert row["strand"] == code[row["ref"][2:4]]
