"""Each invariant finds a story broken by hand, and none finds fault with the story as it was told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from rock.demo.council.invariants import problems
from rock.demo.council.story import simulate
from rock.demo.council.story.model import Episode, FamilyStory

AS_AT = date(2026, 11, 20)
DAY = timedelta(days=1)
Breaks = Callable[[FamilyStory], FamilyStory]


@cache
def told() -> tuple[FamilyStory, ...]:
    return tuple(simulate(scale=0.03, start=date(2022, 4, 1), as_at=AS_AT, seed=8))


@cache
def whole() -> FamilyStory:
    """Return a family that has been through everything: a plan that ended with reviews, a held telling, a closure."""
    for story in told():
        episode = story.episodes[0] if story.episodes else None
        request = story.requests[episode.request] if episode else None
        if episode and request and episode.closed and episode.plans and episode.plans[0].reviews and episode.cin_plans:
            person = story.people[episode.child]
            if (
                request.liaison
                and request.tellings
                and story.allocations
                and person.born
                and person.born < date(2021, 1, 1)
            ):
                return story
    raise AssertionError("no family with everything")


def first(story: FamilyStory, **changes: Any) -> FamilyStory:
    return replace(story, episodes=(replace(story.episodes[0], **changes), *story.episodes[1:]))


def asked(story: FamilyStory, **changes: Any) -> FamilyStory:
    at = story.episodes[0].request
    changed = replace(story.requests[at], **changes)
    return replace(story, requests=(*story.requests[:at], changed, *story.requests[at + 1 :]))


def request(story: FamilyStory) -> Any:
    return story.requests[story.episodes[0].request]


def plan(story: FamilyStory, **changes: Any) -> FamilyStory:
    return first(story, plans=(replace(story.episodes[0].plans[0], **changes),))


def enquiry(story: FamilyStory, **changes: Any) -> FamilyStory:
    return first(story, enquiries=(replace(story.episodes[0].enquiries[0], **changes),))


def assessment(story: FamilyStory, **changes: Any) -> FamilyStory:
    return first(story, assessments=(replace(story.episodes[0].assessments[0], **changes),))


def telling(story: FamilyStory, **changes: Any) -> FamilyStory:
    found = request(story).tellings
    return asked(story, tellings=(replace(found[0], **changes), *found[1:]))


def one(story: FamilyStory) -> Episode:
    return story.episodes[0]


def child(story: FamilyStory, **changes: Any) -> FamilyStory:
    return replace(
        story, people=tuple(replace(p, **changes) if p.number == one(story).child else p for p in story.people)
    )


def again(story: FamilyStory) -> FamilyStory:
    return replace(story, episodes=(*story.episodes, one(story)))


BROKEN: dict[str, tuple[Breaks, str]] = {
    "end before start": (lambda s: plan(s, end=s.episodes[0].plans[0].start - DAY), "not after its start"),
    "assessment backwards": (
        lambda s: assessment(s, authorised=one(s).assessments[0].start - DAY),
        "not after its start",
    ),
    "neither born nor expected": (lambda s: child(s, born=None, expected=None), "neither born nor expected"),
    "born too late": (lambda s: child(s, born=one(s).referred + 400 * DAY, expected=None), "lies before"),
    "grown up": (lambda s: child(s, born=date(1990, 1, 1)), "after the eighteenth birthday"),
    "lives before birth": (
        lambda s: replace(s, stays=(replace(s.stays[0], start=date(1900, 1, 1)), *s.stays[1:])),
        "before birth",
    ),
    "decided too soon": (
        lambda s: asked(s, decision=replace(request(s).decision, at=request(s).at - DAY)),
        "before it was made",
    ),
    "told without a decision": (lambda s: asked(s, decision=None), "before any decision"),
    "told too soon": (lambda s: telling(s, decided_at=request(s).at - 30 * DAY), "told before it was decided"),
    "held without a reason": (lambda s: telling(s, held=True, reason=""), "without reason"),
    "talked too soon": (
        lambda s: asked(s, liaison=replace(request(s).liaison, first_conversation=request(s).at - DAY)),
        "talked about before it was made",
    ),
    "not asked, no reason": (
        lambda s: asked(s, asking=replace(request(s).asking, asked=False, reason="")),
        "without asking and without a reason",
    ),
    "about nobody": (lambda s: asked(s, children=()), "about nobody"),
    "out of order": (
        lambda s: replace(s, requests=(replace(s.requests[0], at=request(s).at + 900 * DAY), *s.requests)),
        "out of order",
    ),
    "no referral": (
        lambda s: asked(s, decision=replace(request(s).decision, route="advice")),
        "no request that became a referral",
    ),
    "another day": (lambda s: first(s, referred=one(s).referred - DAY), "does not begin on the day"),
    "no episode": (lambda s: replace(s, episodes=s.episodes[1:]), "has no episode"),
    "two open episodes": (again, "two open episodes"),
    "outside the episode": (lambda s: assessment(s, start=one(s).referred - DAY), "outside its episode"),
    "closed without a reason": (lambda s: first(s, reason=""), "closure without a reason"),
    "closed with a plan open": (lambda s: plan(s, end=None), "plan still open"),
    "closed with an assessment open": (lambda s: assessment(s, authorised=None), "assessment still open"),
    "conference too soon": (
        lambda s: enquiry(s, strategy=one(s).plans[0].start + DAY),
        "before the strategy discussion",
    ),
    "conference not required": (lambda s: enquiry(s, conference_not_required=True), "not required"),
    "conference on a Sunday": (lambda s: enquiry(s, conference=date(2023, 5, 7)), "day off"),
    "plan without enquiry": (lambda s: first(s, enquiries=()), "without an initial conference"),
    "two plans at once": (
        lambda s: first(
            s, cin_plans=(replace(one(s).cin_plans[0], start=one(s).plans[0].start, end=one(s).plans[0].end),)
        ),
        "beside a protection plan",
    ),
    "review outside": (lambda s: plan(s, reviews=(one(s).plans[0].start - DAY,)), "review outside its plan"),
    "reviews out of order": (lambda s: plan(s, reviews=one(s).plans[0].reviews[:1] * 2), "out of order"),
    "too few earlier plans": (
        lambda s: first(s, plans=(one(s).plans[0], replace(one(s).plans[0], previous=0))),
        "more plans than",
    ),
    "two primaries": (lambda s: replace(s, allocations=(s.allocations[0], *s.allocations)), "two primary workers"),
    "worker outside": (
        lambda s: replace(s, allocations=(replace(s.allocations[0], start=date(2001, 1, 1)), *s.allocations[1:])),
        "outside any episode",
    ),
    "two homes": (lambda s: replace(s, stays=(s.stays[0], *s.stays)), "lives in two places"),
    "an open hidden address": (
        lambda s: replace(
            s, stays=(*s.stays, replace(s.stays[-1], person=s.stays[0].person, address=s.stays[0].address, hidden=True))
        ),
        "openly at a hidden address",
    ),
    "lives on after death": (lambda s: child(s, died=one(s).referred), "lives somewhere, or has a worker, after death"),
    "worked with after death": (lambda s: child(s, died=one(s).referred), "something happens to person"),
    "asked about after death": (lambda s: child(s, died=one(s).referred - DAY), "somebody asks for support for person"),
    "the future": (lambda s: first(s, closed=AS_AT + DAY), "lies after"),
}


def test_what_was_told_could_have_happened() -> None:
    assert len(told()) > 100
    assert [text for story in told() for text in problems(story, AS_AT)] == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_story_is_found(name: str) -> None:
    breaks, words = BROKEN[name]
    assert problems(whole(), AS_AT) == []
    assert any(words in text for text in problems(breaks(whole()), AS_AT)), problems(breaks(whole()), AS_AT)
