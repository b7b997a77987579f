"""Whoever tells a family again: its records as the services have made them so far."""

from dataclasses import dataclass, field
from datetime import date

from rock.accounts.models import User
from rock.demo.council.loading import acts
from rock.practice.requests.models import Decision, Referral, RequestForSupport
from rock.records.models import Family, Person


@dataclass(slots=True)
class Player:
    """Plays the acts of one family; `users` are user keys by worker number.

    `closures` are the days on which work ended, as (day, request, child): they come with a later room, whose services will
    take this over. Until then a referral that was over is closed here, or the next one could not be made.
    """

    users: dict[int, int]
    closures: list[tuple[date, int, int]] = field(default_factory=list)
    people: dict[int, int] = field(default_factory=dict)
    requests: dict[int, int] = field(default_factory=dict)

    def close_what_is_over(self, today: date) -> None:
        """Close the referrals whose work has ended by a day."""
        while self.closures and self.closures[0][0] <= today:
            self._close(*self.closures.pop(0))

    def _close(self, day: date, request: int, child: int) -> None:
        if request in self.requests and child in self.people:
            rows = Referral.objects.filter(contact__request=self.requests[request], child=self.people[child])
            rows.update(closed_on=day)

    def user(self, number: int) -> User:
        """Return a worker's user."""
        return User.objects.get(pk=self.users[number])

    def by(self, act: acts.Act) -> User:
        """Return who acts."""
        return self.user(-1 if act.by is None else act.by)

    def person(self, number: int) -> Person:
        """Return somebody's record as it is now."""
        return Person.objects.get(pk=self.people[number])

    def request(self, number: int) -> RequestForSupport:
        """Return a request as it is now."""
        return RequestForSupport.objects.get(pk=self.requests[number])

    def decision(self, number: int) -> Decision:
        """Return the decision on a request."""
        return Decision.objects.get(request=self.requests[number])

    def family(self) -> Family:
        """Return the family that the decisions made."""
        return Family.objects.filter(occasions__request__in=self.requests.values()).distinct().get()
