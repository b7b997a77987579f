"""A review on paper, for one reader. Nothing that the reader may not read is in it, nor that it was left out."""

from typing import Any

from django.conf import settings

from rock.core import time
from rock.core.pdf import made_pdf
from rock.core.services import Refused
from rock.core.words import on_day
from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.models import Plan, Review
from rock.practice.plans.picture import mark_words
from rock.practice.plans.printing import DEMO_LINE, TEMPLATES
from rock.practice.plans.queries.for_reader import plan_for
from rock.practice.plans.queries.reviews import day_of, you_said
from rock.practice.plans.queries.then_and_now import PlaceThenNow, ThenAndNow, shared_then_and_now
from rock.practice.plans.services.readers import hidden_in_plan
from rock.practice.visits.day import Entry
from rock.records.hidden import NOTHING, Tokens
from rock.records.models import Audience, Person
from rock.records.queries.people import one_person

NOTHING_SHARED = "Nothing of this review is shared with {person} yet. Share what they may read, then print it for them."


def review_pdf(review: Review, plan: Plan, reader: Person) -> bytes:
    """Return what one reader may have of a review in large type; Refused where nothing of it is shared with them."""
    ids, hidden = one_person([reader.pk]), hidden_in_plan(plan, reader)
    found = shared_then_and_now([plan.child_id], ids, review.since, day_of(review), hidden=hidden)
    wishes = _wishes(review, plan, ids, hidden)
    if not (found.rows or found.changed or wishes):
        raise Refused(NOTHING_SHARED.format(person=reader))
    council = settings.COUNCIL
    data: dict[str, Any] = {
        "title": f"Then and now: {found.child}",
        "sender": str(council["name"]),
        "reader": f"For {reader.given_name or reader}",
        "day": on_day(time.today()),
        "about": f"We looked at it together on {on_day(day_of(review))}. We look at it again on {on_day(review.next_on)}.",
        "rows": [_row(one, found) for one in found.rows],
        "changed": [one.words for one in found.changed],
        "promises": _promises(plan, ids, hidden),
        "wishes": wishes,
        "phones": [f"Children’s services: {council['phone']}", "Childline: 0800 1111", "In danger now: 999"],
        "footer": DEMO_LINE if settings.DEMO else "",
    }
    return made_pdf(TEMPLATES / "review.typ", review=data)


def _row(place: PlaceThenNow, found: ThenAndNow) -> dict[str, Any]:
    marks = [f"{mark_words(one, found)}{f'. “{one.words}”' if one.words else ''}" for one in place.marks]
    return {"heading": place.heading, "then": _texts(place.then), "now": _texts(place.now), "marks": marks}


def _texts(entries: tuple[Entry, ...]) -> list[str]:
    return [f"“{one.words}”" if one.verbatim else one.words for one in entries]


def _promises(plan: Plan, ids: set[int], hidden: Tokens) -> list[dict[str, str]]:
    read = plan_for(ids, [plan.child_id], hidden=hidden)
    return [
        {"words": one.words, "who": "You" if one.promise.mine else one.promise.owner, "how": one.promise.look.words}
        for one in (read.promises if read else [])
        if one.promise
    ]


def _wishes(review: Review, plan: Plan, ids: set[int], hidden: Tokens) -> list[dict[str, str]]:
    """Return the wishes of which the reader may read both the words and the answer."""
    rows = you_said([plan.child_id], review.since, day_of(review), Veil(NOTHING, sees_hidden=True))
    wanted = [pk for one in rows for pk in (one.statement_id, one.answer_id) if pk]
    readable = set(
        Audience.objects.filter(statement__in=wanted, reader__in=ids, ends__isnull=True).values_list(
            "statement_id", flat=True
        )
    )
    return [
        {"said": one.said if one.statement_id in readable else "", "did": one.did, "days": one.days}
        for one in rows
        if one.answer_id in readable and not hidden.betrayed_by(f"{one.said}\n{one.did}")
    ]
