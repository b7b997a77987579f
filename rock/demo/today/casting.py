"""The demo's staff take the places of workers of the story, with the children and the past that go with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rock.accounts.faces import show_face
from rock.accounts.models import User
from rock.core.services import SYSTEM
from rock.core.time import add_months
from rock.demo.council.story import workers
from rock.demo.council.story.model import Worker
from rock.demo.council.story.roster import HUB
from rock.demo.models import Council
from rock.demo.people import person
from rock.demo.portraits import LOOKS, portrait_of
from rock.demo.services import make_demo_people
from rock.teams.models import Allocation, AllocationKind, Pod, Post, PostTitle

LIGHT = 15


@dataclass(frozen=True)
class Cast:
    """The demo's people as users by key, the pod of its social worker, and a colleague there who knows her families."""

    users: dict[str, User]
    pod: Pod
    second: User


def cast(council: Council) -> Cast:
    """Give workers of the council the names of the demo's people, and make users of the others."""
    everyone = workers(scale=council.scale, start=council.start, as_at=council.as_at, seed=council.seed)
    here = [one for one in everyone if one.end is None]
    pod = _pod(here, council.as_at)
    places = {
        "hub_worker": _first(one for one in here if one.role == "hub worker"),
        "hub_manager": _first(one for one in here if one.role == "hub manager"),
        "team_manager": _first(one for one in here if one.pod == pod and one.role == "pod manager"),
        "newly_qualified": _first(one for one in here if one.pod == pod and _in_first_year(one, council.as_at)),
    }
    others = [one for one in here if one.pod == pod and one.role == "social worker" and one not in places.values()]
    places["social_worker"] = min(others, key=lambda one: (abs(_children(council, one) - LIGHT), one.number))
    for key, worker in places.items():
        _take_place(key, council.users[str(worker.number)])
    users = make_demo_people(by=SYSTEM)
    for key, look in LOOKS.items():
        show_face(by=users[key], user=users[key], content=portrait_of(look))
    post = Post.objects.select_related("pod").get(user=users["social_worker"], ends__isnull=True)
    seconds = Post.objects.filter(pod=post.pod, title=PostTitle.SENIOR, ends__isnull=True).select_related("user")
    return Cast(users, post.pod, seconds.order_by("pk")[0].user)


def _first(found: Iterable[Worker]) -> Worker:
    return next(iter(found))


def _pod(here: list[Worker], today: date) -> int:
    """Return a pod with a manager and somebody in their first year."""
    managed = {one.pod for one in here if one.role == "pod manager"}
    return _first(one for one in here if one.pod != HUB and one.pod in managed and _in_first_year(one, today)).pod


def _in_first_year(one: Worker, today: date) -> bool:
    return one.newly_qualified and add_months(one.start, 12) > today


def _children(council: Council, one: Worker) -> int:
    standing = Allocation.objects.filter(kind=AllocationKind.PRIMARY, ends__isnull=True)
    return standing.filter(worker=council.users[str(one.number)]).count()


def _take_place(key: str, user: int) -> None:
    one = person(key)
    if one is None:
        raise LookupError(f"the demo has nobody called {key}")
    User.objects.filter(pk=user).update(name=one.name, email=one.email)
