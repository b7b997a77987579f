"""What a family's story is made of: frozen facts, no words of a database. Intervals end the day before `end`: half open."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from rock.demo.council.reachable import Address
from rock.demo.council.words import RequestWords

Route = Literal["advice", "community", "early_help", "assessment", "strategy"]
REFERRED: frozenset[str] = frozenset({"assessment", "strategy"})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a family; `born` is None while only `expected`. Children carry an LA child id.

    `disabilities` are census codes, for children; they become known with the first assessment.
    """

    number: int
    role: str
    given: str
    family: str
    known_as: str
    sex: str
    born: date | None
    expected: date | None
    ethnicity: str
    language: str
    nhs_number: str
    upn: str
    la_child_id: str
    phone: str
    email: str
    safe_contact: str
    disabilities: tuple[str, ...] = ()
    died: date | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """Where a person lives from a day up to, not including, another; hidden addresses stay hidden for good."""

    person: int
    address: Address
    start: date
    end: date | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """What one person is to another: mother, father, step-parent, grandmother, partner, sibling."""

    person: int
    to: int
    kind: str
    parental_responsibility: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """Whether the family was asked before the request was sent, and if not why."""

    asked: bool
    agreed: bool | None
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The hub's decision; `re_referral` is a referral of one of the children in the 12 months before."""

    at: datetime
    by: int
    route: Route
    professional: str
    family: str
    re_referral: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """What was decided about telling one adult: now, or held with a reason, a manager and a day to look again.

    `words` are what the adult is told, once they are.
    """

    person: int
    words: str
    decided_at: datetime
    held: bool
    reason: str
    manager: int | None
    review_on: date | None
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class Liaison:
    """The one named person for the family, and their first conversation."""

    worker: int
    channel: str
    language: str
    first_conversation: datetime
    notes: str


@dataclass(frozen=True, slots=True)
class Request:
    """A request for support: who asked when about whom, in whose words, and what was decided and told."""

    number: int
    at: datetime
    source: str
    voice: str
    asker: str
    asker_person: int | None
    worry: str
    children: tuple[int, ...]
    words: RequestWords
    in_danger: bool
    asking: Asking
    decision: Decision | None
    tellings: tuple[Telling, ...]
    liaison: Liaison | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """A child and family assessment; due 45 working days from the referral; open while `authorised` is None."""

    start: date
    due: date
    authorised: date | None
    factors: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class CINPlan:
    """A plan for a child in need."""

    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A section 47 enquiry from its strategy discussion; `conference_target` is 15 working days on."""

    strategy: date
    conference_target: date
    conference: date | None
    conference_not_required: bool


@dataclass(frozen=True, slots=True)
class ProtectionPlan:
    """A child protection plan; `previous` counts earlier plans, here or elsewhere."""

    start: date
    end: date | None
    category: str
    latest_category: str
    previous: int
    reviews: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Episode:
    """One child's time as referred: from the request's day to the closure with its reason (RC1 to RC9)."""

    child: int
    request: int
    referred: date
    source: str
    need: str
    in_need: bool | None
    closed: date | None
    reason: str
    closing_words: str
    assessments: tuple[Assessment, ...]
    cin_plans: tuple[CINPlan, ...]
    enquiries: tuple[Enquiry, ...]
    plans: tuple[ProtectionPlan, ...]


@dataclass(frozen=True, slots=True)
class Allocation:
    """A worker for a child: primary or second, up to, not including, the end."""

    child: int
    worker: int
    role: Literal["primary", "second"]
    start: date
    end: date | None
    why_ended: str


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody in a pod (0 is the hub): hub worker, hub manager, pod manager, senior social worker, social worker."""

    number: int
    pod: int
    role: str
    given: str
    family: str
    start: date
    end: date | None
    newly_qualified: bool


@dataclass(frozen=True, slots=True)
class FamilyStory:
    """Everything about one family up to the as-at date; `carer` and `other` are the adults who are told of decisions."""

    number: int
    name: str
    people: tuple[Person, ...]
    stays: tuple[Stay, ...]
    ties: tuple[Tie, ...]
    requests: tuple[Request, ...]
    episodes: tuple[Episode, ...]
    allocations: tuple[Allocation, ...]
    carer: int
    other: int

    @property
    def children(self) -> tuple[Person, ...]:
        """Return the children of the family, eldest first."""
        return tuple(person for person in self.people if person.role == "child")
