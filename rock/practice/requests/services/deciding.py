"""The hub's decision: a route, reasons for the record, and apart from them words for the family."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.practice.requests.hooks import run_when_decided
from rock.practice.requests.models import Decision, PrimaryNeed, Referral, RequestForSupport, Route
from rock.practice.requests.models.decisions import SOCIAL_CARE_ROUTES
from rock.practice.requests.services.handling import family_of, matched
from rock.records.models import EventKind, Family, Occasion, OccasionKind, Person, Statement
from rock.records.queries.people import one_person
from rock.records.services.clocks import start_clock, stop_clock
from rock.records.services.events import record_event
from rock.records.services.occasions import hold_occasion, say


def referred_before(children: list[Person], *, on: date) -> bool:
    """Return whether any of the children was referred in the 12 months before the day (the census's re-referral)."""
    earliest = time.add_months(on, -12)
    records = one_person(child.pk for child in children)
    return Referral.objects.filter(
        child__in=records, no_further_action=False, referred_on__gte=earliest, referred_on__lt=on
    ).exists()


@service
def decide(
    *,
    by: User,
    request: RequestForSupport,
    route: Route,
    reasons: str,
    family_words: str,
    early_help_lead: str = "",
    primary_need: str = "",
    history_not_opened_because: str = "",
) -> Decision:
    """Decide on a request once; a referral follows only where a social-care step does, or where the council's setting says."""
    _check_ready(request, route, early_help_lead, history_not_opened_because)
    children = _children(request)
    family, about = _family(by, request), matched(request)
    occasion = hold_occasion(by=by, kind=OccasionKind.DECISION, family=family)
    received_on = timezone.localtime(request.occasion.happened_at).date()
    decision = Decision.objects.create(
        request=request,
        occasion=occasion,
        route=route,
        reasons=_said(by, occasion, about, "decision_reasons", reasons),
        family_words=_said(by, occasion, about, "decision_family", family_words),
        early_help_lead=early_help_lead,
        history_not_opened_because=history_not_opened_because,
        repeat_within_12_months=referred_before(children, on=received_on),
        decided_by=by,
        decided_at=occasion.happened_at,
    )
    _refer(by, request, decision, children, received_on, primary_need)
    if request.clock:
        stop_clock(by=by, clock=request.clock)
    record_event(by=by, kind=EventKind.REQUEST_DECIDED, occasion=occasion, family=family, people=about)
    run_when_decided(by=by, decision=decision)
    return decision


def _said(by: User, occasion: Occasion, about: list[Person], question: str, words: str) -> Statement:
    return say(by=by, occasion=occasion, question=question, words=words, speaker_staff=by, about=about)


def _family(by: User, request: RequestForSupport) -> Family | None:
    """Return the family of the people who were matched, which the request itself is about from now on."""
    family = family_of(by=by, request=request) if matched(request) else None
    if family and request.occasion.family_id is None:
        request.occasion.family = family
        request.occasion.save(update_fields=["family"])
    return family


def _children(request: RequestForSupport) -> list[Person]:
    return [row.person for row in request.people.filter(is_child=True).select_related("person") if row.person]


def _check_ready(request: RequestForSupport, route: Route, lead: str, no_history_because: str) -> None:
    RequestForSupport.objects.select_for_update().get(pk=request.pk)  # one decision, even from two tabs
    if Decision.objects.filter(request=request).exists():
        raise Refused("This request has already been decided. Open it to see what was decided and why.")
    if route != Route.ADVICE and not request.people.filter(is_child=True).exists():
        raise Refused("This request names no child. Add the child first, or give advice.")
    unmatched = request.people.filter(is_child=True, person__isnull=True)
    if unmatched.exists():
        names = ", ".join(unmatched.values_list("name", flat=True))
        raise Refused(f"Find or create the record of each child first. Still to do: {names}.")
    if not request.history_openings.exists() and not no_history_because.strip():
        raise Refused("Open the history first, or say why it could not be opened.")
    if route == Route.EARLY_HELP and not lead.strip():
        raise Refused("Name who leads the early help, and where they work.")


def _refer(
    by: User, request: RequestForSupport, decision: Decision, children: list[Person], on: date, primary_need: str
) -> None:
    follows = decision.route in SOCIAL_CARE_ROUTES
    if not follows and settings.COUNCIL["referral_only_with_social_care_step"]:
        return
    for child in children:
        if Referral.objects.filter(
            child__in=one_person([child.pk]), closed_on__isnull=True, no_further_action=False
        ).exists():
            continue  # an open episode goes on; its child is not referred a second time
        Referral.objects.create(
            child=child,
            contact=request.occasion,
            referred_on=on,
            source_code=request.source_code,
            primary_need=primary_need or PrimaryNeed.N0,
            no_further_action=not follows,
        )
        if follows:
            start_clock(by=by, key="assessment", started_at=request.occasion.happened_at, person=child)
