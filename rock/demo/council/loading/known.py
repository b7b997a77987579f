"""What is recorded of a family so far, while its script is written."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from rock.demo.council.loading import early_help
from rock.demo.council.loading.staff import Staff
from rock.demo.council.story.chance import stream
from rock.demo.council.story.model import Allocation, FamilyStory, Person, Stay


@dataclass(slots=True)
class Known:
    """A family's story, those at work, the moment at which all ends; and who is recorded since when, where, in the family."""

    story: FamilyStory
    staff: Staff
    now: datetime
    seed: int
    people: dict[int, datetime] = field(default_factory=dict)
    members: set[int] = field(default_factory=set)
    arriving: set[int] = field(default_factory=set)
    homes: dict[int, Stay] = field(default_factory=dict)
    unborn: set[int] = field(default_factory=set)
    related: set[tuple[int, int]] = field(default_factory=set)
    has_circle: bool = False
    allocations: tuple[Allocation, ...] = ()

    def __post_init__(self) -> None:
        """Work out who works with whom, early help included."""
        self.allocations = early_help.stays(self.story, self.staff.by_number, self.now.date(), self.seed)

    def person(self, number: int) -> Person:
        """Return somebody in the story."""
        return self.story.people[number]

    def stay(self, number: int, day: date) -> Stay | None:
        """Return where the story has somebody live on a day."""
        stays = (one for one in self.story.stays if one.person == number and one.start <= day < (one.end or date.max))
        return next(stays, None)

    def chance(self, part: str) -> Random:
        """Return this family's stream of a part of the script."""
        return stream(self.seed, f"script/{part}", self.story.number)


def full_name(person: Person, *, on: date) -> str:
    """Return what a person is called on a day; before birth a baby has only a family name."""
    if person.role == "child" and not is_born(person, on):
        return f"Baby {person.family}"
    return f"{person.known_as or person.given} {person.family}"


def is_born(person: Person, on: date) -> bool:
    """Return whether a person is born by the end of a day."""
    return person.born is not None and person.born <= on
