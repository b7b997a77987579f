"""The plans that a worker reaches, one plan, one line of it, and two versions beside each other."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.practice.plans.looking import looked_at
from rock.practice.plans.models import ItemKind, Part, Plan
from rock.practice.plans.presenters import page as words
from rock.practice.plans.presenters.day import veiled
from rock.practice.plans.presenters.versions import compared_words
from rock.practice.plans.queries.for_reader import plan_in_room
from rock.practice.plans.queries.listing import plans_to_review
from rock.practice.plans.queries.plan import SOMEBODY, PlanPage, plan_or_404, plan_page
from rock.practice.plans.queries.readers import members_of
from rock.practice.plans.queries.versions import compare_versions
from rock.practice.plans.views.common import in_room, room_query, seen, veil_for
from rock.practice.visits.queries.day import day_from, entries_of
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views


@allow(Action.SEE_PLAN)
@require_safe
def plans(request: SignedIn) -> HttpResponse:
    """Show the plans of children whom the reader works with, those to be looked at soonest first."""
    rows = plans_to_review(request.user)
    log_views(user=request.user, people=[row.child_pk for row in rows], page="plans", purpose=ViewPurpose.WORK)
    return render(request, "plans/plans.html", {"rows": rows})


def _heads(page: PlanPage) -> dict[str, object]:
    return {"standing": words.standing_words(page), "lead": words.lead_words(page), "page": page, "plan": page.plan}


@allow(Action.SEE_PLAN)
@require_safe
def plan(request: SignedIn, pk: int) -> HttpResponse:
    """Show a plan: the day, the worry, what is strong, who does what, what happens if."""
    found = plan_or_404(request.user, pk)
    page = plan_page(found, request.user)
    veil = veil_for(request, found)
    entries = entries_of([found.child_id])
    seen(request, found, "plan", {member["person"] for member in page.members})
    shown: dict[str, object] = {
        "sections": [
            (kind.value, str(kind.label), words.lines_shown(page, kind, veil))
            for kind in ItemKind
            if kind != ItemKind.PROMISE
        ],
        "day": veiled(day_from(found.child, entries), veil),
        "looked": looked_at(found, entries, veil),
        "promises": words.promises_shown(page, veil),
        "take_in": [(one.pk, veil(one.what)) for one in page.to_take_in],
        "members": [(page.name(one["person"]), Part(one["part"]).label) for one in page.members],
        "may_share_end": request.user.may(Action.SHARE_WORDS),
        "may_write": request.user.may(Action.WRITE_PLAN) and not found.ended_on,
    }
    return render(request, "plans/plan.html", _heads(page) | shown)


@allow(Action.SEE_PLAN)
@require_safe
def item(request: SignedIn, pk: int, item_pk: int) -> HttpResponse:
    """Show one line with every voice beside it, who reads it, and what can be done."""
    found = plan_or_404(request.user, pk)
    page = plan_page(found, request.user)
    line = next((one for rows in page.lines.values() for one in rows if one.item.pk == item_pk), None)
    if line is None:
        raise Http404
    shown = words.line_shown(page, line, veil_for(request, found))
    seen(request, found, "plan item", {one.person_id for one in line.voices if one.person_id})
    can = {
        "write": request.user.may(Action.WRITE_PLAN) and not found.ended_on,
        "share": request.user.may(Action.SHARE_WORDS) and not found.ended_on,
    }
    context = {
        "line": shown,
        "kind_words": line.item.get_kind_display(),
        "can": can,
        "reading": [(pk, page.name(pk)) for pk in line.reader_ids if pk in page.people],
    }
    return render(request, "plans/item.html", _heads(page) | context)


@allow(Action.WRITE_PLAN)
@require_safe
def together(request: SignedIn, pk: int) -> HttpResponse:
    """Show the plan in large letters to those who are in the room: only what was shared with each of them."""
    found = plan_or_404(request.user, pk)
    people = members_of(found, request.user)
    here = [person for person in people if person.pk in in_room(request)]
    seen(request, found, "plan together", {person.pk for person in here})
    context = {
        "plan": found,
        "people": people,
        "here": here,
        "read": plan_in_room(found, [person.pk for person in here]),
        "room": room_query(request),
        "kinds": [(kind.value, str(kind.label)) for kind in ItemKind],
    }
    return render(request, "plans/together.html", context)


@allow(Action.SEE_PLAN)
@require_safe
def versions(request: SignedIn, pk: int) -> HttpResponse:
    """Show what became of the plan between an agreed version and a later one, or now."""
    found = plan_or_404(request.user, pk)
    kept = list(found.versions.prefetch_related("answers__person").order_by("number"))
    older, newer = _chosen(request, found, [one.number for one in kept])
    by_number = {one.number: one for one in kept}
    veil = veil_for(request, found)
    changes = compared_words(compare_versions(by_number[older], by_number.get(newer)), veil) if older else None
    seen(request, found, "plan versions")
    known = {person.pk for person in members_of(found, request.user)}
    context = {"plan": found, "kept": kept, "older": older, "newer": newer, "changes": changes}
    return render(request, "plans/versions.html", context | {"known": known, "somebody": SOMEBODY})


def _chosen(request: SignedIn, found: Plan, numbers: list[int]) -> tuple[int, int]:
    """Return the two versions to compare: those asked for, else the last one beside the plan as it reads now (0)."""
    if not numbers:
        return 0, 0
    given = [request.GET.get(name, "") for name in ("from", "to")]
    older, newer = (int(one) if one.isdecimal() and int(one[:9]) in numbers else 0 for one in given)
    return older or numbers[-1], newer if newer > (older or numbers[-1]) else 0
