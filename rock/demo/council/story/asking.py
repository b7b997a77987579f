"""From a planned request to one with people and words: who asks, what they say, what the hub decided, who was told."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Literal

from rock.core.time import add_working_days
from rock.demo.council import figures, words
from rock.demo.council.grammar import Said, Scene, Writer
from rock.demo.council.names import full_name
from rock.demo.council.reachable import school
from rock.demo.council.story.chance import age_on, office_moment, weighted
from rock.demo.council.story.model import Asking, Decision, Liaison, Person, Request, Telling
from rock.demo.council.story.people import Household
from rock.demo.council.story.schedule import Planned

GRAVE = frozenset({"physical_harm", "sexual_harm", "exploitation", "unborn"})
BY_ANOTHER = frozenset({"domestic_abuse", "physical_harm", "sexual_harm"})
JOBS = {
    "police": ("police officer", "neighbourhood officer"),
    "school": ("safeguarding lead", "class teacher", "pastoral lead"),
    "2B": ("education welfare officer",),
    "4": ("housing officer",),
    "5A": ("adult support worker",),
    "5B": ("youth justice worker",),
    "5D": ("early help worker",),
    "7": ("probation officer",),
    "services": ("support worker", "family worker", "drugs worker"),
    "3A": ("doctor",),
    "3B": ("health visitor",),
    "3C": ("school nurse",),
    "3D": ("nurse", "midwife"),
    "3E": ("emergency nurse",),
    "3F": ("midwife", "children’s nurse"),
}
HELPERS = ("grandad", "auntie", "uncle", "older cousin", "godmother", "a family friend", "the lady next door")
KIN = ("auntie", "nan", "grandad", "older sister")
MADE_BY = {"auntie": "my sister", "nan": "my daughter", "grandad": "my daughter", "older sister": "my mum"}
Part = Literal["requests", "hub", "told", "liaison", "assessments"]


@dataclass(slots=True)
class Memory:
    """What each part has said: kept apart, so that a new part leaves the others' words alone.

    Within a family no part repeats another.
    """

    seen: dict[Part, Said]

    def begin_family(self) -> None:
        """Forget what was said in the family before, but not that it was said in the council."""
        at_home: set[int] = set()
        for said in self.seen.values():
            said.at_home = at_home


class Telephonist:
    """Makes the requests of one family; each part of the words has its own stream of chance."""

    def __init__(
        self,
        home: Household,
        streams: dict[Part, Random],
        memory: Memory,
        hub: tuple[int, ...],
        manager: int,
        as_at: date,
    ) -> None:
        self.home, self.streams, self.memory, self.hub, self.manager, self.as_at = (
            home,
            streams,
            memory,
            hub,
            manager,
            as_at,
        )
        self.helper = "nan" if home.nan is not None else streams["requests"].choice(HELPERS)

    def worry(self, planned: Planned, focus: Person, usual: str) -> str:
        """Return the worry of a request: mostly the family's own, such as fits the source, the child's age and the route."""
        rng = self.streams["requests"]
        age = age_of(focus, planned.at.date())
        if age is None:
            return "unborn"
        kind = {"6": "police", "2A": "school"}.get(planned.source, "other")
        found = usual if usual and rng.random() < 0.6 else weighted(rng, figures.WORRIES[kind])
        for _ in range(20):
            young = found in {"exploitation", "child_mental_health"} and age < (11 if found == "exploitation" else 8)
            mild = planned.course or found not in (BY_ANOTHER | GRAVE if planned.route == "community" else GRAVE)
            if not young and mild:
                return found
            found = weighted(rng, figures.WORRIES[kind])
        return "family_stress"

    def request(self, number: int, planned: Planned, focus: Person, worry: str) -> Request:
        """Return the request with its words; what lies after the as-at date is not known yet."""
        rng = self.streams["requests"]
        age = age_of(focus, planned.at.date())
        voice = self._voice(planned.source, age)
        kin = rng.choice(KIN if self.home.nan is None else ("nan", "nan", "auntie", "grandad"))
        asking = self._asking(planned, focus, age, worry, voice)
        asker, person = self._asker(planned.source, voice, kin)
        cast = self._cast(focus, age, voice, kin, asker.rpartition(", ")[2])
        scene = words.scene(cast, voice, worry)
        answers = words.request_words(rng, scene, self.memory.seen["requests"], asked=asking.asked)
        decision = self._decision(planned, focus, age, worry, known=number > 0)
        return Request(
            number=number,
            at=planned.at,
            source=planned.source,
            voice=voice,
            asker=asker,
            asker_person=person,
            worry=worry,
            children=planned.children,
            words=answers,
            in_danger=planned.in_danger,
            asking=asking,
            decision=decision,
            tellings=self._tellings(decision, focus, age, worry) if decision else (),
            liaison=self._liaison(decision, focus, age, worry) if decision else None,
        )

    def scene(self, focus: Person, age: int | None, worry: str) -> Scene:
        """Return the scene as the hub and the workers write of it: everyone by name."""
        carer, other = self.home.people[self.home.carer], self.home.people[self.home.other]
        child = "the baby" if age is None else focus.known_as or focus.given
        at_school = _school(focus, age)
        cast = words.Cast(
            child,
            focus.sex,
            age,
            carer.known_as or carer.given,
            carer.sex,
            other.known_as or other.given,
            other.sex,
            at_school,
            helper=self.helper,
        )
        return words.scene(cast, "services", worry)

    def _cast(self, focus: Person, age: int | None, voice: str, kin: str, job: str) -> words.Cast:
        rng = self.streams["requests"]
        carer, other = self.home.people[self.home.carer], self.home.people[self.home.other]
        child = "the baby" if age is None else focus.known_as or focus.given
        mum, him = ("Mum", "Dad") if carer.sex == "F" else ("Dad", "Mum")
        step = "Mum’s partner" if self.home.other_role == "partner" else him
        neighbour = (f"{child}’s {mum.lower()}" if age is not None else "the young woman next door", "the boyfriend")
        relation = (
            MADE_BY[kin] if carer.sex == "F" else MADE_BY[kin].replace("sister", "brother").replace("daughter", "son")
        )
        relation = relation.replace("my mum", "Mum" if carer.sex == "F" else "Dad")
        named = (carer.known_as or carer.given, other.known_as or other.given)
        theirs = "her" if carer.sex == "F" else "his"
        mates = (
            ("my ex", "my ex", "my partner")
            if self.home.other_role == "partner"
            else ("my ex", f"{child}’s {him.lower()}")
        )
        who, harm = {
            "relative": (relation, f"{theirs} {rng.choice(('partner', 'ex'))}"),
            "neighbour": neighbour if carer.sex == "F" else (f"{child}’s dad", "the girlfriend"),
            "parent": (named[0], rng.choice(mates)),
            "young": (mum, step),
        }.get(voice, (mum, step) if rng.random() < 0.6 else named)
        at_school = _school(focus, age)
        helper = self.helper if self.helper != kin or voice != "relative" else "uncle"
        return words.Cast(child, focus.sex, age, who, carer.sex, harm, other.sex, at_school, kin, helper, job)

    def _voice(self, source: str, age: int | None) -> str:
        rng = self.streams["requests"]
        if source[0] == "3":
            return "health"
        if source.startswith("2"):
            return "school" if age is not None and age >= 3 else "services"
        if source == "1C" or (source == "1A" and rng.random() < 0.35):
            return "young" if source == "1C" and age is not None and age >= 12 and rng.random() < 0.4 else "parent"
        return {"6": "police", "1A": "relative", "1B": "neighbour", "1D": "neighbour", "9": "neighbour"}.get(
            source, "services"
        )

    def _asker(self, source: str, voice: str, kin: str) -> tuple[str, int | None]:
        rng = self.streams["requests"]
        if source == "9":
            return "", None
        if voice == "parent":
            return "parent", self.home.carer
        if voice == "young":
            return "young person", None
        if voice == "relative":
            return kin, self.home.nan if kin == "nan" else None
        sex = rng.choice("FFM")
        name = full_name(rng, sex=sex, born=rng.randint(1962, 1999))
        job = "neighbour" if voice == "neighbour" else rng.choice(JOBS.get(source, JOBS.get(voice, ("worker",))))
        return f"{name.given} {name.family}, {job}", None

    def _asking(self, planned: Planned, focus: Person, age: int | None, worry: str, voice: str) -> Asking:
        """Return whether the family was asked first: not where that is dangerous, or where a neighbour writes."""
        rng = self.streams["hub"]
        writer = Writer(rng, self.scene(focus, age, worry), self.memory.seen["hub"])
        if voice in {"parent", "young"}:
            return Asking(True, True, "")
        risky = planned.in_danger or worry in BY_ANOTHER or planned.route == "strategy"
        if voice == "neighbour" or rng.random() < (0.55 if risky else 0.12):
            return Asking(False, None, writer.say("not_asked"))
        agreed = rng.random() < 0.88
        return Asking(True, agreed, writer.say("agreed" if agreed or planned.course is None else "not_agreed"))

    def _decision(
        self, planned: Planned, focus: Person, age: int | None, worry: str, *, known: bool
    ) -> Decision | None:
        rng = self.streams["hub"]
        if planned.decided.date() > self.as_at:
            return None
        scene = self.scene(focus, age, worry)
        said = words.decision_words(rng, scene, self.memory.seen["hub"], route=planned.route, known=known)
        return Decision(
            planned.decided, self.manager, planned.route, said.professional, said.family, planned.re_referral
        )

    def _tellings(self, decision: Decision, focus: Person, age: int | None, worry: str) -> tuple[Telling, ...]:
        """Return a telling for each parent; one who does harm may be told later, if at all yet."""
        rng = self.streams["hub"]
        scene = self.scene(focus, age, worry)
        writer = Writer(rng, scene, self.memory.seen["hub"])
        found = []
        for person in sorted({self.home.carer, self.home.other}):
            held = person == self.home.other and worry in BY_ANOTHER and rng.random() < 0.75
            at = decision.at + timedelta(minutes=rng.randint(5, 90))
            told: datetime | None = office_moment(rng, add_working_days(at.date(), rng.choice((1, 1, 2))))
            review = add_working_days(at.date(), rng.randint(5, 10)) if held else None
            if review:
                told = office_moment(rng, review) if rng.random() < 0.7 else None
            if told and told.date() > self.as_at:
                told = None
            if at.date() <= self.as_at:
                reason = writer.say("held") if held else ""
                said = decision.family if person == self.home.carer else self._told(scene, decision.route)
                found.append(Telling(person, said, at, held, reason, self.manager if held else None, review, told))
        return tuple(found)

    def _told(self, scene: Scene, route: str) -> str:
        """Return a decision in other words for another reader; the hub wrote both, so neither repeats the other."""
        return words.family_words(self.streams["told"], scene, self.memory.seen["hub"], route=route)

    def _liaison(self, decision: Decision, focus: Person, age: int | None, worry: str) -> Liaison | None:
        rng = self.streams["liaison"]
        first = office_moment(rng, add_working_days(decision.at.date(), rng.choice((1, 1, 1, 2, 2, 3, 5))))
        carer = self.home.people[self.home.carer]
        channel = rng.choice(("phone", "phone", "phone", "visit", "text then phone"))
        notes = words.liaison_notes(rng, self.scene(focus, age, worry), self.memory.seen["liaison"])
        worker = rng.choice(self.hub)
        if decision.route in {"advice", "community"} or first.date() > self.as_at:
            return None
        return Liaison(worker, channel, carer.language, first, notes)


def _school(child: Person, age: int | None) -> str:
    """Return the child's school at an age: the same whenever it is asked for, without a draw."""
    return "school" if age is None else school(Random(child.la_child_id), age)  # noqa: S311 - an invented school


def age_of(person: Person, day: date) -> int | None:
    """Return the age in years on a day, None before birth."""
    if person.born is None or person.born > day:
        return None
    return age_on(person.born, day)
