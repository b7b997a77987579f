"""That a plan ended, and what comes: for a reader outside with whom the words that ended it were shared."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from rock.practice.plans.models import Plan
from rock.practice.plans.services.readers import hidden_in_plan
from rock.records.hidden import Tokens
from rock.records.models import Audience, Person
from rock.records.queries.standing import not_under_move, words_not_under_move


@dataclass(frozen=True)
class EndedForReader:
    """A plan that ended, for somebody who may read why: who stays with the family, and where they work."""

    pk: int
    child: Person
    ended_on: date
    words: str
    language: str
    partner: str


def ended_for(
    reader_ids: Collection[int], child_ids: Collection[int], *, hidden: Tokens | None = None
) -> EndedForReader | None:
    """Return the child's last ended plan for a reader with whom the words that ended it were shared; else None.

    Nothing while the child has a plan that stands; `hidden` is what a door's guard keeps (one query, else more).
    """
    open_to = Audience.objects.filter(reader__in=reader_ids, ends__isnull=True).values("statement")
    newest = Plan.objects.filter(child__in=child_ids).order_by(F("ended_on").desc(nulls_first=True), "-pk").values("pk")
    shown = not_under_move("occasion__") & words_not_under_move("ended_because__")
    rows = Plan.objects.filter(shown, pk=newest[:1], ended_on__isnull=False, ended_because__in=open_to)
    plan = rows.select_related("child", "ended_because").first()
    if plan is None or plan.ended_on is None or plan.ended_because is None:
        return None
    tokens = hidden if hidden is not None else hidden_in_plan(plan, Person.objects.get(pk=min(reader_ids)))
    if tokens.betrayed_by(f"{plan.ended_because.words}\n{plan.partner_lead}"):
        return None
    words = plan.ended_because
    return EndedForReader(plan.pk, plan.child, plan.ended_on, words.words, words.language, plan.partner_lead)
