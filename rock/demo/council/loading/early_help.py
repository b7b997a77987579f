"""Early help after an assessment: where it ends as not in need, but for early help, the same worker stays for some weeks."""

from dataclasses import replace
from datetime import date, timedelta

from rock.demo.council.story.chance import birthday, stream, working_day
from rock.demo.council.story.model import Allocation, Episode, FamilyStory, Worker
from rock.practice.requests.models import ClosureReason

WEEKS, SHORTEST = (12, 26), timedelta(days=28)


def leads_there(episode: Episode) -> bool:
    """Return whether an episode ended with its assessment, for early help."""
    return episode.in_need is False and episode.reason == ClosureReason.RC9


def stays(story: FamilyStory, workers: dict[int, Worker], today: date, seed: int) -> tuple[Allocation, ...]:
    """Return the allocations of a family, those longer after which the worker stays for early help."""
    return tuple(_longer(story, one, workers, today, seed) for one in story.allocations)


def _longer(story: FamilyStory, one: Allocation, workers: dict[int, Worker], today: date, seed: int) -> Allocation:
    ended = (each for each in story.episodes if each.child == one.child and each.closed == one.end)
    episode = next((each for each in ended if leads_there(each)), None)
    if episode is None or one.end is None:
        return one
    until = _until(story, episode, one.end, seed)
    leaves = workers[one.worker].end or date.max
    if min(until, leaves) - one.end < SHORTEST:
        return one
    return replace(one, end=None if min(until, leaves) > today else min(until, leaves))


def _until(story: FamilyStory, episode: Episode, closed: date, seed: int) -> date:
    """Return when the early help ends: after its weeks, on the day of another referral, at the latest on the 18th birthday."""
    rng = stream(seed, f"early help {episode.request}", story.number * 8 + episode.child)
    planned = working_day(closed + timedelta(weeks=rng.randint(*WEEKS)))
    person = story.people[episode.child]
    last = min(birthday(person.born, 18) if person.born else date.max, person.died or date.max)
    again = (one.referred for one in story.episodes if one.child == episode.child and one.referred >= closed)
    return min(planned, last, *again)
