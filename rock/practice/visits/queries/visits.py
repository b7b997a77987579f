"""Visits as they were recorded, as far as the reader reaches the children whom they were about."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.http import Http404

from rock.accounts.models import User
from rock.practice.visits.models import ChildSeen, HeldShare, Visit
from rock.reach.families import ReachedFamily
from rock.reach.queries import reached
from rock.records.models import Audience, Presence, Promise, Redaction, SaidInHearing, Statement, StatementAbout


@dataclass(frozen=True)
class ReachedVisit:
    """A visit, and those of its children whom the reader reaches, eldest first."""

    visit: Visit
    children: Sequence[ChildSeen]

    @property
    def ids(self) -> set[int]:
        """Return the ids of the children's records."""
        return {row.child_id for row in self.children}


def visit_or_404(user: User, pk: int) -> ReachedVisit:
    """Return a visit of which the user reaches a child (one query); all else is not there."""
    waits = Redaction.objects.filter(done_at__isnull=True, occasion=OuterRef("visit__occasion"))
    rows = ChildSeen.objects.filter(reached(user, "child_id"), visit=pk).annotate(under_move=Exists(waits))
    rows = rows.select_related("child", "visit__occasion__recorded_by", "visit__occasion__family")
    found = list(rows.order_by("child__birth_date", "child_id"))
    if not found:
        raise Http404
    return ReachedVisit(found[0].visit, found)


def said_on(found: ReachedVisit) -> list[Statement]:
    """Return what was said and seen of the reached children on a visit, in order, translations too (one query).

    Each has `readers` (who may read it now), `waiting` (who was said yes to and is held) and `heard` (who heard it).
    """
    now_open = Audience.objects.filter(statement=OuterRef("pk"), ends__isnull=True).order_by("starts")
    held = HeldShare.objects.filter(statement=OuterRef("pk"), shared__isnull=True).order_by("pk")
    heard = SaidInHearing.objects.filter(statement=OuterRef("pk")).order_by("pk")
    rows = Statement.objects.filter(occasion=found.visit.occasion_id, about__person__in=found.ids).annotate(
        child_id=StatementAbout.objects.filter(statement=OuterRef("pk")).values("person_id")[:1],
        readers=ArraySubquery(now_open.values(json=_person("reader"))),
        waiting=ArraySubquery(held.values(json=_person("reader"))),
        heard=ArraySubquery(heard.values(json=_person("person"))),
    )
    said = ("speaker", "speaker_staff", "day_entry__carer", "noticed", "wish__answer")
    return list(rows.select_related(*said).distinct().order_by("pk"))


def _person(column: str) -> JSONObject:
    return JSONObject(id=f"{column}_id", given=f"{column}__given_name", last=f"{column}__family_name")


def there(found: ReachedVisit) -> list[Presence]:
    """Return who took part in a visit (one query)."""
    rows = Presence.objects.filter(occasion=found.visit.occasion_id).exclude(mode="about")
    return list(rows.select_related("person", "staff").order_by("pk"))


def promised_on(found: ReachedVisit) -> list[Promise]:
    """Return what was promised for the reached children on a visit (one query); a promise carried on is its last state."""
    rows = Promise.objects.filter(made_on=found.visit.occasion_id, child__in=found.ids, carried_to__isnull=True)
    return list(rows.select_related("owner", "owner_staff").order_by("pk"))


def visits_of(family: ReachedFamily) -> QuerySet[Visit]:
    """Return the visits to a family that were about its reached children, the latest first."""
    about = ChildSeen.objects.filter(visit=OuterRef("pk"), child__in=family.ids)
    rows = Visit.objects.filter(Exists(about), Q(occasion__family=family.family)).select_related(
        "occasion__recorded_by"
    )
    return rows.order_by("-occasion__happened_at", "-pk")


def seen_on(visits: list[Visit], family: ReachedFamily) -> dict[int, list[ChildSeen]]:
    """Return who was seen on each visit, of the family's reached children (one query)."""
    rows = ChildSeen.objects.filter(visit__in=visits, child__in=family.ids).select_related("child").order_by("pk")
    found: dict[int, list[ChildSeen]] = {}
    for row in rows:
        found.setdefault(row.visit_id, []).append(row)
    return found
