"""`find_person`: the one query that looks beyond reach, so that nobody is written down twice; and what it may say.

Whoever the searcher does not reach is a card: name, age, why it matched, whom to ask. Of a restricted person, and of one
whom the searcher is kept from, it says only that there may be somebody. What rests on a hidden address counts only for
those who may see it: for all others the search is as if the address had never been written.
"""

from dataclasses import dataclass, field

from django.db.models import TextChoices

from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.accounts.roles import Role
from rock.core.services import Refused
from rock.reach.models import ViewPurpose
from rock.reach.queries import closed_to, kept_from, reaches, whom_to_ask
from rock.reach.services import log_views
from rock.records.models import Person, SameRecord
from rock.records.queries.candidates import Terms
from rock.records.queries.search import Match, in_order, search

MOST_SHOWN = 10
ASK_THE_HUB = "the hub manager"


class SearchReason(TextChoices):
    """Why somebody searches; it stands in the view log beside the terms."""

    REQUEST = "request", "A request for support came in"
    WORK = "work", "I work with this person or their family"
    NEW_RECORD = "new", "I want to make a record"
    QUALITY = "quality", "I am checking records"


@dataclass(frozen=True)
class Card:
    """What a search says of one person; `person` only for the name and age."""

    person: Person
    why: list[str]
    reached: bool
    ask: str = ""


@dataclass(frozen=True)
class Found:
    """The answer to a search: cards, best first, and whether there may be somebody of whom nothing can be said.

    `only_restricted` is that somebody's record, for a hub manager alone, where the search fits one restricted person.
    """

    cards: list[Card] = field(default_factory=list)
    somebody_else: bool = False
    more: bool = False
    only_restricted: int | None = None


def find_person(*, user: User, terms: Terms, reason: SearchReason, page: str = "search") -> Found:
    """Return who may be meant, and write into the view log who searched on which page, for what and why."""
    if not user.may(Action.SEARCH_PEOPLE):
        raise Refused("Your role does not search for people. Ask the hub.")
    if not terms:
        raise Refused("Enter a name, a date of birth, a postcode, a phone number or another number.")
    matches = search(terms)
    ids = [match.person_id for match in matches]
    reached = reaches(user, ids)
    closed = closed_to(user, ids) - reached
    matches = _as_known_to(user, matches, reached, terms)
    nameable = _one_a_person([match for match in matches if match.person_id not in closed], reached)
    withheld = [match.person_id for match in matches if match.person_id in closed][:MOST_SHOWN]
    shown = nameable[:MOST_SHOWN]
    log_views(
        user=user,
        people=[*(match.person_id for match in shown), *withheld],
        page=page,
        purpose=ViewPurpose.SEARCH,
        terms=f"{reason.label}: {terms}",
    )
    return Found(
        _cards(shown, reached), bool(withheld), len(nameable) > MOST_SHOWN, _only_restricted(user, matches, closed)
    )


def _only_restricted(user: User, matches: list[Match], closed: set[int]) -> int | None:
    """Return the one restricted person whom a hub manager could open in an emergency; who is kept from them is none."""
    if Role.HUB_MANAGER not in user.roles:
        return None
    found = _one_a_person([match for match in matches if match.person_id in closed], set())
    if len(found) != 1 or kept_from(user, [found[0].person_id]):
        return None
    return found[0].person_id


def _as_known_to(user: User, matches: list[Match], reached: set[int], terms: Terms) -> list[Match]:
    sees = reached if user.may(Action.SEE_HIDDEN_ADDRESS) else set()
    known = [match if match.person_id in sees else match.without_hidden() for match in matches]
    return in_order(match for match in known if match.is_worth_a_look(terms))


def _one_a_person(matches: list[Match], reached: set[int]) -> list[Match]:
    """Return one match for records that are read as one: one that is reached if there is one, else the best."""
    ids = [match.person_id for match in matches]
    same: dict[int, set[int]] = {}
    for person, other in SameRecord.objects.filter(person__in=ids, same__in=ids).values_list("person", "same"):
        same.setdefault(person, {person}).add(other)
    kept: list[Match] = []
    done: set[int] = set()
    for match in sorted(matches, key=lambda match: match.person_id not in reached):
        if match.person_id not in done:
            kept.append(match)
            done |= same.get(match.person_id, {match.person_id})
    return in_order(kept)


def _cards(matches: list[Match], reached: set[int]) -> list[Card]:
    ids = [match.person_id for match in matches]
    people = Person.objects.in_bulk(ids)
    ask = whom_to_ask(set(ids) - reached)
    return [
        Card(
            person=people[match.person_id],
            why=[reason.why for reason in match.reasons],
            reached=match.person_id in reached,
            ask="" if match.person_id in reached else ask.get(match.person_id, ASK_THE_HUB),
        )
        for match in matches
    ]
