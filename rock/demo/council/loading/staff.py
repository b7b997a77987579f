"""Who is at work on a day, out of the workers of the story."""

from collections.abc import Iterable
from datetime import date

from rock.demo.council.story.model import Worker
from rock.demo.council.story.roster import CASE_HOLDING, HUB


class Staff:
    """The workers by number, pod and day; an end is the first day without them."""

    def __init__(self, workers: Iterable[Worker]) -> None:
        self.by_number = {one.number: one for one in workers}
        everyone = self.by_number.values()
        self.hub = tuple(one.number for one in everyone if one.pod == HUB and one.role == "hub worker")
        self.hub_manager = next(one.number for one in everyone if one.role == "hub manager")
        self.pods: dict[int, list[Worker]] = {}
        for one in everyone:
            if one.pod != HUB:
                self.pods.setdefault(one.pod, []).append(one)

    def manager(self, pod: int, day: date) -> int:
        """Return the pod's manager on a day; while there is none, the hub's."""
        here = (one.number for one in self._here(pod, day) if one.role not in CASE_HOLDING)
        return next(here, self.hub_manager)

    def name(self, number: int | None) -> str:
        """Return a worker's name; nothing where nobody is meant."""
        one = self.by_number.get(-1 if number is None else number)
        return f"{one.given} {one.family}" if one else ""

    def team_manager(self, pod: int, day: date) -> int | None:
        """Return who authorises what the pod wrote: its manager, or another pod's; None while there is none at all."""
        near = [pod, *(one for one in sorted(self.pods) if one != pod)]
        managers = (one.number for at in near for one in self._here(at, day) if one.role not in CASE_HOLDING)
        return next(managers, None)

    def second(self, pod: int, day: date, *, beside: int, wanted: int | None) -> Worker | None:
        """Return a second person of the pod beside a worker: the one wanted, a colleague, the manager; None if there is none."""
        here = [one for one in self._here(pod, day) if one.number != beside]
        colleagues = sorted(here, key=lambda one: (one.number != wanted, one.role not in CASE_HOLDING, one.number))
        return colleagues[0] if colleagues else None

    def next_arrival(self, pod: int, after: date) -> date | None:
        """Return the next day on which somebody joins the pod."""
        return min((one.start for one in self.pods[pod] if one.start > after), default=None)

    def _here(self, pod: int, day: date) -> list[Worker]:
        return [one for one in self.pods[pod] if one.start <= day and (one.end is None or one.end > day)]
