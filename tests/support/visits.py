"""Short ways to make a visit: a family with its worker, and the facts of a visit as a page hands them over."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import SYSTEM
from rock.practice.visits.facts import ChildFacts, SlotFacts, VisitFacts
from rock.practice.visits.models import Alone, Visit, VisitPlace
from rock.practice.visits.services.recording import record_visit
from rock.records.models import Family, Person, RelationshipKind, Sex, Slot, Source
from rock.teams.models import Allocation, AllocationKind
from rock.teams.services.pods import make_pod
from tests.support import factories as make


@dataclass(frozen=True)
class Household:
    """A family that a worker knows: Kai (9) and Rosie (7), Dee their mum, Ray their dad, Ida their nan."""

    worker: User
    family: Family
    kai: Person
    rosie: Person
    dee: Person
    ray: Person
    ida: Person

    @property
    def people(self) -> list[Person]:
        """Return everybody in it."""
        return [self.kai, self.rosie, self.dee, self.ray, self.ida]


def household(name: str = "Ashdown", *, worker: User | None = None) -> Household:
    """Return a family with the worker who reaches all of it."""
    kai = make.person("Kai", name, born=_born(9), sex=Sex.MALE)
    rosie = make.person("Rosie", name, born=_born(7), sex=Sex.FEMALE)
    dee, ray = make.person("Dee", name, sex=Sex.FEMALE), make.person("Craig", "Holt", sex=Sex.MALE)
    ida = make.person("Ida", "Poole", sex=Sex.FEMALE)
    family = make.family(name, children=[kai, rosie], adults=[dee, ray])
    for parent in (dee, ray):
        make.parent([kai, rosie], parent)
    for child in (kai, rosie):
        make.related(ida, child, RelationshipKind.GRANDPARENT)
    worker = worker or make.staff_user(Role.SOCIAL_WORKER, "Sam Iqbal")
    make.grant(worker, [kai, rosie, dee, ray, ida])
    return Household(worker, family, kai, rosie, dee, ray, ida)


def allocated(home: Household) -> Household:
    """Return the household with its children on their worker's list."""
    pod = make_pod(by=SYSTEM, name=f"Pod of {home.family.name}", service_name="Families")
    for child in (home.kai, home.rosie):
        Allocation.objects.create(
            child=child,
            family=home.family,
            pod=pod,
            worker=home.worker,
            kind=AllocationKind.PRIMARY,
            starts=make.LONG_AGO,
        )
    return home


def _born(years: int) -> date:
    return time.add_months(time.today(), -12 * years - 2)


def said(words: str = "I make toast for me and Rosie.", slot: Slot = Slot.BREAKFAST, **facts: Any) -> SlotFacts:
    """Return what the child said of a slot."""
    return SlotFacts(slot=slot, source=facts.pop("source", Source.CHILD), words=words, **facts)


def seen(child: Person, *slots: SlotFacts, **facts: Any) -> ChildFacts:
    """Return one child's part of a visit: seen, and alone unless said."""
    given: dict[str, Any] = {"child": child, "seen": True, "alone": Alone.YES, "slots": slots} | facts
    return ChildFacts(**given)


def visit_facts(family: Family, *children: ChildFacts, at: datetime | None = None, **facts: Any) -> VisitFacts:
    """Return a visit at home two hours ago with a key of its own."""
    given: dict[str, Any] = {
        "key": uuid4(),
        "place_kind": VisitPlace.HOME,
        "happened_at": at or time.now() - timedelta(hours=2),
    } | facts
    return VisitFacts(family=family, children=children, **given)


def a_visit(home: Household, *children: ChildFacts, **facts: Any) -> Visit:
    """Return a recorded visit; without children Kai's breakfast, in Kai's words."""
    return record_visit(
        by=home.worker, facts=visit_facts(home.family, *(children or [seen(home.kai, said())]), **facts)
    )
