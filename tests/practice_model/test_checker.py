"""The checker suggests, spares quotes and harm, and lets an explained legal term stand."""

import time
from typing import Any

import pytest

from rock.practice_model import shipped
from rock.practice_model.checker import Report
from rock.practice_model.checker import check as check_with
from rock.practice_model.models import Audience, Kind
from rock.practice_model.presenters import asked_by

WORDS = shipped.word_list()


def check(text: str, *, audience: str = Audience.FAMILY, **more: Any) -> Report:
    return check_with(text, audience=audience, words=WORDS, **more)


def found(text: str, audience: str = Audience.FAMILY) -> list[str]:
    return [flag.found for flag in check(text, audience=audience).flags]


def test_a_flag_says_what_where_why_and_who_asked() -> None:
    (flag,) = check("He may abscond again.").flags
    assert (flag.found, flag.start, flag.end) == ("abscond", 7, 14)
    assert flag.plain == "go missing; run away"
    assert "blames" in flag.why
    assert "Language That Cares" in asked_by(flag.word)


@pytest.mark.parametrize(
    "text",
    [
        "His siblings came", "His SIBLING came", "sibling’s room", "both genograms", "the chronologies",
        "multi-agency talks", "multi agency talks", "service\nusers", "the foster carers", "a looked-after child",
        "two looked after children", "s47", "S47", "under Section 31A of the Act", "non-accidental injuries", "LAC’s", "LACs",
    ],
)  # fmt: skip
def test_spellings_are_found(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "sausage and mash", "a neet trick", "the lac dye", "the placemat", "compeer",  # parts of words, and small letters
        "Please contact us", "Contact your worker", "Keep in contact with Nan", "It took 20 minutes",
        "Take a coat in case it rains", "He sat on his chair", "Take care of her", "in care of",
        "That is the case", "peer support", "a work placement", "What we are concerned about",
        "We have concerns about how often he is alone", "It concerns me",
        "your social worker, Amira Khan", "Amira Khan is your social worker", "Your social worker is called Amira",
        "a disclosure and barring check",
    ],
)  # fmt: skip
def test_other_meanings_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mum failed to engage.", Kind.BLAME),
        ("There was disguised compliance.", Kind.BLAME),
        ("Parents must attend.", Kind.BLAME),
        ("She puts herself at risk.", Kind.BLAME),
        ("Dad was inappropriate.", Kind.VAGUE),
        ("There are concerns.", Kind.VAGUE),
        ("There was a domestic incident.", Kind.SOFTENING),
        ("A volatile relationship", Kind.SOFTENING),
        ("inappropriate touching", Kind.SOFTENING),
    ],
)
@pytest.mark.parametrize("audience", [Audience.FAMILY, Audience.PROFESSIONAL])
def test_blame_vagueness_and_softening(text: str, kind: Kind, audience: str) -> None:
    report = check(text, audience=audience)
    assert [flag.word.kind for flag in report.flags] == [kind]


@pytest.mark.parametrize("harm", sorted(shipped.harm_words()))
@pytest.mark.parametrize("audience", Audience.values)
def test_plain_words_for_harm_are_never_flagged(harm: str, audience: str) -> None:
    assert check(f"He {harm} her. She was {harm}.", audience=audience).clear


def test_no_suggestion_is_vague_about_violence() -> None:
    (flag,) = check("There was a DV incident.").flags
    assert flag.plain.startswith("he hit her")


@pytest.mark.parametrize(
    "text",
    [
        "Kai said “my placement is rubbish and my siblings are gone”.",
        'Kai said "my placement is rubbish".',
        "Mum wrote: “I have been called\nhard to reach.”",
    ],
)
def test_quoted_words_are_left_alone(text: str) -> None:
    assert check(text).clear


def test_passed_spans_are_left_alone_and_the_rest_is_not() -> None:
    text = "My placement is bad. The placement ended."
    (flag,) = check(text, quotes=[(0, 20)]).flags
    assert text[flag.start : flag.end] == "placement"
    assert flag.start > 20


def test_a_span_past_the_end_does_no_harm() -> None:
    assert check("my placement", quotes=[(3, 500)]).clear


def test_a_quotation_that_is_not_closed_hides_nothing() -> None:
    assert found("He said “the placement ended") == ["placement"]


def test_positions_hold_after_quotes() -> None:
    text = "“LAC LAC”, “MASH” – her siblings"
    (flag,) = check(text).flags
    assert text[flag.start : flag.end] == "siblings"


@pytest.mark.parametrize(
    "text",
    [
        "Parental responsibility means the right to decide things for Kai.",
        "You have parental responsibility (the legal right to make decisions for Kai).",
        "You have the legal right to make decisions for Kai. The law calls this parental responsibility.",
        "We will be checking if Kai is safe (a section 47 enquiry).",
        "A core group is the small team that works on the plan with you.",
        "Parental responsibility means the right to decide. Both of you have parental responsibility.",
    ],
)
def test_a_legal_term_explained_beside_it_stands(text: str) -> None:
    assert check(text).clear


@pytest.mark.parametrize("text", ["You have parental responsibility.", "A section 47 enquiry (urgent) has begun."])
def test_a_legal_term_alone_asks_for_its_explanation_and_is_kept(text: str) -> None:
    (flag,) = check(text).flags
    assert "Keep it" in flag.why


def test_an_explanation_far_away_is_not_beside_it() -> None:
    assert found(
        "It means the legal right to make decisions for Kai. " + "We came again. " * 30 + "parental responsibility"
    )


def test_explaining_does_not_excuse_a_blaming_word() -> None:
    assert found("He is hard to reach, which means we have not reached them.") == ["hard to reach"]


@pytest.mark.parametrize("text", ["the section 47 enquiry", "a care order", "the child’s placement order"])
def test_legal_names_stay_in_court_papers(text: str) -> None:
    assert check(text, audience=Audience.COURT).clear
    assert not check(text, audience=Audience.CHILD).clear


def test_professionals_are_still_told_of_labels() -> None:
    text = "LAC review: hard to reach; strategy discussion held."
    assert found(text, Audience.PROFESSIONAL) == ["LAC review", "hard to reach"]


def test_the_longer_term_wins() -> None:
    assert found("an interim care order") == ["interim care order"]
    assert found("a placement breakdown") == ["placement breakdown"]


def test_reading_leaves_quoted_words_out() -> None:
    report = check("We came. “Notwithstanding incomprehensible terminology.” We had tea.")
    assert report.reading.words == 5


def test_nothing_written_is_clear() -> None:
    assert check("").clear


def test_the_text_is_never_rewritten() -> None:
    text = "His siblings; LAC; MASH."
    report = check(text)
    assert "".join(flag.found for flag in report.flags) == "siblingsLACMASH"


def test_a_long_text_takes_milliseconds() -> None:
    text = "We came to see Kai and had tea, and he told us about school and what he wants. " * 700
    check("warm")
    start = time.perf_counter()
    check(text)
    assert time.perf_counter() - start < 0.5
