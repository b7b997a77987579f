"""Everything that the page of one request shows, in few queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Value

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.practice.requests.models import (
    Decision,
    HistoryOpening,
    Liaison,
    RequestForSupport,
    RequestLook,
    RequestPerson,
)
from rock.practice.requests.presenters import Words, first_talk, words_of
from rock.records.models import Agreement, InformationShare, Occasion, Person, Telling, TellingChoice
from rock.records.queries.people import members


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody opened the request, or what is held about its people, at a moment."""

    by: str
    at: datetime


@dataclass(frozen=True)
class Speaking:
    """Who speaks with a grown-up, whether they have, and when that was, counted from the request, in words."""

    liaison: Liaison
    talked: bool
    words: str


@dataclass(frozen=True)
class RequestPage:
    """One request with what belongs to it."""

    words: list[Words]
    people: list[RequestPerson]
    agreements: list[Agreement]
    shares: list[InformationShare]
    looks: list[Opened]
    openings: list[Opened]
    speaking: list[Speaking]

    @property
    def matched_ids(self) -> set[int]:
        """Return the ids of the records that people on the request were matched to."""
        return {row.person_id for row in self.people if row.person_id}

    @property
    def children_to_match(self) -> list[RequestPerson]:
        """Return the children whose record is still to be found or created."""
        return [row for row in self.people if row.is_child and not row.person_id]


def page_of(request: RequestForSupport) -> RequestPage:
    """Return everything the request's page shows."""
    looks, openings = _opened(request)
    return RequestPage(
        words=words_of(list(request.occasion.statements.all())),
        people=list(request.people.select_related("person").order_by("-is_child", "pk")),
        agreements=list(request.occasion.agreements.select_related("person", "decided_by").order_by("kind", "pk")),
        shares=list(request.occasion.shares.select_related("person", "shared_by").order_by("shared_at", "pk")),
        looks=looks,
        openings=openings,
        speaking=speaking(request),
    )


def speaking(request: RequestForSupport) -> list[Speaking]:
    """Return who speaks with each grown-up today, each with the first talk, whoever of those named had it (one query)."""
    rows = request.liaisons.select_related("worker", "person", "first_conversation").order_by("starts", "pk")
    talks: dict[int, Occasion] = {}
    for row in rows:
        if row.first_conversation:
            talks.setdefault(row.person_id, row.first_conversation)
    return [
        Speaking(row, row.person_id in talks, first_talk(request, talks.get(row.person_id)))
        for row in rows
        if row.ends is None
    ]


def _opened(request: RequestForSupport) -> tuple[list[Opened], list[Opened]]:
    """Return who looked at the request and who opened the history, earliest first (one query for both)."""
    looks = RequestLook.objects.filter(request=request).values_list(Value("look"), "user__name", "first_at")
    openings = HistoryOpening.objects.filter(request=request)
    history = openings.values_list(Value("history"), "opened_by__name", "opened_at")
    rows = sorted(looks.union(history, all=True), key=lambda row: row[2])
    kinds = ("look", "history")
    found = [[Opened(name, at) for kind, name, at in rows if kind == wanted] for wanted in kinds]
    return found[0], found[1]


def hub_colleagues(*roles: Role) -> list[User]:
    """Return the active staff who hold one of the hub's roles today (or those given), by name."""
    wanted = roles or (Role.HUB_WORKER, Role.HUB_MANAGER)
    day = time.today()
    rows = User.objects.filter(is_active=True, role_holdings__role__in=wanted, role_holdings__starts__lte=day).exclude(
        role_holdings__role__in=wanted, role_holdings__ends__lte=day
    )
    return list(rows.order_by("name").distinct())


@dataclass(frozen=True)
class AdultTelling:
    """One grown-up of the family, and what was decided about telling them."""

    person: Person
    telling: Telling | None
    speaking: Speaking | None


def tellings_of(request: RequestForSupport) -> list[AdultTelling]:
    """Return each grown-up of the family with their telling and their named person, if decided."""
    decision = request.decision
    if decision.occasion.family is None:
        return []
    rows = Telling.objects.filter(occasion=decision.occasion).select_related("held_by", "told_by")
    told = {row.person_id: row for row in rows}
    named = {one.liaison.person_id: one for one in speaking(request)}
    adults = [row.person for row in members(decision.occasion.family) if row.role == "adult"]
    return [AdultTelling(person, told.get(person.pk), named.get(person.pk)) for person in adults]


def telling_now(decision: Decision, person: Person) -> Telling | None:
    """Return the telling of one grown-up that was decided as "now", with its words; None when there is none."""
    rows = Telling.objects.select_related("person", "statement", "occasion__family")
    return rows.filter(occasion=decision.occasion, person=person, choice=TellingChoice.NOW).first()
