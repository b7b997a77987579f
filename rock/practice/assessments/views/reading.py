"""The list of assessments, and one assessment: the day first, then what visits brought, then the passages."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.practice.assessments.presenters import list_rows, shown_to
from rock.practice.assessments.queries import listing
from rock.practice.assessments.queries.agencies import parts_waited_for
from rock.practice.assessments.queries.page import assessment_or_404, limits_of, page_of
from rock.practice.assessments.views.common import seen, tabs_of, veil_for
from rock.practice.families.presenters.person import identity_facts


@allow(Action.SEE_ASSESSMENT)
@require_safe
def all_of_mine(request: SignedIn) -> HttpResponse:
    """Show what somebody writes with its days, what a manager is to authorise, who is still to be told, and late parts."""
    manages = request.user.may(Action.DECIDE_ASSESSMENT)
    mine = listing.written_by(request.user)
    theirs = listing.to_authorise(request.user) if manages else []
    to_tell = listing.still_to_tell(request.user)
    begin = listing.not_begun(request.user) if request.user.may(Action.WRITE_ASSESSMENT) else []
    people = {row.referral.child_id for row in [*mine, *theirs, *to_tell]} | {row.child_id for row in begin}
    seen(request, people, "assessments")
    page: dict[str, Any] = {
        "mine": list_rows(mine),
        "theirs": list_rows(theirs),
        "to_tell": to_tell,
        "begin": begin,
        "manages": manages,
    }
    return render(request, "assessments/list.html", page)


@allow(Action.SEE_ASSESSMENT)
@require_safe
def waited_for(request: SignedIn) -> HttpResponse:
    """Show the parts that other services have not answered, the latest first."""
    rows = list(parts_waited_for(request.user)[:100])
    seen(request, {row.assessment.referral.child_id for row in rows}, "agency parts")
    return render(request, "assessments/waited_for.html", {"rows": rows})


@allow(Action.SEE_ASSESSMENT)
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """Show one assessment."""
    found = assessment_or_404(request.user, pk)
    child = found.referral.child
    page = page_of(found)
    veil = veil_for(request, found)
    seen(request, [child.pk], "assessment")
    facts = {
        "assessment": found,
        "child": child,
        "identity": identity_facts(child),
        "tabs": tabs_of(request, found, "show"),
        "limits": limits_of(found),
        "page": page,
        "passages": [shown_to(veil, row) for row in page.passages],
        "veil": veil,
        "day_hidden": veil.tokens.betrayed_by(_day_text(page.day)),
        "can_write": request.user.may(Action.WRITE_ASSESSMENT) and not found.authorised_on and found.occasion_id,
    }
    return render(request, "assessments/show.html", facts)


def _day_text(day: Any) -> str:
    return "\n".join(
        f"{entry.words} {entry.translation} {entry.runs_out}"
        for row in day.rows
        for cell in row.cells
        for entry in cell.entries
    )
