"""What was said before and can be quoted into a plan: strengths, worries, wishes; and promises that wait to be taken in."""

from dataclasses import dataclass
from datetime import date

from rock.practice.plans.facts import Quote
from rock.practice.plans.models import ItemKind, Plan
from rock.practice.visits.models import Noticed, NoticedKind
from rock.records.models import Person, Promise, PromiseState, Wish
from rock.records.queries.people import one_person
from rock.records.queries.standing import words_not_under_move

_KINDS = {NoticedKind.WORRY: ItemKind.WORRY, NoticedKind.STRENGTH: ItemKind.STRONG}


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
    rows = [*_noticed(ids, since), *_wishes(ids, since)]
    return sorted(rows, key=lambda one: one.on, reverse=True)


def _noticed(ids: set[int], since: date | None) -> list[Quotable]:
    rows = Noticed.objects.filter(words_not_under_move("statement__"), child__in=ids)
    if since:
        rows = rows.filter(statement__occasion__happened_at__date__gte=since)
    found = rows.select_related("statement__occasion", "statement__speaker", "statement__speaker_staff")
    return [
        Quotable(
            Quote(_KINDS[NoticedKind(row.kind)], row.statement),
            str(row.statement.speaker or row.statement.speaker_staff or row.statement.speaker_name),
            row.statement.occasion.happened_at.date(),
            row.shown_by,
        )
        for row in found
    ]


def _wishes(ids: set[int], since: date | None) -> list[Quotable]:
    rows = Wish.objects.filter(words_not_under_move("statement__"), child__in=ids)
    if since:
        rows = rows.filter(statement__occasion__happened_at__date__gte=since)
    found = rows.select_related("statement__occasion", "statement__speaker")
    return [
        Quotable(
            Quote(ItemKind.GOOD_DAY, row.statement),
            str(row.statement.speaker or row.statement.speaker_name),
            row.statement.occasion.happened_at.date(),
        )
        for row in found
    ]


def to_take_in(plan: Plan) -> list[Promise]:
    """Return the open promises for the child that were made elsewhere and stand in no plan yet (one query)."""
    rows = Promise.objects.filter(child=plan.child_id, state=PromiseState.OPEN, item__isnull=True)
    return list(rows.select_related("owner", "owner_staff", "idea_of", "made_on").order_by("due_on", "pk"))
