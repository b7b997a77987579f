"""The family reads it: who was given what, giving it to one reader, and the copy of what that reader may read."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.core.language import as_asked
from rock.core.services import Refused
from rock.core.views import refusal
from rock.practice.assessments.forms import GiveForm
from rock.practice.assessments.letters import copy_for
from rock.practice.assessments.models import Assessment, Passage
from rock.practice.assessments.queries.around import responsible_for
from rock.practice.assessments.queries.page import assessment_or_404
from rock.practice.assessments.queries.reading import headings_open_to
from rock.practice.assessments.queries.waiting import readers_stand
from rock.practice.assessments.services.reading import do_not_give, give_to_read
from rock.practice.assessments.views.common import answers, ask, seen, tabs_of, veil_for
from rock.reach.queries import person_or_404, reaches
from rock.records.models import Person
from rock.records.queries.people import one_person


def _here(assessment: Assessment) -> str:
    return reverse("assessments:family", args=[assessment.pk])


@allow(Action.SEE_ASSESSMENT)
@require_safe
def family(request: SignedIn, pk: int) -> HttpResponse:
    """Show how it stands with each reader of the family, each apart."""
    found = assessment_or_404(request.user, pk)
    child = found.referral.child
    rows = readers_stand(found)
    reached = reaches(request.user, {row.person.pk for row in rows})
    seen(request, {child.pk} | reached, "assessment readers")
    page = {
        "assessment": found,
        "child": child,
        "tabs": tabs_of(request, found, "family"),
        "rows": [row for row in rows if row.person.pk in reached],
        "others": len(rows) - len(reached),
        "child_given": any(row.person.pk == child.pk for row in rows),
        "can_write": request.user.may(Action.WRITE_ASSESSMENT) and not found.authorised_on and found.occasion_id,
    }
    return render(request, "assessments/family.html", page)


def _reader_or_404(request: SignedIn, assessment: Assessment, pk: int) -> Person:
    """Return one who may be given the assessment, and whom the user reaches."""
    child = assessment.referral.child
    found = next((one for one in [*responsible_for(child), child] if one.pk == pk), None)
    if found is None or not reaches(request.user, [pk]):
        raise Http404
    return found


def _give(by: User, found: Assessment, reader: Person, passages: list[Passage], facts: dict[str, Any]) -> None:
    if facts["give"] == "yes":
        chosen = [one for one in passages if str(one.pk) in facts["passages"]]
        give_to_read(by=by, assessment=found, person=reader, passages=chosen, answer_by=facts["answer_by"])
    else:
        do_not_give(by=by, assessment=found, person=reader, because=facts["because"])


@allow(Action.WRITE_ASSESSMENT)
def give(request: SignedIn, pk: int, person: int) -> HttpResponse:
    """Give it to one reader, part by part, or write down why not."""
    found = assessment_or_404(request.user, pk)
    reader = _reader_or_404(request, found, person)
    passages = list(found.passages.select_related("statement").order_by("pk"))
    had = headings_open_to(one_person([reader.pk]), found)
    start = {"give": "yes", "passages": [str(one.pk) for one in passages if one.heading in had]}
    form = GiveForm(answers(request), initial=start, passages=passages, person=reader)

    def act() -> str:
        _give(request.user, found, reader, passages, form.cleaned_data)
        return _here(found)

    people = [found.referral.child_id, reader.pk]
    title = f"Let {reader} read and answer it"
    return ask(
        request,
        form,
        act,
        title=title,
        back=_here(found),
        people=people,
        template="assessments/give.html",
        passages=passages,
        veil=veil_for(request, found),
    )


@allow(Action.SEE_ASSESSMENT)
@require_safe
def copy(request: SignedIn, pk: int, person: int) -> HttpResponse:
    """Give the copy of what one reader may read, as an accessible PDF; its name says nothing about anybody."""
    found = assessment_or_404(request.user, pk)
    reader = person_or_404(request.user, person)
    seen(request, [found.referral.child_id, reader.pk], "assessment copy")
    try:
        with as_asked(request):
            pdf = copy_for(found, reader)
    except Refused as no:
        return refusal(request, no, back=_here(found))
    if pdf is None:
        raise Http404
    headers = {"Content-Disposition": 'inline; filename="copy.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
