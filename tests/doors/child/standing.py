"""A child with a worker, a pod and a manager on duty, for the tests of the child's page."""

from datetime import datetime
from zoneinfo import ZoneInfo

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.doors.child.services import opening
from rock.records.models import Person
from rock.teams.models import Allocation, AllocationKind
from rock.teams.services.pods import make_pod
from tests.support import factories as make

LONDON = ZoneInfo("Europe/London")
TUESDAY_AT_TWO = datetime(2026, 5, 12, 14, 0, tzinfo=LONDON)
SUNDAY_AT_NINE = datetime(2026, 5, 17, 21, 0, tzinfo=LONDON)


class Home:
    """Kai, 9, with Dee (mother) and Ray (father); Ama works with him, Kit knows him, Jas is the hub's manager."""

    def __init__(self, *, age: int = 9) -> None:
        self.kai = make.person("Kai", "Quillfeather", born=time.add_months(time.today(), -12 * age - 6))
        self.dee, self.ray = make.person("Dee", "Quillfeather"), make.person("Ray", "Quillfeather")
        for parent in (self.dee, self.ray):
            make.parent([self.kai], parent)
        self.family = make.family("Quillfeather", children=[self.kai], adults=[self.dee, self.ray])
        self.ama = make.staff_user(Role.SOCIAL_WORKER, "Ama Rahman", email="ama@example.org")
        self.kit = make.staff_user(Role.SOCIAL_WORKER, "Kit Moss", email="kit@example.org")
        self.jas = make.staff_user(Role.HUB_MANAGER, "Jas Bright", email="jas@example.org")
        self.pod = make_pod(by=self.jas, name="North", service_name="Families", starts=make.LONG_AGO)
        for worker, kind in ((self.ama, AllocationKind.PRIMARY), (self.kit, AllocationKind.SECOND)):
            self.allocate(worker, kind)
            make.grant(worker, [self.kai, self.dee, self.ray])

    def allocate(self, worker: User, kind: AllocationKind) -> None:
        Allocation.objects.create(
            child=self.kai, family=self.family, pod=self.pod, worker=worker, kind=kind, starts=make.LONG_AGO
        )

    def card(self, child: Person | None = None) -> tuple[int, str]:
        """Return the number and the words of a new card."""
        card, words = opening.give_card(by=self.ama, person=child or self.kai)
        return card.pk, words
