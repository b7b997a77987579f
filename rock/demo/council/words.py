"""What the grammar is asked to say: a request, a decision, a first conversation, an assessment."""

from dataclasses import dataclass
from random import Random

from rock.demo.council.grammar import Said, Scene, Writer

REGISTERS = {
    "police": "professional",
    "school": "professional",
    "health": "professional",
    "services": "professional",
    "relative": "relative",
    "neighbour": "relative",
    "parent": "parent",
    "young": "young",
}
PRONOUNS = {"M": ("he", "him", "his", "himself"), "F": ("she", "her", "her", "herself")}
UNBORN_NAMES = ("the baby", "the baby", "the baby’s", "itself")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is in a scene: how the one asking would name each of them."""

    child: str
    child_sex: str
    child_age: int | None
    carer: str
    carer_sex: str
    other: str
    other_sex: str
    school: str = "school"
    kin: str = "nan"
    helper: str = "grandad"
    job: str = "support worker"


@dataclass(frozen=True, slots=True)
class RequestWords:
    """The answers of whoever asks for support."""

    going_well: str
    worry: str
    tried: str
    would_help: str
    family_said: str


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """The hub's reasons: for colleagues, and apart from them in words for the family."""

    professional: str
    family: str


def band(age: int | None) -> str:
    """Return the stage of life whose words fit: unborn (None), baby, little, primary or teen."""
    if age is None:
        return "unborn"
    return "baby" if age < 1 else "little" if age < 5 else "primary" if age < 11 else "teen"


def scene(cast: Cast, voice: str, worry: str) -> Scene:
    """Return the scene in which a voice speaks of a worry."""
    he, him, his, himself = PRONOUNS.get(cast.child_sex, UNBORN_NAMES) if cast.child_age is not None else UNBORN_NAMES
    carer_he, carer_him, carer_his, _ = PRONOUNS[cast.carer_sex]
    ohe, ohim, _, _ = PRONOUNS[cast.other_sex]
    words = {"name": cast.child, "he": he, "him": him, "his": his, "himself": himself, "school": cast.school}
    words |= {"carer": cast.carer, "carer_he": carer_he, "carer_him": carer_him, "carer_his": carer_his}
    words |= {"other": cast.other, "ohe": ohe, "ohim": ohim, "kin": cast.kin, "job": cast.job}
    owner = "the baby’s" if cast.child_age is None else his
    words["helper"] = cast.helper if cast.helper.startswith(("a ", "the ")) else f"{owner} {cast.helper}"
    return Scene(words, band(cast.child_age), worry, voice, REGISTERS[voice])


def request_words(rng: Random, at: Scene, seen: Said, *, asked: bool) -> RequestWords:
    """Return the five answers of a request; `asked` is whether the family was spoken with first."""
    writer = Writer(rng, at, seen)
    opening = writer.say("open") + " " if at.voice not in {"parent", "young"} and _opens(at) else ""
    said = "said" if asked or at.register != "professional" else "said.professional.none"
    return RequestWords(
        going_well=writer.say("well", 1 + (rng.random() < 0.4)),
        worry=opening + writer.say("worry", 1 + (rng.random() < 0.6)),
        tried=writer.say("tried", 1 + (rng.random() < 0.4)),
        would_help=writer.say("help"),
        family_said=writer.say(said),
    )


def _opens(at: Scene) -> bool:
    return at.band != "unborn" or at.voice == "health"


def decision_words(rng: Random, at: Scene, seen: Said, *, route: str, known: bool = False) -> DecisionWords:
    """Return the reasons for a route: assessment, strategy, early_help, community or advice; `known` families have asked before."""
    writer = Writer(rng, at, seen)
    professional = [writer.say("history.known" if known else "history.new"), writer.say(f"why.{route}")]
    if rng.random() < 0.5:
        professional.insert(1, writer.say("partner"))
    return DecisionWords(" ".join(professional), family_words(rng, at, seen, route=route))


def family_words(rng: Random, at: Scene, seen: Said, *, route: str) -> str:
    """Return a route and its reasons in words for the family."""
    writer = Writer(rng, at, seen)
    following = f"family.next.{route}"
    if at.band == "unborn":
        following = "family.unborn.next" if route in {"assessment", "strategy"} else "family.next.lighter"
    return " ".join((writer.say("family.what"), writer.say("family.good"), writer.say(following)))


def liaison_notes(rng: Random, at: Scene, seen: Said) -> str:
    """Return the note of the first conversation with a family, three or four sentences."""
    return Writer(rng, at, seen).say("liaison", rng.choice((3, 3, 4)))


def assessment_words(rng: Random, at: Scene, seen: Said, *, in_need: bool) -> str:
    """Return what an assessment found: a child's day, the worry, what is strong, what was agreed."""
    writer = Writer(rng, at, seen)
    end = "assess.end" if in_need else "assess.end.none"
    return " ".join(
        (writer.say("assess.day", 2), writer.say("assess.worry"), writer.say("assess.strong"), writer.say(end))
    )


def closing_words(rng: Random, at: Scene, seen: Said) -> str:
    """Return the sentence with which work with a family ends."""
    return Writer(rng, at, seen).say("closing")
