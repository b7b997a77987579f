"""A child whom a worker reaches with her pod, her manager, a hub manager and a worker of another team."""

from dataclasses import dataclass
from datetime import date

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.reach.models import Capacity
from rock.records.models import Person
from tests.support import factories as make
from tests.support.shared import shared


@dataclass
class Town:
    """Ama Ashdown and those who work, or do not work, with her."""

    ama: Person
    worker: User
    manager: User
    hub: User
    other: User


@shared
def town() -> Town:
    ama = make.person("Ama", born=date(2016, 5, 3))
    worker = make.staff_user(Role.SOCIAL_WORKER, "Wendy Worker")
    manager = make.staff_user(Role.TEAM_MANAGER, "Tess Thornber")
    hub = make.staff_user(Role.HUB_MANAGER, "Mo Oyelaran")
    other = make.staff_user(Role.SOCIAL_WORKER, "Otto Other")
    make.grant(make.circle("pod:north", [worker, manager]), ama, capacity=Capacity.POD)
    return Town(ama, worker, manager, hub, other)
