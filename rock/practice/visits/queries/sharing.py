"""Words that may be shared, and who could be given them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject
from django.http import Http404

from rock.accounts.models import User
from rock.core import time
from rock.practice.visits.models import HeldBecause, HeldShare
from rock.practice.visits.queries.belonging import around_any
from rock.reach.queries import reachable, reached
from rock.records.models import (
    Audience,
    CourtOrder,
    Person,
    Redaction,
    Relationship,
    RelationshipKind,
    SaidInHearing,
    Statement,
    StatementAbout,
)
from rock.records.queries.people import open_on


def words_or_404(user: User, pk: int) -> Statement:
    """Return signed-off words of a visit about people who are all reached (three queries); all else is not there.

    A translation follows its original, and is not there by itself.
    """
    about = StatementAbout.objects.filter(statement=OuterRef("pk"))
    heard = SaidInHearing.objects.filter(statement=OuterRef("pk")).values(
        json=JSONObject(id="person_id", given="person__given_name", last="person__family_name")
    )
    waits = Redaction.objects.filter(done_at__isnull=True)
    rows: QuerySet[Statement] = Statement.objects.filter(
        Exists(about),
        ~Exists(about.exclude(reached(user, "person_id"))),
        occasion__visit__isnull=False,
        signed_off_at__isnull=False,
        original__isnull=True,
    ).annotate(
        heard=ArraySubquery(heard),
        newer=Statement.objects.filter(corrects=OuterRef("pk")).values("pk")[:1],
        under_move=Exists(waits.filter(statement=OuterRef("pk"))) | Exists(waits.filter(occasion=OuterRef("occasion"))),
    )
    rows = rows.select_related("speaker", "speaker_staff", "occasion__visit", "day_entry", "noticed", "wish")
    named = Prefetch("about", StatementAbout.objects.select_related("person"))
    found = rows.prefetch_related(named, "translations").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Reader:
    """Somebody who could be given words: what they are to the child, whether they read them now, and whether they wait."""

    person: Person
    kin: str
    since: datetime | None
    said: str
    held: HeldBecause | None
    held_said: str
    limited: bool


def readers_for(user: User, statement: Statement) -> list[Reader]:
    """Return everyone around the child whom the user reaches, the child and the speaker among them (one query)."""
    child = statement.about.all()[0].person
    named = {child.pk, statement.speaker_id} - {None}
    kin = Relationship.objects.filter(open_on(time.today()), person=OuterRef("pk"), other=child)
    now_open = Audience.objects.filter(statement=statement, reader=OuterRef("pk"), ends__isnull=True)
    held = HeldShare.objects.filter(statement=statement, reader=OuterRef("pk"), shared__isnull=True)
    limits = CourtOrder.objects.filter(open_on(time.today()), child=child, limits=OuterRef("pk"))
    rows = (
        reachable(user)
        .filter(around_any(pk for pk in named if pk))
        .annotate(
            kin=ArraySubquery(kin.values("kind")),
            open=ArraySubquery(now_open.values(json=JSONObject(since="starts", said="speaker_said"))),
            waits=ArraySubquery(held.values(json=JSONObject(because="because", said="speaker_said"))),
            limited=Exists(limits),
        )
    )
    found = [_reader(row, child, statement) for row in rows.order_by("birth_date", "pk")]
    return sorted(found, key=lambda one: (one.person.pk != child.pk, "Parent" not in one.kin))


def _reader(row: Any, child: Person, statement: Statement) -> Reader:
    kin = [RelationshipKind(kind).label for kind in row.kin]
    if row.pk == statement.speaker_id:
        kin = ["who said it"]
    elif row.pk == child.pk:
        kin = ["whom it is about"]
    now_open, waits = next(iter(row.open), None), next(iter(row.waits), None)
    return Reader(
        person=row,
        kin=", ".join(kin),
        since=datetime.fromisoformat(now_open["since"]) if now_open else None,
        said=now_open["said"] if now_open else "",
        held=HeldBecause(waits["because"]) if waits else None,
        held_said=waits["said"] if waits else "",
        limited=row.limited,
    )


def held_on(visit_pk: int) -> list[HeldShare]:
    """Return what a visit's speakers said yes to and something stopped, so that a worker looks at it again (one query)."""
    rows = HeldShare.objects.filter(statement__occasion__visit=visit_pk, shared__isnull=True)
    return list(rows.select_related("statement", "reader").order_by("pk"))
