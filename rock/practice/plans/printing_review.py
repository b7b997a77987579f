"""A review on paper, for one reader. Nothing that the reader may not read is in it, nor that it was left out."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from rock.core.pdf import made_pdf
from rock.core.services import Refused
from rock.core.words import on_day
from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.models import Plan, Review
from rock.practice.plans.printing import TEMPLATES, must_words
from rock.practice.plans.printing_words import DAYS, MARKS, SLOTS, head, said
from rock.practice.plans.queries.for_reader import plan_for
from rock.practice.plans.queries.reviews import day_of, you_said
from rock.practice.plans.queries.then_and_now import MarkSaid, PlaceThenNow, ThenAndNow, shared_then_and_now
from rock.practice.plans.services.readers import hidden_in_plan
from rock.practice.visits.day import Entry
from rock.records.hidden import NOTHING, Tokens
from rock.records.models import Audience, DayKind, Person, Source
from rock.records.queries.people import one_person

NOTHING_SHARED = "Nothing of this review is shared with {person} yet. Share what they may read, then print it for them."


def review_pdf(review: Review, plan: Plan, reader: Person) -> bytes:
    """Return what one reader may have of a review in large type; Refused where nothing of it is shared with them."""
    ids, hidden = one_person([reader.pk]), hidden_in_plan(plan, reader)
    found = shared_then_and_now([plan.child_id], ids, review.since, day_of(review), hidden=hidden)
    wishes = _wishes(review, plan, ids, hidden)
    if not (found.rows or found.changed or wishes):
        raise Refused(NOTHING_SHARED.format(person=reader))
    on = {"day": on_day(day_of(review)), "next": on_day(review.next_on)}
    data = head(reader, _("Then and now: %(name)s") % {"name": found.child}, [])
    data |= {
        "about": _("We looked at it together on %(day)s. We look at it again on %(next)s.") % on,
        "rows": [_row(one, found) for one in found.rows],
        "changed": [one.words for one in found.changed],
        "promises": _promises(plan, ids, hidden),
        "wishes": wishes,
    }
    return made_pdf(TEMPLATES / "review.typ", review=data)


def _row(place: PlaceThenNow, found: ThenAndNow) -> dict[str, Any]:
    marks = [f"{_mark(one, found)}{f'. “{one.words}”' if one.words else ''}" for one in place.marks]
    return {"heading": _heading(place), "then": _texts(place.then), "now": _texts(place.now), "marks": marks}


def _heading(place: PlaceThenNow) -> str:
    more = [_("with %(name)s") % {"name": place.carer}] if place.carer else []
    more += [str(DAYS[place.day_kind]).lower()] if place.day_kind != DayKind.ORDINARY else []
    return ", ".join([str(SLOTS[place.slot]), *more])


def _mark(mark: MarkSaid, found: ThenAndNow) -> str:
    who = _("You") if mark.mine else found.child if mark.source == Source.CHILD else mark.who
    return f"{who}: {MARKS[mark.mark]}"


def _texts(entries: tuple[Entry, ...]) -> list[dict[str, str]]:
    return [asdict(said(one.words, one.language, verbatim=one.verbatim)) for one in entries]


def _promises(plan: Plan, ids: set[int], hidden: Tokens) -> list[dict[str, str]]:
    read = plan_for(ids, [plan.child_id], hidden=hidden)
    return [
        {
            "words": one.words,
            "who": _("You") if one.promise.mine else one.promise.owner,
            "how": one.promise.look.words,
            "must": must_words(one.promise),
        }
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
