"""A small text grammar: alternatives, slots and choices, spoken without repeating a sentence.

Its rules are the files in `data/`. A line is one alternative of the rule above it; `{slot}` is a word of the scene or
another rule, `[a|b]` chooses. Nothing here knows a family: the scene does.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
FILES = ("common", "request", "worry", "voice", "hub", "care", "day")
OF_A_BORN_CHILD = frozenset({"name", "he", "him", "his", "himself"})
OWN_LINE, WHOLE_COUNCIL, WHOLE_FAMILY = 7, 40, 80
"""How often a sentence is spoken anew: from its own alternative, to be new in the council, to be new in the family."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts spoken one after the other; `born` says that it speaks of a child who is born."""

    parts: tuple["str | Slot | Choice", ...]
    born: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A word of the scene or the name of another rule."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives of which one is spoken; for an unborn child those that need no born child."""

    every: tuple[Sequence, ...]
    unborn: tuple[Sequence, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """The words of one family at one moment: `band` is unborn, baby, little, primary or teen."""

    words: Mapping[str, str]
    band: str
    worry: str
    voice: str
    register: str


@dataclass(slots=True)
class Said:
    """Marks of the sentences said: by one part of the council in all families, and by every part in the family at hand."""

    everywhere: set[int] = field(default_factory=set)
    at_home: set[int] = field(default_factory=set)

    def add(self, mark: int) -> None:
        """Remember a sentence."""
        self.everywhere.add(mark)
        self.at_home.add(mark)


def _choice(sequences: Iterable[Sequence]) -> Choice:
    every = tuple(sequences)
    return Choice(every, tuple(one for one in every if not one.born) or every)


def _needs_birth(part: "str | Slot | Choice") -> bool:
    if isinstance(part, Slot):
        return part.name in OF_A_BORN_CHILD
    return isinstance(part, Choice) and all(one.born for one in part.every)


def _parse(pieces: list[str]) -> Choice:
    sequences: list[Sequence] = []
    parts: list[str | Slot | Choice] = []

    def close() -> None:
        sequences.append(Sequence(tuple(parts), any(map(_needs_birth, parts))))
        parts.clear()

    while pieces:
        piece = pieces.pop(0)
        if piece == "]":
            break
        if piece == "|":
            close()
        elif piece == "[":
            parts.append(_parse(pieces))
        else:
            parts.append(Slot(piece[1:-1]) if piece.startswith("{") else piece)
    close()
    return _choice(sequences)


@cache
def rules() -> Mapping[str, Choice]:
    """Return every rule by its name, read once from the data files."""
    lines: dict[str, list[Sequence]] = {}
    current: list[Sequence] = []
    for text in "\n".join((DATA / f"{name}.txt").read_text("utf-8") for name in FILES).splitlines():
        if text.startswith("= "):
            current = lines.setdefault(text[2:].strip(), [])
        elif text.strip() and not text.startswith("#"):
            current.extend(_parse(re.findall(r"\{\w+\}|[\[\]|]|[^{}\[\]|]+", text)).every)
    return {name: _choice(found) for name, found in lines.items()}


@cache
def _closest(rule: str, band: str, worry: str, voice: str, register: str) -> Choice:
    plain = (f"{rule}.{voice}", f"{rule}.{register}", rule)
    names = (*(f"{one}.{worry}" for one in plain), f"{rule}.{band}", *plain)
    for name in (*(f"{one}.unborn" for one in names if band == "unborn"), *names):
        if name in rules():
            return rules()[name]
    raise KeyError(rule)


class Writer:
    """Speaks the rules for one scene; `seen` remembers every sentence said, so that none comes twice.

    Where so much was said that nothing new is found, a sentence may come again in another family, never in the same one.
    """

    def __init__(self, rng: Random, scene: Scene, seen: Said) -> None:
        self.rng, self.scene, self.seen = rng, scene, seen

    def find(self, rule: str) -> Choice:
        """Return the closest rule for this scene: by worry, by age, by voice, or the plain one; raise KeyError."""
        scene = self.scene
        return _closest(rule, scene.band, scene.worry, scene.voice, scene.register)

    def say(self, rule: str, count: int = 1) -> str:
        """Return so many sentences from different alternatives of a rule, joined by spaces."""
        found = self._options(self.find(rule))
        lines = self.rng.sample(found, min(count, len(found)))
        return " ".join(self._sentence(line, found) for line in lines)

    def _options(self, choice: Choice) -> tuple[Sequence, ...]:
        return choice.unborn if self.scene.band == "unborn" else choice.every

    def _sentence(self, line: Sequence, others: tuple[Sequence, ...]) -> str:
        """Return a sentence not said before; later tries may take another alternative."""
        sentence, mark = "", 0
        for attempt in range(WHOLE_FAMILY):
            said: list[str] = []
            self._speak(line if attempt < OWN_LINE else self.rng.choice(others), said)
            sentence = _finish("".join(said))
            mark = int.from_bytes(blake2b(sentence.encode(), digest_size=8).digest())
            known = self.seen.everywhere if attempt < WHOLE_COUNCIL else ()
            if mark not in known and mark not in self.seen.at_home:
                break
        self.seen.add(mark)
        return sentence

    def _speak(self, line: Sequence, said: list[str]) -> None:
        words, unborn, chance = self.scene.words, self.scene.band == "unborn", self.rng.random
        for part in line.parts:
            if isinstance(part, str):
                said.append(part)
                continue
            if isinstance(part, Slot):
                if part.name in words:
                    said.append(words[part.name])
                    continue
                part = self.find(part.name)  # noqa: PLW2901 - a slot stands for its rule
            options = part.unborn if unborn else part.every
            self._speak(options[int(chance() * len(options))], said)


def _finish(text: str) -> str:
    """Return the text as a sentence: one space, first letter large, a full stop."""
    text = " ".join(text.split()).replace(" ,", ",")
    start = 1 if text[0] in "“‘" else 0
    return text[:start] + text[start].upper() + text[start + 1 :] + ("" if text.endswith((".", "?", "!")) else ".")
