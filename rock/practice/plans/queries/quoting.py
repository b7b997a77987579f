"""What was said before and can be quoted into a plan: strengths, worries, wishes; and promises that wait to be taken in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from rock.practice.plans.facts import Quote
from rock.practice.plans.models import ItemKind, Plan
from rock.practice.visits.models import Noticed, NoticedKind
from rock.records.models import Person, Promise, PromiseState, Statement, Wish
from rock.records.queries.people import one_person
from rock.records.queries.standing import words_not_under_move

_KINDS: dict[str, ItemKind] = {NoticedKind.WORRY: ItemKind.WORRY, NoticedKind.STRENGTH: ItemKind.STRONG}


@dataclass(frozen=True)
class Quotable:
    """Words that can be quoted, who said them, when, and what shows it."""

    quote: Quote
    who: str
    on: date
    shown_by: str = ""


def quotable(child: Person, *, since: date | None = None) -> list[Quotable]:
    """Return what was noticed of a child, and what the child wishes, latest first (two queries)."""
    ids = one_person([child.pk])
    said = Noticed.objects.filter(child__in=ids).order_by().values("statement")
    said = said.union(Wish.objects.filter(child__in=ids).order_by().values("statement"))
    noticed = Noticed.objects.filter(statement=OuterRef("pk")).order_by()
    rows = Statement.objects.filter(words_not_under_move(), pk__in=said)
    if since:
        rows = rows.filter(occasion__happened_at__date__gte=since)
    rows = rows.select_related("occasion", "speaker", "speaker_staff").annotate(
        noticed_as=ArraySubquery(noticed.values(json=JSONObject(kind="kind", shown_by="shown_by")))
    )
    return sorted(map(_quotable, rows.order_by("pk")), key=lambda one: one.on, reverse=True)


def _quotable(row: Any) -> Quotable:
    who = str(row.speaker or row.speaker_staff or row.speaker_name)
    for noticed in row.noticed_as:
        return Quotable(Quote(_KINDS[noticed["kind"]], row), who, row.occasion.happened_at.date(), noticed["shown_by"])
    return Quotable(Quote(ItemKind.GOOD_DAY, row), who, row.occasion.happened_at.date())


def to_take_in(plan: Plan) -> list[Promise]:
    """Return the open promises for the child that were made elsewhere and stand in no plan yet (one query)."""
    rows = Promise.objects.filter(child=plan.child_id, state=PromiseState.OPEN, item__isnull=True)
    return list(rows.select_related("owner", "owner_staff", "idea_of", "made_on").order_by("due_on", "pk"))
