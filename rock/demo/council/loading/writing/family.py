"""The rows of one family so far, and what every writer needs: who acts, events, words, clocks, grants."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from rock.demo.council.loading.acts import Act, at_their_door
from rock.demo.council.loading.tables import Made, Tables
from rock.reach.models import Basis, Capacity, Grant
from rock.records.models import (
    Clock,
    ClockRule,
    Event,
    EventKind,
    EventPerson,
    FamilyMember,
    MemberRole,
    Occasion,
    OccasionKind,
    Statement,
    StatementAbout,
)
from rock.records.services.clocks import due, rule_on


@dataclass(frozen=True, slots=True)
class PodKeys:
    """The keys of a pod and of its circle."""

    pod: int
    circle: int


class House:
    """What all families share: the tables, the keys of users, pods and circles, the clock rules of a day."""

    def __init__(self, tables: Tables, users: dict[int, int], pods: dict[int, PodKeys], hub_circle: int) -> None:
        self.tables, self.users, self.pods, self.hub_circle = tables, users, pods, hub_circle
        self._rules: dict[str, list[ClockRule]] = {}
        self._due: dict[tuple[int, date], datetime] = {}

    def clock(self, key: str, started_at: datetime, *, person: int | None, at: datetime) -> Made:
        """Return a new running clock."""
        rule = self._rule(key, timezone.localtime(started_at).date())
        facts = {"rule_id": rule.pk, "person_id": person, "started_at": started_at}
        return self.tables.add(Clock, **facts, due_at=self.due(key, started_at), recorded_at=at)

    def due(self, key: str, started_at: datetime) -> datetime:
        """Return by when something is due under a rule of the clocks; worked out once a day."""
        day = timezone.localtime(started_at).date()
        rule = self._rule(key, day)
        if (rule.pk, day) not in self._due:
            self._due[rule.pk, day] = due(rule, started_at)
        return self._due[rule.pk, day]

    def _rule(self, key: str, day: date) -> ClockRule:
        known = self._rules.setdefault(key, [])
        found = next((one for one in known if one.starts <= day and (one.ends is None or one.ends > day)), None)
        if found is None:
            found = rule_on(key, day)
            known.append(found)
        return found


@dataclass(slots=True)
class RequestRows:
    """One request: its rows, its people by place, who looked, and what was decided."""

    row: Made
    occasion: Made
    clock: Made
    people: list[Made]
    agreements: list[Made] = field(default_factory=list)
    looks: dict[int, Made] = field(default_factory=dict)
    granted: dict[int, Made] = field(default_factory=dict)
    decision_occasion: Made | None = None
    route: str = ""
    tellings: dict[int, Made] = field(default_factory=dict)
    liaisons: dict[int, Made] = field(default_factory=dict)

    def matched(self) -> list[int]:
        """Return the keys of the records that its people were matched to, each once."""
        return list(dict.fromkeys(row["person_id"] for row in self.people if row["person_id"]))


@dataclass(frozen=True, slots=True)
class GivenTo:
    """A child was given to a worker and a second: the act, the worker's number, and for each of the two what they reach."""

    act: Act
    worker: int
    grants: tuple[list[Made], list[Made]]


@dataclass(slots=True)
class FamilyRows:
    """Everything written about one family; people by their number in the story."""

    house: House
    number: int
    people: dict[int, Made] = field(default_factory=dict)
    names: dict[int, list[Made]] = field(default_factory=dict)
    homes: dict[int, list[Made]] = field(default_factory=dict)
    contacts: dict[int, list[Made]] = field(default_factory=dict)
    family: Made | None = None
    members: dict[int, Made] = field(default_factory=dict)
    requests: dict[int, RequestRows] = field(default_factory=dict)
    referrals: dict[tuple[int, int], Made] = field(default_factory=dict)
    clocks: dict[tuple[int, int], Made] = field(default_factory=dict)
    assessments: dict[tuple[int, int], Made] = field(default_factory=dict)
    cin_plans: dict[tuple[int, int], list[Made]] = field(default_factory=dict)
    allocations: dict[int, list[tuple[Made, list[Made]]]] = field(default_factory=dict)
    given_to: dict[int, list[GivenTo]] = field(default_factory=dict)
    doors: dict[int, Made] = field(default_factory=dict)

    @property
    def tables(self) -> Tables:
        """Return the tables of the house."""
        return self.house.tables

    def user(self, number: int | None) -> int | None:
        """Return the key of the user of whoever acts: a worker, or somebody of the family at their own door."""
        if number is not None and number < 0:
            return int(self.doors[at_their_door(number)]["user_id"])
        return None if number is None else self.house.users[number]

    def key(self, person: int) -> int:
        """Return the key of a person's record."""
        return int(self.people[person]["id"])

    @property
    def family_key(self) -> int | None:
        """Return the key of the family, once there is one."""
        return int(self.family["id"]) if self.family else None

    def member_keys(self) -> list[int]:
        """Return the keys of the family's members: children first, eldest first, as the product lists them."""
        rows = [(row["role"] != "child", self.people[number], row) for number, row in self.members.items()]
        order = sorted(rows, key=lambda one: (one[0], one[1]["birth_date"] or date.max, one[1]["id"]))
        return [row["person_id"] for _, _, row in order]

    def event(self, act: Act, kind: EventKind, people: Iterable[int] = (), **facts: Any) -> None:
        """Append an event that concerns these people (keys)."""
        moment = facts.pop("happened_at", act.at)
        event = self.tables.add(
            Event, kind=kind, by_id=self.user(act.by), happened_at=moment, recorded_at=act.at, **facts
        )
        for person in dict.fromkeys(people):
            self.tables.add(EventPerson, event_id=event["id"], person_id=person)

    def occasion(self, act: Act, kind: OccasionKind, happened_at: datetime | None = None) -> Made:
        """Return a new occasion; all but a request belong to the family."""
        family = None if kind == OccasionKind.REQUEST else self.family_key
        moment = happened_at or act.at
        facts = {"kind": kind, "happened_at": moment, "family_id": family, "recorded_by_id": self.user(act.by)}
        return self.tables.add(Occasion, **facts, recorded_at=act.at)

    def say(self, act: Act, occasion: Made, question: str, words: str, about: Iterable[int] = (), **facts: Any) -> Made:
        """Return somebody's words, signed off."""
        signed = {"recorded_by_id": self.user(act.by), "recorded_at": act.at, "signed_off_at": act.at}
        said = {"occasion_id": occasion["id"], "question": question, "words": words}
        statement = self.tables.add(Statement, **said, **facts, **signed)
        for person in dict.fromkeys(about):
            self.tables.add(StatementAbout, statement_id=statement["id"], person_id=person)
        return statement

    def grant(
        self, act: Act, people: Iterable[int], capacity: Capacity, basis: Basis, source: str, **holder: int | None
    ) -> list[Made]:
        """Return new grants of these people (keys) to a user or a circle."""
        facts = {"capacity": capacity, "basis": basis, "source": source, "starts": act.at}
        return [
            self.tables.add(Grant, person_id=person, given_by_id=self.user(act.by), **facts, **holder)
            for person in people
        ]

    def join(self, act: Act, person: int, role: MemberRole) -> None:
        """Put somebody into the family from the day of the act."""
        day = timezone.localtime(act.at).date()
        self.members[person] = self.tables.add(
            FamilyMember, family_id=self.family_key, person_id=self.key(person), role=role, starts=day
        )
