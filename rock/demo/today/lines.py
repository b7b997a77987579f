"""A line of a plan of the demo, and how it is written: whoever words it, and whoever reads it, by their given name."""

from dataclasses import dataclass
from typing import Protocol

from rock.accounts.models import User
from rock.practice.plans.facts import Wording
from rock.practice.plans.models import ItemKind, Plan, PlanItem
from rock.practice.plans.services.writing import write_item
from rock.records.models import Person

WROTE_TOGETHER = "We wrote it together at the table"


class People(Protocol):
    """Whoever belongs to a family, by given name."""

    def __getitem__(self, given_name: str, /) -> Person:
        """Return somebody by their given name."""


@dataclass(frozen=True)
class Line:
    """One line of the plan: what it says, whose words they are (the worker's without a name), who reads it, and who said so."""

    kind: ItemKind
    wording: Wording
    who: str = ""
    readers: tuple[str, ...] = ()
    said: str = WROTE_TOGETHER


def write_line(by: User, plan: Plan, line: Line, people: People) -> PlanItem:
    """Write a line into a plan, and let those read it who wrote it together."""
    return write_item(
        by=by,
        plan=plan,
        kind=line.kind,
        wording=line.wording,
        by_person=people[line.who] if line.who else None,
        readers=[people[name] for name in line.readers],
        speaker_said=line.said,
    ).item
