"""States that the services could not have made: each check yields a plain sentence for each that it finds."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from rock.core.time import is_working_day
from rock.demo.council.story.chance import birthday
from rock.demo.council.story.model import REFERRED, Allocation, Episode, FamilyStory, Person, ProtectionPlan

PREGNANCY = timedelta(days=300)


def problems(story: FamilyStory, as_at: date | None = None) -> list[str]:
    """Return what is wrong with a family's story; with a date also whatever lies after it."""
    found = [f"family {story.number}: {text}" for check in CHECKS for text in check(story)]
    if as_at:
        found += [
            f"family {story.number}: {what} on {day} lies after {as_at}" for what, day in days(story) if day > as_at
        ]
    return found


def days(story: FamilyStory) -> Iterator[tuple[str, date]]:
    """Yield everything that happened, with its day; targets and days to look again are not happenings."""
    for request in story.requests:
        yield "a request", request.at.date()
        if request.decision:
            yield "a decision", request.decision.at.date()
        if request.liaison:
            yield "a first conversation", request.liaison.first_conversation.date()
        for telling in request.tellings:
            yield "a decision to tell", telling.decided_at.date()
            if telling.told_at:
                yield "a telling", telling.told_at.date()
    for stay in story.stays:
        yield "a move", stay.start
    for person in story.people:
        if person.born:
            yield "a birth", person.born
        if person.died:
            yield "a death", person.died
    for allocation in story.allocations:
        yield "an allocation", allocation.start
    for episode in story.episodes:
        yield from episode_days(episode)


def episode_days(episode: Episode) -> Iterator[tuple[str, date]]:
    """Yield everything that happened in an episode, with its day."""
    found: list[tuple[str, date | None]] = [("a referral", episode.referred), ("a closure", episode.closed)]
    for assessment in episode.assessments:
        found += [("an assessment", assessment.start), ("an authorisation", assessment.authorised)]
    for cin in episode.cin_plans:
        found += [("a CIN plan", cin.start), ("the end of a CIN plan", cin.end)]
    for enquiry in episode.enquiries:
        found += [("a strategy discussion", enquiry.strategy), ("a conference", enquiry.conference)]
    for plan in episode.plans:
        found += [("a protection plan", plan.start), ("the end of a protection plan", plan.end)]
        found += [("a review", review) for review in plan.reviews]
    yield from ((what, day) for what, day in found if day)


def _intervals(story: FamilyStory) -> Iterator[str]:
    spans: list[tuple[str, date, date | None]] = [("a stay", stay.start, stay.end) for stay in story.stays]
    spans += [("an allocation", one.start, one.end) for one in story.allocations]
    for episode in story.episodes:
        spans += [("a CIN plan", one.start, one.end) for one in episode.cin_plans]
        spans += [("a protection plan", one.start, one.end) for one in episode.plans]
        spans += [
            ("an assessment", one.start, one.authorised + timedelta(days=1))
            for one in episode.assessments
            if one.authorised
        ]
        spans.append(("an episode", episode.referred, episode.closed and episode.closed + timedelta(days=1)))
    yield from (
        f"{what} ends on {end}, not after its start {start}" for what, start, end in spans if end and end <= start
    )


def _births(story: FamilyStory) -> Iterator[str]:
    people = {person.number: person for person in story.people}
    for person in story.people:
        if person.born is None and person.expected is None:
            yield f"person {person.number} is neither born nor expected"
    for episode in story.episodes:
        child = people[episode.child]
        earliest = _earliest(child)
        for what, day in episode_days(episode):
            if day < earliest:
                yield f"{what} of child {child.number} on {day} lies before {earliest}"
            if child.born and day > birthday(child.born, 18):
                yield f"{what} of child {child.number} on {day} lies after the eighteenth birthday"
    for stay in story.stays:
        born = people[stay.person].born
        if born is None or stay.start < born:
            yield f"person {stay.person} lives somewhere before birth"


def _earliest(child: Person) -> date:
    if child.expected:
        return child.expected - PREGNANCY
    return child.born or date.max


def _decisions(story: FamilyStory) -> Iterator[str]:
    for request in story.requests:
        decision = request.decision
        if decision is None:
            if request.tellings or request.liaison:
                yield f"request {request.number} was told or talked about before any decision"
            continue
        if decision.at < request.at:
            yield f"request {request.number} was decided before it was made"
        for telling in request.tellings:
            if telling.decided_at < decision.at or (telling.told_at and telling.told_at < telling.decided_at):
                yield f"request {request.number} was told before it was decided"
            if telling.held and not (telling.reason and telling.manager is not None and telling.review_on):
                yield f"request {request.number} holds a telling without reason, manager or day to look again"
        if request.liaison and request.liaison.first_conversation < request.at:
            yield f"request {request.number} was talked about before it was made"


def _asking(story: FamilyStory) -> Iterator[str]:
    for request in story.requests:
        if not request.asking.asked and not request.asking.reason:
            yield f"request {request.number} was sent without asking and without a reason"
        if not request.children:
            yield f"request {request.number} is about nobody"
    for one, other in pairwise(request.at for request in story.requests):
        if other < one:
            yield "requests are out of order"


def _referrals(story: FamilyStory) -> Iterator[str]:
    referred = {(request.number, child): request for request in story.requests for child in request.children}
    seen: set[tuple[int, int]] = set()
    for episode in story.episodes:
        key = (episode.request, episode.child)
        request = referred.get(key)
        if request is None or request.decision is None or request.decision.route not in REFERRED:
            yield f"an episode of child {episode.child} comes from no request that became a referral"
        elif request.at.date() != episode.referred:
            yield f"an episode of child {episode.child} does not begin on the day of its request"
        seen.add(key)
    for key, request in referred.items():
        if request.decision and request.decision.route in REFERRED and key not in seen:
            yield f"child {key[1]} was referred by request {key[0]} and has no episode"


def _open_twice(story: FamilyStory) -> Iterator[str]:
    by_child: defaultdict[int, list[Episode]] = defaultdict(list)
    for episode in story.episodes:
        by_child[episode.child].append(episode)
    for child, episodes in by_child.items():
        for one, other in pairwise(sorted(episodes, key=lambda each: each.referred)):
            if one.closed is None or other.referred < one.closed:
                yield f"child {child} is in two open episodes on {other.referred}"


def _inside(story: FamilyStory) -> Iterator[str]:
    for episode in story.episodes:
        for what, day in episode_days(episode):
            if day < episode.referred or (episode.closed and day > episode.closed):
                yield f"{what} of child {episode.child} on {day} lies outside its episode"
        if bool(episode.closed) != bool(episode.reason):
            yield f"an episode of child {episode.child} has a closure without a reason, or a reason without a closure"
        if episode.closed and None in [*(one.end for one in episode.plans), *(one.end for one in episode.cin_plans)]:
            yield f"an episode of child {episode.child} closed with a plan still open"
        if episode.closed and any(one.authorised is None for one in episode.assessments):
            yield f"an episode of child {episode.child} closed with an assessment still open"


def _protection(story: FamilyStory) -> Iterator[str]:
    for episode in story.episodes:
        conferences = {one.conference for one in episode.enquiries if one.conference}
        for enquiry in episode.enquiries:
            if enquiry.conference and enquiry.conference < enquiry.strategy:
                yield f"child {episode.child} had a conference before the strategy discussion"
            if enquiry.conference and enquiry.conference_not_required:
                yield f"child {episode.child} had a conference that was not required"
            if enquiry.conference and not is_working_day(enquiry.conference):
                yield f"child {episode.child} had a conference on a day off"
        for plan in episode.plans:
            if plan.start not in conferences:
                yield f"child {episode.child} has a protection plan without an initial conference and enquiry"
            yield from _reviews(episode.child, plan)
            for cin in episode.cin_plans:
                if _overlap((plan.start, plan.end), (cin.start, cin.end)):
                    yield f"child {episode.child} has a CIN plan beside a protection plan"


def _reviews(child: int, plan: ProtectionPlan) -> Iterator[str]:
    if list(plan.reviews) != sorted(set(plan.reviews)):
        yield f"child {child} has reviews out of order"
    if any(day <= plan.start or (plan.end and day > plan.end) for day in plan.reviews):
        yield f"child {child} has a review outside its plan"


def _second_plans(story: FamilyStory) -> Iterator[str]:
    counts: defaultdict[int, int] = defaultdict(int)
    for episode in sorted(story.episodes, key=lambda each: each.referred):
        for plan in episode.plans:
            if plan.previous < counts[episode.child]:
                yield f"child {episode.child} has had more plans than its plan says"
            counts[episode.child] += 1


def _primaries(story: FamilyStory) -> Iterator[str]:
    runs: defaultdict[tuple[int, str], list[Allocation]] = defaultdict(list)
    for one in story.allocations:
        runs[one.child, one.role].append(one)
    for (child, role), found in runs.items():
        for one, other in pairwise(sorted(found, key=lambda each: each.start)):
            if one.end is None or other.start < one.end:
                yield f"child {child} has two {role} workers on {other.start}"
    for one in story.allocations:
        if not any(_holds(episode, one) for episode in story.episodes if episode.child == one.child):
            yield f"child {one.child} has a worker from {one.start} outside any episode"


def _holds(episode: Episode, one: Allocation) -> bool:
    return episode.referred <= one.start and (
        episode.closed is None or (one.end is not None and one.end <= episode.closed)
    )


def _homes(story: FamilyStory) -> Iterator[str]:
    homes: defaultdict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for stay in story.stays:
        homes[stay.person].append((stay.start, stay.end))
    for person, found in homes.items():
        if any(_overlap(one, other) for one, other in pairwise(sorted(found, key=lambda span: span[0]))):
            yield f"person {person} lives in two places"
    hidden = {stay.address for stay in story.stays if stay.hidden}
    if any(stay.address in hidden and not stay.hidden for stay in story.stays):
        yield "somebody lives openly at a hidden address"


def _deaths(story: FamilyStory) -> Iterator[str]:
    for person in story.people:
        died = person.died
        if died is None:
            continue
        spans = [(one.start, one.end) for one in story.stays if one.person == person.number]
        spans += [(one.start, one.end) for one in story.allocations if one.child == person.number]
        episodes = [one for one in story.episodes if one.child == person.number]
        if any(end is None or end > died for _start, end in spans):
            yield f"person {person.number} lives somewhere, or has a worker, after death"
        if any(day > died for one in episodes for _what, day in episode_days(one)) or any(
            e.closed is None for e in episodes
        ):
            yield f"something happens to person {person.number} after death"
        if any(person.number in one.children and one.at.date() > died for one in story.requests):
            yield f"somebody asks for support for person {person.number} after death"


def _overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    return one[0] < (other[1] or date.max) and other[0] < (one[1] or date.max)


CHECKS: Sequence[Callable[[FamilyStory], Iterator[str]]] = (
    _intervals,
    _births,
    _decisions,
    _asking,
    _referrals,
    _open_twice,
    _inside,
    _protection,
    _second_plans,
    _primaries,
    _homes,
    _deaths,
)
