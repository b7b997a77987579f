"""Short ways to make requests for support and what follows them. Every person here is invented."""

from datetime import date, datetime
from importlib import import_module
from itertools import count
from typing import Any

from django.apps import apps

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core.services import PUBLIC
from rock.practice.requests.answers import PersonAsked, RequestAnswers
from rock.practice.requests.models import (
    AskerKind,
    ContactMethod,
    Decision,
    ReferralSource,
    RequestForSupport,
    Route,
    Talked,
)
from rock.practice.requests.services.deciding import decide
from rock.practice.requests.services.handling import open_history
from rock.practice.requests.services.matching import create_and_match
from rock.practice.requests.services.receiving import receive_request
from tests.support.factories import staff_user

_number = count(1)

KAI = PersonAsked(name="Kai Ashdown", is_child=True, birth_date=date(2017, 4, 2), school="Marram Primary")
DEE = PersonAsked(name="Dee Ashdown", is_child=False, who="mum")
RAY = PersonAsked(name="Ray Holt", is_child=False, who="dad")


def clock_rules() -> None:
    """Put the clocks' rules back, which a journey in a browser empties out of the database with everything else."""
    import_module("rock.records.migrations.0003_rules_of_clocks").load(apps, None)


def answers(*people: PersonAsked, **facts: Any) -> RequestAnswers:
    """Return what a grandmother answers, with these people (Kai and his mother unless said)."""
    words = facts.pop("words", {"worry": "Kai is tired and hungry on Mondays.", "going_well": "Dee reads to him."})
    defaults: dict[str, Any] = {
        "submission_key": f"key-{next(_number)}",
        "asker_kind": AskerKind.RELATIVE,
        "source_code": ReferralSource.S1A,
        "contact_method": ContactMethod.ONLINE,
        "talked": Talked.YES,
        "asker_name": "Jo Ashdown",
        "asker_role": "Nan",
    }
    return RequestAnswers(people=people or (KAI, DEE), words=words, **(defaults | facts))


def request(*people: PersonAsked, received_at: datetime | None = None, **facts: Any) -> RequestForSupport:
    """Return a request that has just come in by the public door."""
    return receive_request(by=PUBLIC, answers=answers(*people, **facts), received_at=received_at)


def at_hub(role: Role = Role.HUB_MANAGER, name: str = "") -> User:
    """Return somebody who works at the hub's desk; the role puts them into its circle."""
    return staff_user(role, name)


def matched(by: User, *people: PersonAsked, **facts: Any) -> RequestForSupport:
    """Return a request whose people all have records."""
    made = request(*people, **facts)
    for asked in made.people.all():
        create_and_match(by=by, asked=asked)
    return made


def decided(by: User, *people: PersonAsked, route: Route = Route.ASSESSMENT, **facts: Any) -> Decision:
    """Return a request that was decided, history opened first."""
    return decide_on(by, matched(by, *people, **facts), route=route)


def decide_on(by: User, made: RequestForSupport, *, route: Route = Route.ASSESSMENT) -> Decision:
    """Decide on a request whose people are known, history opened first."""
    open_history(by=by, request=made, people_found=0)
    return decide(
        by=by,
        request=made,
        route=route,
        reasons="Two worried calls in a month and a strong grandmother.",
        family_words="We would like to get to know you.",
        early_help_lead="Mr Shah, Marram Primary" if route == Route.EARLY_HELP else "",
        primary_need="N1" if route in {Route.ASSESSMENT, Route.STRATEGY} else "",
    )
