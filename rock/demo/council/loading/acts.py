"""What people at work did, one service call each: facts only. People are numbered as in their family's story.

Two readers understand them: `writer` makes rows of them in bulk, `replay` calls the real services with them.
"""

from dataclasses import dataclass
from datetime import date, datetime

from rock.practice.requests.answers import RequestAnswers
from rock.practice.requests.models import PrimaryNeed, Route
from rock.reach.models import ViewPurpose
from rock.records.models import (
    BirthKind,
    Channel,
    IdentifierKind,
    NameKind,
    NetworkCircle,
    RelationshipKind,
)
from rock.records.models.codes import Disability, Ethnicity, Sex


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody did something at a moment: the number of a worker, None at the public door, or see `at_their_door`."""

    at: datetime
    by: int | None


def at_their_door(person: int) -> int:
    """Return the number by which somebody of the family acts at their own door; the same way back."""
    return -1 - person


@dataclass(frozen=True, slots=True)
class Receive(Act):
    """A request came in."""

    request: int
    answers: RequestAnswers


@dataclass(frozen=True, slots=True)
class Look(Act):
    """Somebody at the hub opened a request."""

    request: int


@dataclass(frozen=True, slots=True)
class Take(Act):
    """Somebody at the hub took a request."""

    request: int


@dataclass(frozen=True, slots=True)
class Match(Act):
    """The person named in this place of a request was found, or a record of them was made."""

    request: int
    place: int
    person: int


@dataclass(frozen=True, slots=True)
class OpenHistory(Act):
    """What is held about the people of a request was opened."""

    request: int
    people_found: int


@dataclass(frozen=True, slots=True)
class Create(Act):
    """A record of somebody outside the request was made after a search."""

    person: int
    given: str
    family: str
    born: date | None


@dataclass(frozen=True, slots=True)
class Describe(Act):
    """Sex, ethnicity and language of a person were written."""

    person: int
    sex: Sex
    ethnicity: Ethnicity
    language: str
    interpreter: bool


@dataclass(frozen=True, slots=True)
class Birth(Act):
    """When a person was born, or is expected, was written."""

    person: int
    day: date
    kind: BirthKind


@dataclass(frozen=True, slots=True)
class Death(Act):
    """That a person died was written."""

    person: int
    day: date


@dataclass(frozen=True, slots=True)
class Disabled(Act):
    """A child's disabilities were written, or that there are none."""

    person: int
    codes: tuple[Disability, ...]


@dataclass(frozen=True, slots=True)
class Rename(Act):
    """A person got another name of a kind."""

    person: int
    kind: NameKind
    given: str
    family: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Number(Act):
    """A number of another register was written."""

    person: int
    kind: IdentifierKind
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Reach(Act):
    """A phone number or e-mail address was written, with what makes it safe."""

    person: int
    channel: Channel
    value: str
    safe: bool | None
    rule: str
    preferred: bool


@dataclass(frozen=True, slots=True)
class Move(Act):
    """People live at another address from a day."""

    people: tuple[int, ...]
    lines: str
    postcode: str
    since: date
    hidden: bool
    also_hidden: str


@dataclass(frozen=True, slots=True)
class Relate(Act):
    """What one person is to another was written."""

    person: int
    other: int
    kind: RelationshipKind
    responsible: bool | None


@dataclass(frozen=True, slots=True)
class Join(Act):
    """A child was added to the family that stands already."""

    person: int


@dataclass(frozen=True, slots=True)
class Network(Act):
    """Somebody was put into the family's network: by record, or by name."""

    person: int | None
    name: str
    who: str
    circle: NetworkCircle
    offers: str
    named_by: int


@dataclass(frozen=True, slots=True)
class Decide(Act):
    """The hub decided."""

    request: int
    route: Route
    reasons: str
    family_words: str
    lead: str
    need: PrimaryNeed | None


@dataclass(frozen=True, slots=True)
class Tell(Act):
    """It was decided to tell an adult now, in words for them."""

    request: int
    person: int
    words: str
    channel: Channel


@dataclass(frozen=True, slots=True)
class Hold(Act):
    """It was decided to hold telling an adult for now."""

    request: int
    person: int
    because: str
    manager: int
    review_on: date


@dataclass(frozen=True, slots=True)
class Told(Act):
    """An adult has now been told."""

    request: int
    person: int


@dataclass(frozen=True, slots=True)
class TellAsker(Act):
    """The asker was told what they may be."""

    request: int


@dataclass(frozen=True, slots=True)
class LetGo(Act):
    """The night's job ended what a decided request let the hub reach."""

    request: int


@dataclass(frozen=True, slots=True)
class NameLiaison(Act):
    """One person was named to speak with an adult."""

    request: int
    person: int
    worker: int
    channel: Channel
    language: str
    interpreter: bool
    safe_rule: str


@dataclass(frozen=True, slots=True)
class Talk(Act):
    """The first conversation was recorded."""

    request: int
    person: int
    happened_at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Allocate(Act):
    """A child got a worker and a second person of the same pod, from a day."""

    child: int
    pod: int
    worker: int
    second: int
    starts: date


@dataclass(frozen=True, slots=True)
class Finish(Act):
    """All work with a child ended today."""

    child: int
    why: str


@dataclass(frozen=True, slots=True)
class View(Act):
    """Somebody opened a page about people."""

    people: tuple[int, ...]
    page: str
    purpose: ViewPurpose
