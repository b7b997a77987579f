"""A review: child, parents and worker say of each part of the day whether it is better, the same or harder.

What became of promises and wishes is said in the same go. Coming to meetings is no progress, and nothing here counts it.
"""

from datetime import date

from django.utils import timezone

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.practice.plans.models import Part, Plan, PlanMember, Review
from rock.practice.plans.queries.reviews import MARK, WHAT_CHANGED
from rock.practice.plans.review_facts import MarkFacts, PromiseFacts, ReviewFacts, WishFacts
from rock.practice.plans.services import common
from rock.practice.plans.services.drift import settle_gone
from rock.practice.plans.services.promises import carry_promise, close_promise, take_back_promise
from rock.practice.plans.services.review_checks import check_review
from rock.practice.visits.services.wishes import answer_wish
from rock.records.models import (
    EventKind,
    Mark,
    Occasion,
    OccasionKind,
    Person,
    Presence,
    PresenceMode,
    PromiseState,
    SlotMark,
    Source,
    Statement,
)
from rock.records.queries.people import one_person
from rock.records.services.events import record_event
from rock.records.services.occasions import hold_occasion, say

_SOURCES = {Part.CHILD: Source.CHILD, Part.PARENT: Source.PARENT, Part.NETWORK: Source.OTHER}


def since_for(plan: Plan) -> date:
    """Return the day that a new review compares with: that of the last review, or the plan's start."""
    last = Review.objects.filter(plan=plan).order_by("-occasion__happened_at").first()
    return timezone.localtime(last.occasion.happened_at).date() if last else plan.started_on


@service
def hold_review(*, by: User, plan: Plan, facts: ReviewFacts) -> Review:
    """Keep a whole review, or return the one that was kept with this key; what is refused leaves nothing behind.

    Every mark is a statement that nobody outside reads until it is shared: words as they were said, or which mark was
    chosen. Promises and wishes go through their own services, so their rules hold here too.
    """
    row = common.locked(plan)
    known = Review.objects.filter(key=facts.key).first() if facts.key else None
    if known:
        return _the_same(known, row)
    since = facts.since or since_for(row)
    check_review(row, facts, since)
    occasion = _occasion(by, row, facts)
    _keep_what_was_said(by, row, occasion, facts)
    review = Review.objects.create(
        occasion=occasion,
        plan=row,
        since=since,
        what_changed=_changed(by, row, occasion, facts.what_changed),
        next_on=facts.next_on,
        key=facts.key,
    )
    _next_review(row, facts)
    record_event(
        by=by,
        kind=EventKind.REVIEW_HELD,
        people=[row.child],
        happened_at=facts.happened_at,
        family=row.family,
        occasion=occasion,
    )
    settle_gone(by=by, children=one_person([row.child_id]))
    return review


def _keep_what_was_said(by: User, plan: Plan, occasion: Occasion, facts: ReviewFacts) -> None:
    for mark in facts.marks:
        _keep_mark(by, plan, occasion, mark)
    for promise in facts.promises:
        _what_became(by, plan, promise)
    for wish in facts.wishes:
        _answer(by, plan, wish)


def _the_same(known: Review, plan: Plan) -> Review:
    if known.plan_id != plan.pk:
        raise Refused("This review is written down already. Open a new one.")
    return known


def _occasion(by: User, plan: Plan, facts: ReviewFacts) -> Occasion:
    occasion = hold_occasion(
        by=by,
        kind=OccasionKind.REVIEW,
        happened_at=facts.happened_at,
        place=facts.place.strip(),
        family=plan.family,
    )
    occasion.signed_off_at = time.now()
    occasion.save(update_fields=["signed_off_at"])
    people = {one.person.pk for one in facts.present if one.person}
    staff = {by.pk, *(one.staff.pk for one in facts.present if one.staff)}
    names = {one.name.strip() for one in facts.present if not one.person and not one.staff}
    rows = [Presence(occasion=occasion, person_id=pk) for pk in sorted(people)]
    rows += [Presence(occasion=occasion, staff_id=pk) for pk in sorted(staff)]
    rows += [Presence(occasion=occasion, name=name) for name in sorted(names)]
    if plan.child_id not in people:
        rows.append(Presence(occasion=occasion, person_id=plan.child_id, mode=PresenceMode.SPOKEN_ABOUT))
    Presence.objects.bulk_create(rows)
    return occasion


def _keep_mark(by: User, plan: Plan, occasion: Occasion, facts: MarkFacts) -> SlotMark:
    words = facts.words.strip()
    statement = say(
        by=by,
        occasion=occasion,
        question=MARK,
        words=words or f"Chose “{Mark(facts.mark).label}”",
        speaker=facts.person,
        speaker_staff=None if facts.person else by,
        about=[plan.child],
        verbatim=bool(words),
        language=facts.language if words else "English",
    )
    return SlotMark.objects.create(
        occasion=occasion,
        child=plan.child,
        source=_source(plan, facts.person),
        person=facts.person,
        staff=None if facts.person else by,
        slot=facts.slot,
        day_kind=facts.day_kind,
        carer=facts.carer,
        mark=facts.mark,
        statement=statement,
        recorded_at=time.now(),
    )


def _source(plan: Plan, person: Person | None) -> Source:
    if person is None:
        return Source.WORKER
    member = PlanMember.objects.get(plan=plan, person=person, ends__isnull=True)
    return _SOURCES[Part(member.part)]


def _what_became(by: User, plan: Plan, facts: PromiseFacts) -> None:
    promise, became = facts.promise, facts.became
    if promise.child_id not in one_person([plan.child_id]):
        raise Refused("One of these promises was made for somebody else. Open the review again from the plan.")
    if became == PromiseState.CARRIED:
        if facts.due_on is None:
            raise Refused("Say until when the promise is carried.")
        carry_promise(by=by, promise=promise, due_on=facts.due_on, word=facts.word)
    elif became == PromiseState.TAKEN_BACK:
        who = promise.owner or promise.owner_staff or promise.owner_agency
        take_back_promise(by=by, promise=promise, who=who, words=facts.word)
    else:
        close_promise(by=by, promise=promise, state=became, word=facts.word)


def _answer(by: User, plan: Plan, facts: WishFacts) -> None:
    if facts.wish.child_id not in one_person([plan.child_id]):
        raise Refused("One of these wishes is another child’s. Open the review again from the plan.")
    answer_wish(by=by, wish=facts.wish, words=facts.words, promise=facts.promise)


def _changed(by: User, plan: Plan, occasion: Occasion, words: str) -> Statement | None:
    if not words.strip():
        return None
    return say(
        by=by,
        occasion=occasion,
        question=WHAT_CHANGED,
        words=words.strip(),
        speaker_staff=by,
        about=[plan.child],
        verbatim=False,
    )


def _next_review(plan: Plan, facts: ReviewFacts) -> None:
    """Set the plan's next review, unless a later one has done so already."""
    later = Review.objects.filter(plan=plan, occasion__happened_at__gt=facts.happened_at)
    if not later.exists():
        plan.review_on = facts.next_on
        plan.save(update_fields=["review_on"])
