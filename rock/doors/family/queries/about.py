"""What a worker sees of somebody's door: how it stands, what they said and took back, what was stopped at it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from rock.accounts.models import User
from rock.core import time
from rock.doors.family.models import DoorHolder, LooksHeld, SafetyFinding
from rock.doors.family.queries.doors import holders, standing_keys, told
from rock.doors.family.queries.questions import QUESTION, Question, answers_to, question_shown
from rock.reach.queries import reachable
from rock.records.models import (
    Agreement,
    FamilyMember,
    MemberRole,
    NetworkMember,
    Person,
    Relationship,
    SameRecord,
    Statement,
    Telling,
)
from rock.records.queries.people import open_on


@dataclass(frozen=True)
class Finding:
    """A text that was stopped at a door: which kind of text, and when it was first met."""

    source: str
    found_at: datetime | None


@dataclass(frozen=True)
class LinkOut:
    """The link that somebody has: until when, and when it was last used."""

    expires_at: datetime | None
    used_at: datetime | None


@dataclass(frozen=True)
class AboutDoor:
    """One person's door, for the workers who reach that person."""

    holder: DoorHolder | None
    told: list[Telling]
    link: LinkOut | None
    said: list[Statement]
    taken_back: list[Agreement]
    findings: list[Finding]
    held: LooksHeld | None
    near: bool
    questions: list[Question]


def children_near(user: User, person: Person) -> list[Any]:
    """Return the children in this person's families whom the user reaches, the person aside, eldest first (one query).

    Each says with `related` whether anybody recorded what the person is to them today.
    """
    day = time.today()
    families = FamilyMember.objects.filter(open_on(day), person=person).values("family")
    theirs = FamilyMember.objects.filter(open_on(day), family__in=families, role=MemberRole.CHILD).values("person")
    records = Q(person=person.pk) | Q(person__in=SameRecord.objects.filter(person=person.pk).values("same"))
    related = Relationship.objects.filter(records, open_on(day), other=OuterRef("pk"))
    rows = reachable(user).filter(pk__in=theirs).exclude(pk=person.pk)
    return list(rows.annotate(related=Exists(related)).order_by("birth_date", "pk"))


def about_door(person: Person) -> AboutDoor:
    """Return what stands about the door of one person, whom the caller has reached."""
    same = SameRecord.objects.filter(person=OuterRef("pk")).values("same")
    theirs: Any = Person.objects.annotate(same=ArraySubquery(same), near=Exists(_near())).get(pk=person.pk)
    ids = frozenset({person.pk, *theirs.same})
    stopped = SafetyFinding.objects.filter(holder=OuterRef("pk")).order_by("-found_at")
    links = standing_keys().filter(holder=OuterRef("pk")).order_by("-made_at")
    rows = holders(ids).annotate(
        stopped=ArraySubquery(stopped.values(json=JSONObject(source="source", at="found_at"))),
        links=ArraySubquery(links.values(json=JSONObject(until="expires_at", used="used_at"))),
    )
    holder: Any = rows.first()
    found = [Finding(row["source"], parse_datetime(row["at"])) for row in holder.stopped] if holder else []
    back = Q(question__startswith="answer_", replies_to__isnull=False) | Q(question=QUESTION)
    rows_back = Statement.objects.filter(back, speaker__in=ids).annotate(answers=answers_to())
    said = list(rows_back.order_by("-recorded_at"))
    asked = [question_shown(row) for row in said if row.question == QUESTION]
    taken_back = Agreement.objects.filter(person__in=ids, withdrawn_on__isnull=False).order_by("-withdrawn_on")
    return AboutDoor(
        holder=holder,
        told=list(told(ids)),
        link=_link(holder.links[0]) if holder and holder.links else None,
        said=[row for row in said if row.question != QUESTION],
        questions=sorted(asked, key=lambda one: (bool(one.answers), one.asked_at)),
        taken_back=list(taken_back),
        findings=found,
        held=LooksHeld.objects.filter(person__in=ids, released_at__isnull=True).select_related("held_by").first(),
        near=theirs.near,
    )


def _near() -> QuerySet[NetworkMember]:
    twins = SameRecord.objects.filter(person=OuterRef(OuterRef("pk"))).values("same")
    rows = NetworkMember.objects.filter(open_on(time.today()))
    return rows.filter(Q(person=OuterRef("pk")) | Q(person__in=twins))


def _link(row: dict[str, str | None]) -> LinkOut:
    return LinkOut(*(parse_datetime(row[name] or "") for name in ("until", "used")))
