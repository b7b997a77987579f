"""A family on the days on which it is worked with: who is there, who works with them, and sentences that none of them says twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from rock.demo.council.grammar import Said, Scene, Writer
from rock.demo.council.loading.acts import Act
from rock.demo.council.loading.early_help import leads_there
from rock.demo.council.loading.known import Known, is_born
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.writing import FamilyRows
from rock.demo.council.story.chance import LONDON, age_on
from rock.demo.council.story.model import Episode, Person
from rock.demo.council.words import Cast, scene
from rock.records.models import Audience, EventKind, OccasionKind, Presence, PresenceMode

YEAR = timedelta(days=365)
SHARED_CARE = 0.3
SPEAKS, BABY, TODDLER = 4, 1, 2
MUM = {"F": "Mum", "M": "Dad"}
PARENTS = frozenset({"mother", "father"})


@dataclass(frozen=True, slots=True)
class Work:
    """One child's time as referred, as far as it is told in full: from a day to a day (open: None)."""

    episode: Episode
    child: int
    begins: date
    ends: date | None
    early_help: bool = False

    def runs(self, day: date) -> bool:
        """Return whether the work goes on on a day."""
        return self.begins <= day < (self.ends or date.max)


def work_of(rows: FamilyRows, known: Known) -> list[Work]:
    """Return the work that is open or ended within a year, of children who live and whose referral stands in the rows."""
    since = known.now.date() - YEAR
    found = []
    for one in known.story.episodes:
        stands = (one.request, one.child) in rows.referrals and not known.person(one.child).died
        if stands and (one.closed is None or one.closed > since):
            found.append(Work(one, one.child, max(one.referred, since), one.closed))
        found += [each for each in _early_help(known, one, since) if stands]
    return found


def _early_help(known: Known, episode: Episode, since: date) -> Iterator[Work]:
    """Yield the weeks of early help that an assessment led to, where the worker stayed for them."""
    closed = episode.closed
    if closed is None or not leads_there(episode):
        return
    for one in known.allocations:
        stayed = one.child == episode.child and one.role == "primary" and one.start < closed
        if stayed and (one.end is None or one.end > max(closed, since)):
            yield Work(episode, episode.child, max(closed, since), one.end, early_help=True)


class Home:
    """Helps to write about one family: moments, speakers, words, occasions and events."""

    def __init__(self, rows: FamilyRows, known: Known) -> None:
        self.rows, self.known, self.story = rows, known, known.story
        self.rng, self.seen = known.chance("together"), Said()
        self.lines: set[str] = set()
        self.carer = known.person(known.story.carer)
        self.second_home = self._second_home()
        self.agreed: dict[str, str] = {}
        self.pages: dict[int, Made] = {}
        self.cards: dict[int, Made] = {}

    @property
    def nan(self) -> Person | None:
        """Return the grandmother, if she has a record."""
        found = (one for one in self.story.people if one.role == "grandmother" and one.number in self.rows.people)
        return next(found, None)

    def age(self, child: int, day: date) -> int | None:
        """Return a child's age in years on a day; None before the birth."""
        person = self.known.person(child)
        return age_on(person.born, day) if person.born and is_born(person, day) else None

    def _second_home(self) -> int | None:
        """Return the other parent, where parents who live apart share the week; never near a hidden address."""
        other, day = self.known.person(self.story.other), self.known.now.date()
        homes = [stay.address for one in (self.carer, other) if (stay := self.known.stay(one.number, day))]
        safe = not self.carer.safe_contact and not any(stay.hidden for stay in self.story.stays)
        apart = other.role in PARENTS and len(homes) == 2 and homes[0] != homes[1]
        shares = self.known.chance("homes").random() < SHARED_CARE
        return other.number if safe and apart and shares and not other.died else None

    def moves_between(self, child: int) -> bool:
        """Return whether a child lives part of the week with the other parent."""
        return self.second_home is not None and (self.second_home, child) in self.known.related

    def worker(self, child: int, day: date) -> int | None:
        """Return who works with a child on a day."""
        mine = (one for one in self.known.allocations if one.child == child and one.role == "primary")
        return next((one.worker for one in mine if one.start <= day < (one.end or date.max)), None)

    def decider(self, worker: int, day: date) -> int | None:
        """Return the manager who authorises what a worker wrote."""
        return self.known.staff.team_manager(self.known.staff.by_number[worker].pod, day)

    def closed(self, act: Act, work: "Work") -> None:
        """Append that the work with a child ended: the row of the referral says so already."""
        referral = self.rows.referrals[work.episode.request, work.child]
        child = self.rows.key(work.child)
        self.rows.event(act, EventKind.CLOSED, [child], occasion_id=referral["contact_id"])

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Return a moment of a day in London."""
        return datetime.combine(day, time(hour, minute), LONDON)

    def is_past(self, moment: datetime) -> bool:
        """Return whether a moment has come."""
        return moment <= self.known.now

    def scene(self, child: int, day: date, request: int, *, host: int | None = None) -> Scene:
        """Return what is spoken of when a child is spoken of, at the carer's home or at that of the other parent (`host`)."""
        person, carer, other = self.known.person(child), self.carer, self.known.person(self.story.other)
        carer, other = (other, carer) if host == other.number else (carer, other)
        cast = Cast(
            child=person.known_as or person.given,
            child_sex=person.sex,
            child_age=self.age(child, day),
            carer=carer.known_as or carer.given,
            carer_sex=carer.sex,
            other=other.known_as or other.given,
            other_sex=other.sex,
        )
        found = scene(cast, "services", self.story.requests[request].worry)
        words = dict(found.words) | {"mum": MUM[carer.sex], "kin": "their nan"}
        return Scene(words, found.band, found.worry, found.voice, found.register)

    def say(self, scene: Scene, rule: str) -> str:
        """Return a sentence of a rule that the family has not heard; empty where nothing new is left."""
        words = Writer(self.rng, scene, self.seen).say(rule)
        if words in self.lines:
            return ""
        self.lines.add(words)
        return words

    def occasion(self, act: Act, kind: OccasionKind, happened_at: datetime | None = None, *, signed: bool) -> Made:
        """Return a new occasion of the family."""
        made = self.rows.occasion(act, kind, happened_at)
        made["signed_off_at"] = act.at if signed else None
        return made

    def present(self, occasion: Made, act: Act, there: Iterable[int], absent: Iterable[int] = ()) -> None:
        """Write who was there: whoever acts, people of the family, and those who were only spoken about."""
        add = self.rows.tables.add
        add(Presence, occasion_id=occasion["id"], staff_id=self.rows.user(act.by), mode=PresenceMode.THERE)
        for number in there:
            add(Presence, occasion_id=occasion["id"], person_id=self.rows.key(number), mode=PresenceMode.THERE)
        for number in absent:
            add(Presence, occasion_id=occasion["id"], person_id=self.rows.key(number), mode=PresenceMode.SPOKEN_ABOUT)

    def spoken(self, act: Act, occasion: Made, question: str, words: str, child: int, **facts: Any) -> Made:
        """Return words about a child: of the person whose number is `who`, else of whoever acts."""
        who = facts.pop("who", None)
        speaker = {"speaker_staff_id": self.rows.user(act.by)} if who is None else {"speaker_id": self.rows.key(who)}
        return self.rows.say(act, occasion, question, words, [self.rows.key(child)], **speaker, **facts)

    def share(self, act: Act, statement: Made, reader: int, said: str) -> None:
        """Let somebody of the family read a statement."""
        self.rows.tables.add(
            Audience,
            statement_id=statement["id"],
            reader_id=self.rows.key(reader),
            shared_by_id=self.rows.user(act.by),
            speaker_said=said,
            starts=act.at,
        )

    def event(self, act: Act, kind: EventKind, occasion: Made, people: Iterable[int], **facts: Any) -> None:
        """Append an event of the family about these people."""
        facts = {"family_id": self.rows.family_key} | facts
        self.rows.event(act, kind, [self.rows.key(one) for one in people], occasion_id=occasion["id"], **facts)
