"""The manager's decision, and telling each grown-up of the family in words for them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.accounts.roles import Role
from rock.core.language import as_asked
from rock.practice.assessments.forms import DecideForm
from rock.practice.assessments.models import Assessment, Outcome
from rock.practice.assessments.queries.page import assessment_or_404
from rock.practice.assessments.queries.telling import telling_now, tellings_by_person
from rock.practice.assessments.queries.waiting import still_missing
from rock.practice.assessments.services.deciding import authorise
from rock.practice.assessments.services.telling import hold_reader, tell_reader
from rock.practice.assessments.views.common import answers, ask, draft_of, seen, tabs_of, veil_for
from rock.practice.families.queries.related import near_to_tell
from rock.practice.requests.forms import TellingForm
from rock.practice.requests.letters import decision_letter
from rock.practice.requests.queries.request import hub_colleagues
from rock.practice.requests.services.telling import adults_of, mark_told
from rock.practice.requests.views.checking import words_to_think_about
from rock.reach.queries import reaches
from rock.records.models import Channel, Person, Telling, TellingChoice


@allow(Action.SEE_ASSESSMENT)
def decide(request: SignedIn, pk: int) -> HttpResponse:
    """Show the decision, or what still stands in its way; let a manager decide."""
    found = assessment_or_404(request.user, pk)
    may = request.user.may(Action.DECIDE_ASSESSMENT) and found.occasion_id and not found.authorised_on
    if not may:
        return _decided(request, found)
    form = DecideForm(answers(request))
    slot = draft_of(request, form, "assessment_decision", str(pk))
    report = words_to_think_about(request, form, "family_words")

    def act() -> str:
        facts = form.cleaned_data | {"outcome": Outcome(form.cleaned_data["outcome"])}
        authorise(by=request.user, assessment=found, **facts)
        return reverse("assessments:tellings", args=[pk])

    return ask(
        request,
        form,
        act,
        title=f"Decide about {found.referral.child}",
        back=reverse("assessments:show", args=[pk]),
        people=[found.referral.child_id],
        button="Authorise",
        template="assessments/decide.html",
        assessment=found,
        tabs=tabs_of(request, found, "decide"),
        missing=still_missing(found),
        report=report,
        draft=slot,
    )


def _decided(request: SignedIn, found: Assessment) -> HttpResponse:
    decision = getattr(found, "decision", None)
    seen(request, [found.referral.child_id], "assessment decision")
    page: dict[str, Any] = {
        "assessment": found,
        "decision": decision,
        "missing": still_missing(found) if found.occasion_id and not found.authorised_on else [],
        "tabs": tabs_of(request, found, "decide"),
        "veil": veil_for(request, found),
        "can_tell": request.user.may(Action.RECORD_TELLING),
        "plan_follows": found.outcome in {Outcome.PLAN, Outcome.EARLY_HELP} and request.user.may(Action.WRITE_PLAN),
    }
    return render(request, "assessments/decided.html", page)


def _authorised_or_404(request: SignedIn, pk: int) -> Assessment:
    found = assessment_or_404(request.user, pk)
    if not hasattr(found, "decision") or found.occasion is None:
        raise Http404
    return found


@allow(Action.RECORD_TELLING)
@require_safe
def tellings(request: SignedIn, pk: int) -> HttpResponse:
    """Show who is told of the decision, and who is not yet."""
    found = _authorised_or_404(request, pk)
    adults = adults_of(found.occasion.family if found.occasion else None)
    reached = reaches(request.user, [one.pk for one in adults])
    told = tellings_by_person(found)
    near = near_to_tell(request.user, found.occasion.family if found.occasion else None)
    beside = {row.place.person_id for row in near if row.reached and row.place.person_id}
    seen(request, {found.referral.child_id} | reached | beside, "assessment tellings")
    rows = [(one, told.get(one.pk)) for one in adults if one.pk in reached]
    facts = {"assessment": found, "child": found.referral.child, "rows": rows, "near": near}
    return render(request, "assessments/tellings.html", facts)


def _adult_or_404(request: SignedIn, assessment: Assessment, pk: int) -> Person:
    adults = adults_of(assessment.occasion.family if assessment.occasion else None)
    found = next((one for one in adults if one.pk == pk), None)
    if found is None or not reaches(request.user, [pk]):
        raise Http404
    return found


@allow(Action.RECORD_TELLING)
def tell(request: SignedIn, pk: int, person: int) -> HttpResponse:
    """Decide about telling one grown-up: now, in words for them, or not yet."""
    found = _authorised_or_404(request, pk)
    reader = _adult_or_404(request, found, person)
    start = {"words": found.decision.family_words.words}
    managers = hub_colleagues(Role.TEAM_MANAGER, Role.HUB_MANAGER)
    form = TellingForm(answers(request), initial=start, managers=managers)
    report = words_to_think_about(request, form, "words", kept=start["words"])
    back = reverse("assessments:tellings", args=[pk])

    def act() -> str:
        facts = form.cleaned_data
        if facts["choice"] == TellingChoice.NOW:
            channel = Channel(facts["channel"])
            tell_reader(by=request.user, assessment=found, person=reader, words=facts["words"], channel=channel)
        else:
            held = {"because": facts["held_because"], "manager": facts["manager"], "review_on": facts["review_on"]}
            hold_reader(by=request.user, assessment=found, person=reader, **held)
        return back

    people = [found.referral.child_id, reader.pk]
    title = f"Tell {reader} what was decided"
    return ask(request, form, act, title=title, back=back, people=people, report=report)


def _telling_or_404(request: SignedIn, pk: int, person: int) -> Telling:
    found = _authorised_or_404(request, pk)
    reader = _adult_or_404(request, found, person)
    telling = telling_now(found, reader)
    if telling is None:
        raise Http404
    return telling


@allow(Action.RECORD_TELLING)
@require_safe
def letter(request: SignedIn, pk: int, person: int) -> HttpResponse:
    """Give one reader's letter as an accessible PDF."""
    telling = _telling_or_404(request, pk, person)
    seen(request, [telling.person_id], "letter")
    headers = {"Content-Disposition": 'inline; filename="letter.pdf"'}
    with as_asked(request):
        pdf = decision_letter(telling)
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@allow(Action.RECORD_TELLING)
@require_POST
def told(request: SignedIn, pk: int, person: int) -> HttpResponse:
    """Record that the letter was sent or the talk was had."""
    telling = _telling_or_404(request, pk, person)
    mark_told(by=request.user, telling=telling)
    return redirect("assessments:tellings", pk)
