"""The child's day, a family's visits, and one visit as it was recorded."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.practice.families.presenters.person import identity_facts
from rock.practice.families.presenters.veil import Veil
from rock.practice.families.views.common import seen
from rock.practice.visits.presenters import day as days
from rock.practice.visits.presenters import visit as words
from rock.practice.visits.queries import visits
from rock.practice.visits.queries.day import chosen_day
from rock.practice.visits.queries.wishes import wishes_of
from rock.reach.families import family_or_404
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.queries import person_or_404
from rock.records.models import DayKind
from rock.records.queries.people import one_person

VISITS_A_PAGE = 20
MOST_WISHES = 10


@allow(Action.SEE_DAY)
@require_safe
def day(request: SignedIn, pk: int) -> HttpResponse:
    """Show a child's day side by side, for one kind of day and one carer where the reader chooses."""
    child = person_or_404(request.user, pk)
    ids = one_person([pk])
    kind = DayKind(given) if (given := request.GET.get("kind", "")) in DayKind.values else None
    carer = int(given) if (given := request.GET.get("with", "")).isdigit() and len(given) < 19 else None
    chosen = chosen_day(child, ids, day_kind=kind, carer=carer)
    named = days.speakers(chosen.day) | {one.pk for one in chosen.carers}
    closed = days.not_named(request.user, named - ids)
    veil = Veil(hidden_from(request.user, ids), sees_hidden(request.user))
    seen(request, ids, "day")
    page: dict[str, Any] = {
        "person": child,
        "identity": identity_facts(child),
        "day": days.veiled(chosen.day, veil, closed),
        "veil": veil,
        "kinds": chosen.kinds,
        "carers": [one for one in chosen.carers if one.pk not in closed],
        "kind": kind,
        "carer": carer,
        "wishes": [
            (wish, veil(wish.statement.words), veil(wish.answer.words) if wish.answer else "")
            for wish in wishes_of(ids)[:MOST_WISHES]
        ],
        "can_record": request.user.may(Action.RECORD_VISIT),
        "can_share": request.user.may(Action.SHARE_WORDS),
    }
    return render(request, "visits/day.html", page)


@allow(Action.SEE_DAY)
@require_safe
def family_visits(request: SignedIn, pk: int) -> HttpResponse:
    """List the visits to a family, as far as its children are reached."""
    found = family_or_404(request.user, pk)
    page = Paginator(visits.visits_of(found), VISITS_A_PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    who = visits.seen_on(rows, found)
    veil = Veil(hidden_from(request.user, found.ids), sees_hidden(request.user))
    seen(request, found.ids, "visits")
    lines = [(visit, [(row.child, veil(words.seen_words(row))) for row in who.get(visit.pk, [])]) for visit in rows]
    can_record = request.user.may(Action.RECORD_VISIT)
    return render(
        request, "visits/visits.html", {"family": found.family, "lines": lines, "page": page, "can_record": can_record}
    )


@allow(Action.SEE_DAY)
@require_safe
def visit(request: SignedIn, pk: int) -> HttpResponse:
    """Show a visit as it was recorded, of the children who are reached."""
    found = visits.visit_or_404(request.user, pk)
    rows, there, promised = visits.said_on(found), visits.there(found), visits.promised_on(found)
    closed = days.not_named(request.user, words.named(rows, there, promised) - found.ids)
    veil = Veil(hidden_from(request.user, found.ids), sees_hidden(request.user))
    seen(request, found.ids, "visit")
    occasion = found.visit.occasion
    page: dict[str, Any] = {
        "visit": found.visit,
        "occasion": occasion,
        "place": veil(occasion.place),
        "ended": veil(found.visit.ended_early_because),
        "there": words.who_was_there(there, closed, veil),
        "children": words.children(found.children, rows, promised, veil, closed),
        "under_move": any(getattr(row, "under_move", False) for row in found.children),
        "can_share": request.user.may(Action.SHARE_WORDS),
        "can_plan": request.user.may(Action.SEE_PLAN),
        "can_correct": request.user.may(Action.RECORD_VISIT),
        "can_move": request.user.may(Action.MOVE_OR_REDACT),
    }
    return render(request, "visits/visit.html", page)
