"""A report to read and answer, passage by passage, and a child's day as far as it was shared."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rock.accounts.access import SignedIn
from rock.core import time
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.doors.family.access import Door, at_the_door, shown
from rock.doors.family.guard import Guard, guard_for
from rock.doors.family.presenters.reading import Passage, ReportPage, day_shown, report_page, reports_shown
from rock.doors.family.presenters.then import then_page
from rock.doors.family.queries.around import ChildRow, Sees, children_for
from rock.doors.family.queries.then import read_then
from rock.doors.family.services.answering import tell_worker
from rock.doors.family.services.planning import check_enough_today
from rock.doors.family.views.common import asked, both, seen
from rock.doors.family.words import told
from rock.doors.plan_ideas import SayForm
from rock.practice.assessments.models import FamilyView, Reading
from rock.practice.assessments.queries.reading import passage_of, passages_for, readings_for
from rock.practice.assessments.services.reading import answer_passage, finish_reading
from rock.practice.visits.queries.day import shared_day


def _readings(door: Door) -> list[tuple[Reading, ChildRow]]:
    """Return what the reader was given to read of children of whom they see all, the newest first."""
    children = {pk: row for row in children_for(door) if row.sees is Sees.ALL for pk in row.ids}
    rows = readings_for(door.ids)
    return [
        (row, children[row.assessment.referral.child_id])
        for row in rows
        if row.assessment.referral.child_id in children
    ]


def _report_or_404(door: Door, pk: int, guard: Guard) -> tuple[Reading, ReportPage]:
    found = next((row for row in _readings(door) if row[0].assessment_id == pk), None)
    if found is None or not guard.lets(found[1].name, source="child", row=found[1].person_id):
        raise Http404
    reading, child = found
    page = report_page(reading, child.name, passages_for(door.ids, reading.assessment), guard, time.today())
    if not page.passages:
        raise Http404
    return reading, page


@at_the_door
@require_safe
def reports(request: SignedIn, door: Door) -> HttpResponse:
    """Show which reports the reader was given, or the one that there is."""
    guard = guard_for(door)
    rows = reports_shown([(row, child.name) for row, child in _readings(door)])
    if not rows:
        raise Http404
    if len(rows) == 1:
        return redirect("family:report", rows[0].id)
    seen(request, door, guard, "family report")
    return shown(request, "reports", reports=rows)


@at_the_door
@require_safe
def report(request: SignedIn, door: Door, pk: int) -> HttpResponse:
    """Show the passages of a report that were given to this reader, and what they said to each."""
    guard = guard_for(door)
    _reading, page = _report_or_404(door, pk, guard)
    seen(request, door, guard, "family report")
    return shown(request, "report", page=page)


@at_the_door
@both
def passage(request: SignedIn, door: Door, pk: int, passage_pk: int) -> HttpResponse:
    """Ask what the reader says to one passage, in the wording that they read."""
    guard = guard_for(door)
    reading, page = _report_or_404(door, pk, guard)
    found = next((one for one in page.passages if one.id == passage_pk), None)
    if found is None or not page.open:
        raise Http404
    choices = [(value, told(str(label))) for value, label in FamilyView.choices]
    form = SayForm(request.POST if request.method == "POST" else None, choices=choices, alone={FamilyView.RIGHT})

    def act() -> str:
        return _keep(request, door, reading, found, form)

    back = reverse("family:report", args=[pk])
    return asked(request, form, act, "passage", passage=found, back=back)


def _keep(request: SignedIn, door: Door, reading: Reading, found: Passage, form: SayForm) -> str:
    check_enough_today(request.user)
    row = passage_of(reading, found.id)
    facts, read = form.cleaned_data, request.POST.get("read", "")
    wording = int(read) if read.isdecimal() and len(read) < 19 else found.wording
    view = FamilyView(facts["view"])
    answer_passage(by=request.user, person=reading.person, passage=row, view=view, words=facts["words"], read=wording)
    if facts["words"]:
        tell_worker(request.user, door)
    return reverse("family:report", args=[reading.assessment_id]) + f"#passage-{found.id}"


@at_the_door
@require_POST
def finish(request: SignedIn, door: Door, pk: int) -> HttpResponse:
    """Keep that the reader has read it all and said what they want to say."""
    reading, page = _report_or_404(door, pk, guard_for(door))

    def act() -> str:
        finish_reading(by=request.user, assessment=reading.assessment, person=reading.person)
        tell_worker(request.user, door)
        return reverse("family:report", args=[pk])

    if not page.open:
        return redirect("family:report", pk)
    try:
        return once_per_form(request, act)
    except Refused:
        return redirect("family:report", pk)


@at_the_door
@require_safe
def day(request: SignedIn, door: Door, child: int) -> HttpResponse:
    """Show a child's day, as far as it was shared with this reader."""
    guard = guard_for(door)
    row = next((one for one in children_for(door) if child in one.ids), None)
    if row is None or not guard.lets(row.name, source="child", row=row.person_id):
        raise Http404
    parts = day_shown(shared_day(row.ids, door.ids), guard)
    if not parts:
        raise Http404
    seen(request, door, guard, "family day")
    return shown(request, "day", child=row.name, parts=parts)


@at_the_door
@require_safe
def then(request: SignedIn, door: Door, child: int) -> HttpResponse:
    """Show the day then beside the day now, and what was said and done, as far as it was shared with this reader."""
    guard, read = guard_for(door), read_then(door, child)
    page = then_page(read, guard) if read else None
    if page is None:
        raise Http404
    seen(request, door, guard, "family then")
    return shown(request, "then", page=page)
