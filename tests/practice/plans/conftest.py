"""A family with a plan: Kai, his mother Dee, his father Ray, his grandmother Jo, and their worker Asha."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest

from rock.accounts.models import User, UserKind
from rock.accounts.roles import Role
from rock.core import time
from rock.practice.plans.facts import GoingOn, Wording
from rock.practice.plans.models import ItemKind, Part, Plan, PlanItem, Standing
from rock.practice.plans.services.starting import start_plan
from rock.practice.plans.services.writing import write_item
from rock.practice.requests.models import Referral
from rock.records.models import Family, Person
from tests.support import factories as make
from tests.support.shared import shared

IN_A_WEEK = timedelta(days=7)


@dataclass
class World:
    """Everybody, and a plan of Kai's in which the three grown-ups have a part."""

    kai: Person
    dee: Person
    ray: Person
    jo: Person
    asha: User
    manager: User
    family: Family
    plan: Plan
    door: User = field(default_factory=lambda: make.user("Dee", kind=UserKind.FAMILY, roles=[Role.FAMILY]))

    def write(self, kind: ItemKind = ItemKind.PROMISE, words: str = "", **facts: Any) -> PlanItem:
        """Write an item: a promise of Dee's for next week unless said."""
        wording = promise_words(owner=self.dee) if kind == ItemKind.PROMISE else Wording("Kai eats before school.")
        given: dict[str, Any] = {name: facts.pop(name) for name in list(facts) if name in Wording.__dataclass_fields__}
        wording = replace(wording, **given | ({"words": words} if words else {}))
        facts.setdefault("going_on", GoingOn("Each of them is needed.") if facts.pop("many", False) else None)
        return write_item(by=facts.pop("by", self.asha), plan=self.plan, kind=kind, wording=wording, **facts).item


def promise_words(words: str = "Breakfast is on the table by half past seven.", **facts: Any) -> Wording:
    """Return a promise for next week."""
    return Wording(words, **({"due_on": time.today() + IN_A_WEEK} | facts))


def referral(child: Person, on: date | None = None) -> Referral:
    """Return an open referral of a child."""
    return Referral.objects.create(child=child, referred_on=on or time.today() - timedelta(days=60))


def make_world(standing: Standing = Standing.EARLY_HELP) -> World:
    """Make the family and its plan."""
    kai = make.person("Kai", born=date(2017, 4, 2))
    dee, ray, jo = make.person("Dee"), make.person("Ray", "Holt"), make.person("Jo")
    family = make.family(children=[kai], adults=[dee, ray, jo])
    make.parent([kai], dee)
    make.parent([kai], ray)
    asha = make.staff_user(Role.SOCIAL_WORKER, "Asha Begum")
    manager = make.staff_user(Role.TEAM_MANAGER, "Mel Carr")
    for one in (asha, manager):
        make.grant(one, [kai, dee, ray, jo])
    referral(kai)
    plan = start_plan(
        by=asha,
        family=family,
        child=kai,
        standing=standing,
        review_on=time.today() + timedelta(days=42),
        lead=asha,
        started_on=time.today() - timedelta(days=30),
        members=[(kai, Part.CHILD), (dee, Part.PARENT), (ray, Part.PARENT), (jo, Part.NETWORK)],
    )
    return World(kai, dee, ray, jo, asha, manager, family, plan)


@shared
def world() -> World:
    """Give the family and its plan."""
    return make_world()


@pytest.fixture
def started(db: None) -> Callable[[Standing], World]:
    """Give a maker of the family with a plan that stands as something."""
    return make_world
