"""One story of the council, family by family, from a seed: pure, streaming, the same for the same seed and dates.

First the schedule runs through all days and says which family asks when; then each family is told in full from streams of its
own (see `chance`). Three earlier years are run as well, so that on the first day there are families being worked with; of
those years only families that are still of the story are told.

Left out, as in what Blackpool publishes: referrals that end with no further action. It has none; each referral is assessed.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache

from rock.core.time import add_months
from rock.demo.council import figures
from rock.demo.council.grammar import Said
from rock.demo.council.story.asking import BY_ANOTHER, Memory, Part, Telephonist, age_of
from rock.demo.council.story.chance import stream, weighted, working_day
from rock.demo.council.story.desk import Desk
from rock.demo.council.story.episodes import Clerk
from rock.demo.council.story.health import with_deaths, with_disabilities
from rock.demo.council.story.model import Allocation, Episode, FamilyStory, Person, Request, Worker
from rock.demo.council.story.people import Household, Maker
from rock.demo.council.story.roster import HUB, Roster, known
from rock.demo.council.story.schedule import Planned, Schedule, Sketch

EARLIER_YEARS = 3
PARTS: tuple[Part, ...] = ("requests", "hub", "told", "liaison", "assessments")


@cache
def _everyone(scale: float, start: date, as_at: date, seed: int) -> tuple[Worker, ...]:
    return Roster(scale=scale, start=add_months(start, -12 * EARLIER_YEARS), until=as_at, seed=seed).run()


def workers(*, scale: float, start: date, as_at: date, seed: int) -> tuple[Worker, ...]:
    """Return everyone who works in the story, by number; those who left before `start` may have begun its oldest work."""
    everyone = _everyone(scale, start, as_at, seed)
    return tuple(known(everyone, add_months(start, -12 * EARLIER_YEARS), as_at))


def simulate(*, scale: float, start: date, as_at: date, seed: int) -> Iterator[FamilyStory]:
    """Yield every family of the council, in the order of first asking; scale 1 is about 2,700 referrals of children a year."""
    begin = add_months(start, -12 * EARLIER_YEARS)
    sketches = Schedule(scale=scale, start=begin, until=as_at, seed=seed).run()
    teller = Teller(_everyone(scale, start, as_at, seed), begin, as_at, seed)
    for sketch in sketches:
        if sketch.busy_until >= start:
            yield teller.tell(sketch)


class Teller:
    """Tells the stories of families one after the other."""

    def __init__(self, everyone: tuple[Worker, ...], begin: date, as_at: date, seed: int) -> None:
        self.desk = Desk(everyone, begin, as_at)
        self.hub = tuple(one.number for one in everyone if one.pod == HUB and one.role == "hub worker")
        self.manager = next(one.number for one in everyone if one.role == "hub manager")
        self.memory = Memory({part: Said() for part in PARTS})
        self.as_at, self.seed = as_at, seed

    def tell(self, sketch: Sketch) -> FamilyStory:
        """Return a family's story to the as-at date."""
        self.memory.begin_family()
        first = sketch.requests[0]
        usual = self._usual(sketch.number, first)
        people = Maker(
            stream(self.seed, "people", sketch.number), sketch.number, sketch.births, first.at.date(), self.as_at
        )
        home = people.household(unsafe=usual in BY_ANOTHER)
        home = with_deaths(home, sketch, stream(self.seed, "deaths", sketch.number), self.as_at)
        streams = {part: stream(self.seed, part, sketch.number) for part in PARTS}
        phone = Telephonist(home, streams, self.memory, self.hub, self.manager, self.as_at)
        clerk = Clerk(stream(self.seed, "episodes", sketch.number), phone, self.memory, self.as_at)
        requests: list[Request] = []
        episodes: list[Episode] = []
        allocations: list[Allocation] = []
        disabled: set[int] = set()
        for number, planned in enumerate(sketch.requests):
            focus = self._focus(home, planned)
            request = phone.request(number, planned, focus, phone.worry(planned, focus, usual))
            requests.append(request)
            disabled |= {focus.number} if request.worry == "disability" else set()
            if planned.course and request.decision:
                episodes += clerk.episodes(request, planned.course, sketch.births)
                allocations += self._allocate(sketch, planned, episodes, allocations)
        carer = home.people[home.carer]
        stories = (tuple(requests), tuple(episodes), tuple(allocations))
        adults = (home.carer, home.other)
        everyone = with_disabilities(home.people, disabled, stream(self.seed, "disabilities", sketch.number))
        return FamilyStory(sketch.number, carer.family, everyone, home.stays, home.ties, *stories, *adults)

    def _usual(self, number: int, first: Planned) -> str:
        kind = {"6": "police", "2A": "school"}.get(first.source, "other")
        return weighted(stream(self.seed, "worries", number), figures.WORRIES[kind])

    def _focus(self, home: Household, planned: Planned) -> Person:
        """Return the child of whom the words speak: one who is born, if any is; the oldest for a young person’s own voice."""
        born = [child for child in planned.children if age_of(home.people[child], planned.at.date()) is not None]
        if planned.source == "1C" and born:
            return home.people[born[0]]
        return home.people[(born or planned.children)[planned.at.minute % len(born or planned.children)]]

    def _allocate(
        self, sketch: Sketch, planned: Planned, episodes: list[Episode], before: list[Allocation]
    ) -> list[Allocation]:
        if planned.course is None:
            return []
        former = next((one.worker for one in reversed(before) if one.role == "primary"), None)
        start = working_day(planned.decided.date())
        new = [one for one in episodes if one.request == sketch.requests.index(planned)]
        ends = {one.child: one.closed for one in new}
        found = self.desk.allocate(planned.children, start, planned.course.closes, former)
        return [cut for one in found if (cut := _ended(one, ends[one.child]))]


def _ended(one: Allocation, closed: date | None) -> Allocation | None:
    """Return the allocation no longer than the child's episode, which may end sooner than its brothers' and sisters'."""
    if closed is None or (one.end and one.end <= closed):
        return one
    return Allocation(one.child, one.worker, one.role, one.start, closed, "work ended") if one.start < closed else None


__all__ = ["FamilyStory", "Worker", "simulate", "workers"]
