"""What a worker writes down of a visit, before it is a record: the one shape that the page, the device and the tests send."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rock.accounts.models import User
from rock.practice.visits.models import Alone, NoticedKind, VisitPlace
from rock.records.models import DayKind, Family, Need, Person, Slot, Source

OWN_LANGUAGE = "English"


@dataclass(frozen=True)
class PresentFacts:
    """Somebody was there: a record, a colleague, or a name."""

    person: Person | None = None
    staff: User | None = None
    name: str = ""


@dataclass(frozen=True)
class SlotFacts:
    """One source on one slot. `words` are the speaker's own; without them there is a face (1 to 5) or a picture.

    What a worker saw has no `speaker`. `promise` is a need that somebody will do something about (what, by the worker), by
    `promise_due` or in ten working days. Words in another `language` stay as they were said; `translation` stands beside.
    """

    slot: Slot
    source: Source
    words: str = ""
    speaker: Person | None = None
    speaker_name: str = ""
    day_kind: DayKind = DayKind.ORDINARY
    carer: Person | None = None
    face: int | None = None
    pictures: tuple[str, ...] = ()
    need: Need = Need.NOT_ASKED
    runs_out: str = ""
    promise: str = ""
    language: str = OWN_LANGUAGE
    translation: str = ""
    promise_due: date | None = None


@dataclass(frozen=True)
class PromiseFacts:
    """What somebody promised: the worker, unless `by` says who; the worker's idea, unless `idea` says whose.

    It is due in ten working days unless said. `depends_on` is the adult on whose violence it hangs.
    """

    what: str
    by: Person | None = None
    idea: Person | None = None
    depends_on: Person | None = None
    slot: Slot | None = None
    day_kind: DayKind | None = None
    due: date | None = None


@dataclass(frozen=True)
class NoticedFacts:
    """A strength with what shows it, or a worry said plainly; `by_child` are the child's own words, of the three houses."""

    kind: NoticedKind
    words: str
    shown_by: str = ""
    slot: Slot | None = None
    by_child: bool = False


@dataclass(frozen=True)
class ReadersFacts:
    """Whom a speaker said yes to, when asked who may read their words of this visit, and what they said."""

    speaker: Person
    readers: tuple[Person, ...]
    said: str = ""


@dataclass(frozen=True)
class ChildFacts:
    """One child on the visit; `heard_by` are those in whose hearing the child spoke."""

    child: Person
    seen: bool
    not_seen_because: str = ""
    alone: Alone | None = None
    alone_because: str = ""
    where: str = ""
    slots: tuple[SlotFacts, ...] = ()
    noticed: tuple[NoticedFacts, ...] = ()
    wishes: tuple[str, ...] = ()
    promises: tuple[PromiseFacts, ...] = ()
    heard_by: tuple[Person, ...] = ()
    readers: tuple[ReadersFacts, ...] = ()


@dataclass(frozen=True)
class VisitFacts:
    """A whole visit; `key` is made where it is written, so that sending it twice makes one."""

    family: Family
    key: UUID
    happened_at: datetime
    place_kind: VisitPlace
    children: tuple[ChildFacts, ...]
    place: str = ""
    present: tuple[PresentFacts, ...] = ()
    interpreter: str = ""
    ended_early_because: str = ""
