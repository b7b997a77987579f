"""Who is disabled, and the rare child who dies: drawn from streams of their own, so that nothing else of a story moves."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from rock.demo.council import figures
from rock.demo.council.story.chance import birthday, weighted, working_day
from rock.demo.council.story.model import Person, Stay
from rock.demo.council.story.people import Household
from rock.demo.council.story.schedule import Planned, Sketch

# So long after a referral or a birth everything about it is written and told; a move of the last weeks is not written.
SETTLED, GROWN, LAST_MOVE = timedelta(days=90), timedelta(days=60), timedelta(days=30)


def with_disabilities(people: Iterable[Person], known: set[int], rng: Random) -> tuple[Person, ...]:
    """Return the people, some children with disabilities in census codes; those who are `known` to have one always."""
    return tuple(
        replace(one, disabilities=_disabilities(rng, disabled=one.number in known)) if one.role == "child" else one
        for one in people
    )


def _disabilities(rng: Random, *, disabled: bool) -> tuple[str, ...]:
    if rng.random() >= figures.DISABLED and not disabled:
        return ("NONE",)
    count = rng.choices((1, 2, 3), figures.DISABILITIES_EACH)[0]
    return tuple(sorted({weighted(rng, figures.DISABILITIES) for _ in range(count)}))


def with_deaths(home: Household, sketch: Sketch, rng: Random, as_at: date) -> Household:
    """Return the household, at times with a child who died while worked with and who is in no later request."""
    for place, planned in enumerate(sketch.requests):
        later = {child for one in sketch.requests[place + 1 :] for child in one.children}
        for child in planned.children:
            day = _day(planned, sketch.births[child], rng)
            if day and child not in later and day <= as_at:
                return _without(home, child, day)
    return home


def _day(planned: Planned, born: date, rng: Random) -> date | None:
    """Return the day on which a child dies within an episode, if it does and the episode lasts long enough."""
    dies, when = rng.random() < figures.DIED, rng.random()
    if not dies or planned.course is None:
        return None
    first = max(planned.course.assessed_by, planned.at.date() + SETTLED, born + GROWN)
    last = min(planned.course.closes, birthday(born, 18))
    day = working_day(first + timedelta(days=1 + int(when * max(0, (last - first).days))))
    return day if day < last else None


def _without(home: Household, child: int, day: date) -> Household:
    people = tuple(replace(one, died=day) if one.number == child else one for one in home.people)
    return replace(home, people=people, stays=tuple(_cut(home.stays, child, day)))


def _cut(stays: Iterable[Stay], child: int, day: date) -> Iterable[Stay]:
    moved = day - LAST_MOVE
    for stay in stays:
        if stay.person != child:
            yield stay
        elif stay.start <= moved:
            yield replace(stay, end=stay.end if stay.end and stay.end <= moved else day)
