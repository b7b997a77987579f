"""A family at the door with a plan: Dee and Ray told, Jo in the network, Kai's plan written by three. All invented."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.doors.family.services.opening import make_key
from rock.practice.plans.facts import Wording
from rock.practice.plans.models import ItemKind, Part, Plan, PlanItem, PlanMember, Standing
from rock.practice.plans.services.starting import start_plan
from rock.practice.plans.services.writing import write_item
from rock.records.models import NetworkCircle, NetworkMember, Person, RelationshipKind
from rock.records.services.families import add_to_network
from tests.doors.family import standing as told
from tests.support import factories as make
from tests.support.pages import PageClient

WEEK = timedelta(days=7)


@dataclass
class Planned:
    """Everybody, the plan, and the door of each."""

    told: told.Standing
    asha: User
    jo: Person
    offer: NetworkMember
    plan: Plan
    lines: dict[str, PlanItem] = field(default_factory=dict)

    @property
    def kai(self) -> Person:
        return self.told.kai

    @property
    def dee(self) -> Person:
        return self.told.dee

    @property
    def ray(self) -> Person:
        return self.told.ray

    def door(self, person: Person) -> PageClient:
        """Return a browser in which this person's door is open."""
        return PageClient(told.door_user(person))

    def kai_takes_part(self, since: date) -> None:
        """Let the plan have begun on a day, and Kai write it too, as a child who is asked at a review does."""
        self.plan.started_on = since
        self.plan.save(update_fields=["started_on"])
        PlanMember.objects.create(plan=self.plan, person=self.kai, part=Part.CHILD, added_by=self.asha)

    def write(self, kind: ItemKind, words: str, *readers: Person, **facts: Any) -> PlanItem:
        """Write a line and share it with these readers."""
        given = {name: facts.pop(name) for name in list(facts) if name in Wording.__dataclass_fields__}
        wording = Wording(words, **given)
        return write_item(by=self.asha, plan=self.plan, kind=kind, wording=wording, readers=readers, **facts).item


def planned() -> Planned:
    """Return the family with a plan of Kai's in which each has lines to read."""
    made = told.standing()
    made.tell_dee(words="We would like to get to know you and Kai.")
    made.tell_ray()
    asha = make.staff_user(Role.SOCIAL_WORKER, "Asha Begum", phone="01632 960 333")
    jo = make.person("Jo", "Poole")
    make.related(jo, made.kai, RelationshipKind.GRANDPARENT)
    make.grant(asha, [made.kai, made.dee, made.ray, jo])
    offer = add_to_network(
        by=asha,
        family=made.family,
        who="Nan",
        circle=NetworkCircle.NEAR,
        person=jo,
        offers="I can have Kai on Fridays.",
        cannot="Not when she drinks.",
    )
    make_key(by=asha, person=jo)
    members = [(made.dee, Part.PARENT), (made.ray, Part.PARENT), (jo, Part.NETWORK)]
    plan = start_plan(
        by=asha,
        family=made.family,
        child=made.kai,
        standing=Standing.EARLY_HELP,
        review_on=time.today() + 6 * WEEK,
        lead=asha,
        members=members,
    )
    found = Planned(made, asha, jo, offer, plan)
    write_lines(found)
    return found


def write_lines(found: Planned) -> None:
    """Write the plan: a worry that only Dee reads, what both read, and what is each one's own."""
    both, due = (found.dee, found.ray), time.today() + WEEK
    find = found.lines
    find["worry"] = found.write(ItemKind.WORRY, "Kai goes to school hungry.", found.dee)
    find["good"] = found.write(ItemKind.GOOD_DAY, "Kai has breakfast at the table.", *both)
    find["dee"] = found.write(ItemKind.PROMISE, "Breakfast is ready at eight.", *both, owner=found.dee, due_on=due)
    find["ray"] = found.write(ItemKind.PROMISE, "Ray takes Kai to football.", *both, owner=found.ray, due_on=due)
    find["school"] = found.write(
        ItemKind.PROMISE, "A place at the breakfast club.", *both, owner="Breakfast club", due_on=due
    )
    find["jo"] = found.write(ItemKind.PROMISE, "Kai sleeps at Nan’s.", found.jo, found.dee, owner=found.jo, due_on=due)
    find["if"] = found.write(ItemKind.WHAT_IF, "We ring Asha.", *both, condition="nobody has eaten")
