"""A person's page, and what happened around them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core import time
from rock.core.panels import panels
from rock.practice.families.presenters import person as words
from rock.practice.families.presenters.related import orders, relatives
from rock.practice.families.presenters.timeline import PERSON_TIMELINE, timeline
from rock.practice.families.presenters.veil import Veil
from rock.practice.families.presenters.workers import Workers, workers
from rock.practice.families.queries.related import events_about, orders_about, relationships_of
from rock.practice.families.views.common import seen
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.models import ViewPurpose
from rock.reach.queries import person_or_404
from rock.reach.standing import standing
from rock.records.models import Person
from rock.records.queries.people import one_person
from rock.records.queries.person import facts_of
from rock.teams.queries.workers import workers_of

HISTORY_PANELS = "person-history"
YOUNG_DAYS = 19 * 366


@allow(Action.SEE_PERSON)
@require_safe
def person(request: SignedIn, pk: int) -> HttpResponse:
    """Show all that is recorded of a person, over every record that is read as one."""
    found = person_or_404(request.user, pk)
    ids = one_person([pk])
    facts = facts_of(ids)
    related = relationships_of(request.user, ids)
    limits = orders_about(request.user, ids)
    veil = Veil(hidden_from(request.user, ids), sees_hidden(request.user))
    reached = ids | {row.person_id for row in related} | {row.other_id for row in related}
    stands = standing(request.user, ids)
    seen(request, ids, "person", ViewPurpose.EMERGENCY if stands.emergency_until else None)
    page: dict[str, Any] = {
        "person": found,
        "identity": words.identity_facts(found),
        "born": words.birth_words(found),
        "names": words.names(facts),
        "about": words.about(found, veil),
        "homes": words.homes(facts, veil),
        "contacts": words.contacts(facts, veil),
        "identifiers": words.identifiers(facts, veil),
        "disabilities": words.disabilities(facts),
        "relatives": relatives(ids, related),
        "orders": orders(limits, reached, veil),
        "workers": workers(workers_of(ids)) if _young(found) else Workers(),
        "is_child": found.birth_date is not None and _young(found),
        "families": sorted(facts.families.items(), key=lambda row: row[1]),
        "same": [record for record in facts.records if record.pk != pk],
        "banner": stands.sentences,
        "can": _can(request) | _can_for_a_child(request, found, in_family=bool(facts.families)),
    }
    return render(request, "families/person.html", page)


def _can_for_a_child(request: SignedIn, person: Person, *, in_family: bool) -> dict[str, bool]:
    young = _young(person)
    return {
        "plan": young and in_family and request.user.may(Action.WRITE_PLAN),
        "visit": young and in_family and request.user.may(Action.RECORD_VISIT),
        "card": young and request.user.may(Action.GIVE_CARD),
        "partners": young and request.user.may(Action.INVITE_PARTNER),
    }


def _young(person: Person) -> bool:
    """Return whether somebody may be a child, or was one lately: a grown-up has no plan."""
    return person.birth_date is None or (time.today() - person.birth_date).days < YOUNG_DAYS


def _can(request: SignedIn) -> dict[str, bool]:
    return {
        "edit": request.user.may(Action.EDIT_PERSON),
        "join": request.user.may(Action.JOIN_PEOPLE),
        "hide": request.user.may(Action.SEE_HIDDEN_ADDRESS),
        "door": request.user.may(Action.RECORD_TELLING),
        "restrict": request.user.may(Action.RESTRICT_PERSON),
        "move": request.user.may(Action.MOVE_OR_REDACT),
        "who_looked": request.user.may(Action.SEE_WHO_LOOKED),
        "declare": request.user.may(Action.DECLARE_CONFLICT),
    }


@allow(Action.SEE_PERSON)
@require_safe
def history(request: SignedIn, pk: int) -> HttpResponse:
    """Show what happened around a person, and the lists that other rooms keep about them."""
    found = person_or_404(request.user, pk)
    ids = one_person([pk])
    events = timeline(events_about(ids, PERSON_TIMELINE), {})
    lists = panels(HISTORY_PANELS, ids, may=lambda action: request.user.may(Action(action)))
    seen(request, ids, "person history")
    page = {"person": found, "identity": words.identity_facts(found), "events": events, "lists": lists}
    return render(request, "families/history.html", page)
