"""The grammar: nothing said twice, nothing left unfilled, harm said plainly, nothing else for an unborn child."""

import re
from collections.abc import Iterator
from random import Random

import pytest

from rock.demo.council import words
from rock.demo.council.grammar import Choice, Said, Scene, Slot, Writer, rules
from rock.demo.council.story import PARTS
from rock.demo.council.story.asking import Memory

WORRIES = [name.split(".")[2] for name in rules() if name.startswith("worry.professional.")]
ROUTES = ("assessment", "strategy", "early_help", "community", "advice")
AGES = (None, 0, 3, 8, 15)
JARGON = re.compile(
    r"\b(referral of|NFA|MASH|CIN|s47|section 47|threshold|disclos|allegation|domestic (abuse|incident)|concerns)\b",
    re.I,
)


def cast(rng: Random, age: int | None, voice: str) -> words.Cast:
    name, sex = rng.choice((("Maisie", "F"), ("Kai", "M"), ("Esme", "F"), ("Theo", "M"), ("Ruby", "F")))
    carer = {"relative": "my daughter", "neighbour": "his mum", "parent": "Leanne"}.get(voice, "Mum")
    return words.Cast(
        "the baby" if age is None else name,
        sex,
        age,
        carer,
        "F",
        "Dad",
        "M",
        helper=rng.choice(("nan", "auntie", "a family friend")),
    )


def record(rng: Random, seen: Said) -> Iterator[str]:
    age = rng.choice(AGES)
    voice = rng.choice([v for v in words.REGISTERS if v != "young" or age == 15])
    worry = "unborn" if age is None else rng.choice([w for w in WORRIES if w != "unborn"])
    asking = words.scene(cast(rng, age, voice), voice, worry)
    at = words.scene(cast(rng, age, "services"), "services", worry)
    asked = words.request_words(rng, asking, seen, asked=rng.random() < 0.7)
    yield from (asked.going_well, asked.worry, asked.tried, asked.would_help, asked.family_said)
    decided = words.decision_words(rng, at, seen, route=rng.choice(ROUTES), known=rng.random() < 0.5)
    yield from (decided.professional, decided.family)
    yield words.liaison_notes(rng, at, seen)
    yield words.assessment_words(rng, at, seen, in_need=rng.random() < 0.6)
    yield words.closing_words(rng, at, seen)


def sentences(texts: Iterator[str]) -> list[str]:
    return [one for text in texts for one in re.split(r"(?<=[.?!])\s+(?=[A-Z“])", text)]


@pytest.mark.parametrize("seed", range(6))
def test_200_records_repeat_no_sentence(seed: int) -> None:
    rng, seen = Random(seed), Said()
    said = [one for _ in range(200) for one in sentences(record(rng, seen))]
    assert len(said) > 3000
    assert len(said) == len(set(said))


def test_where_nothing_new_is_left_a_family_still_hears_no_sentence_twice() -> None:
    rng, at = Random(4), words.scene(cast(Random(4), 8, "services"), "services", "money")
    everywhere: set[int] = set()
    for _ in range(40):
        home = Said(everywhere)
        notes = [Writer(rng, at, home).say("friend") for _ in range(3)]
        assert len(set(notes)) == 3
    assert len(everywhere) == len({line.parts for line in rules()["friend"].every})


def test_what_one_part_said_in_a_family_no_other_part_says_there() -> None:
    memory = Memory({part: Said() for part in PARTS})
    memory.begin_family()
    memory.seen["hub"].add(7)
    assert 7 in memory.seen["told"].at_home
    assert 7 not in memory.seen["told"].everywhere
    memory.begin_family()
    assert (7 in memory.seen["told"].at_home, 7 in memory.seen["hub"].everywhere) == (False, True)


def test_the_grammar_is_wide_enough_to_speak_at_length_without_its_memory() -> None:
    rng = Random(3)
    said = [one for _ in range(200) for one in sentences(record(rng, Said()))]
    assert len(set(said)) / len(said) > 0.9


def test_the_same_source_of_chance_gives_the_same_words() -> None:
    assert list(record(Random(11), Said())) == list(record(Random(11), Said()))
    assert list(record(Random(11), Said())) != list(record(Random(12), Said()))


def test_every_sentence_is_whole() -> None:
    rng, seen = Random(1), Said()
    for _ in range(300):
        for one in sentences(record(rng, seen)):
            assert not re.search(r"[{}\[\]|_]|  | ,|\.\.|'|\"", one), one
            assert re.match(r"[“‘]?[A-Z0-9]", one), one
            assert one.endswith((".", "?", "!", "”")), one
            assert one.count("“") == one.count("”"), one
            assert not re.search(r"\b(\w+) \1\b", one.replace("that that", "")), one


def _slots(choice: Choice) -> Iterator[str]:
    for line in choice.every:
        for part in line.parts:
            if isinstance(part, Slot):
                yield part.name
            elif isinstance(part, Choice):
                yield from _slots(part)


def test_every_slot_is_a_word_of_the_scene_or_a_rule() -> None:
    known = set(words.scene(cast(Random(0), 8, "police"), "police", "money").words) | {"mum"}
    for name, choice in rules().items():
        for slot in _slots(choice):
            assert slot in known or any(rule == slot or rule.startswith(f"{slot}.") for rule in rules()), (name, slot)


def test_family_words_say_the_harm_and_use_no_jargon() -> None:
    rng, seen = Random(5), Said()
    said = {}
    for worry in WORRIES:
        age = None if worry == "unborn" else 8
        at = words.scene(cast(rng, age, "services"), "services", worry)
        said[worry] = words.decision_words(rng, at, seen, route="assessment").family
        assert not JARGON.search(said[worry])
        assert "social care" not in said[worry]
    assert re.search("hitting|hurting|violence", said["domestic_abuse"])
    assert "sexual" in said["sexual_harm"]
    assert re.search("hit|hurt", said["physical_harm"])


def test_family_words_name_neither_the_person_who_asked_nor_the_one_who_did_harm() -> None:
    rng, seen = Random(5), Said()
    for _ in range(200):
        at = words.scene(cast(rng, 8, "services"), "services", "domestic_abuse")
        said = words.decision_words(rng, at, seen, route="strategy").family
        assert "Dad" not in said
        assert "neighbour" not in said


def test_an_unborn_child_has_no_school_and_says_nothing() -> None:
    rng, seen = Random(2), Said()
    for voice in ("health", "relative", "parent", "services"):
        for _ in range(60):
            at = words.scene(cast(rng, None, voice), voice, "unborn")
            asked = words.request_words(rng, at, seen, asked=True)
            text = " ".join((asked.going_well, asked.worry, asked.tried, asked.would_help, asked.family_said))
            assert not re.search(r"school|the baby (said|told|drew|loves|ate)|itself", text), text


def test_a_rule_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        Writer(Random(0), Scene({}, "teen", "money", "police", "professional"), Said()).say("nothing")


@pytest.mark.parametrize(
    ("age", "stage"), [(None, "unborn"), (0, "baby"), (1, "little"), (4, "little"), (5, "primary"), (11, "teen")]
)
def test_the_stage_of_life(age: int | None, stage: str) -> None:
    assert words.band(age) == stage
