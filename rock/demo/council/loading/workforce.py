"""Workers become users with roles, pods with circles, and posts; nobody has a password."""

from collections.abc import Iterable
from datetime import date

from rock.accounts.models import RoleHolding, User
from rock.accounts.roles import Role
from rock.core.services import SYSTEM
from rock.core.time import add_months
from rock.demo.council.loading.writing.family import PodKeys
from rock.demo.council.story.model import Worker
from rock.demo.council.story.roster import HUB
from rock.practice.requests.services.handling import hub
from rock.reach.models import CircleMember
from rock.reach.role_circles import sync_role_circles
from rock.teams.models import Pod, Post, PostTitle
from rock.teams.services.pods import make_pod

POD_NAMES = [
    "Lighthouse",
    "Marram",
    "Sandpiper",
    "Causeway",
    "Gannet",
    "Harbour",
    "Samphire",
    "Driftwood",
    "Lapwing",
    "Curlew",
    "Breakwater",
    "Oystercatcher",
    "Beacon",
    "Seagrass",
    "Kittiwake",
    "Anchorage",
    "Shingle",
    "Fulmar",
    "Dunlin",
    "Tidewater",
    "Sandbar",
    "Heron",
    "Limpet",
    "Bladderwrack",
    "Turnstone",
]
TITLES = {"pod manager": PostTitle.MANAGER, "senior social worker": PostTitle.SENIOR}
ROLES = {"hub worker": Role.HUB_WORKER, "hub manager": Role.HUB_MANAGER, "pod manager": Role.TEAM_MANAGER}
FIRST_YEAR = 12


def make_workforce(workers: Iterable[Worker], today: date) -> tuple[dict[int, int], dict[int, PodKeys], int]:
    """Return the keys of users by worker, of pods by number, and of the hub's circle, all made."""
    everyone = tuple(workers)
    users = User.objects.bulk_create(_user(one) for one in everyone)
    by_number = {one.number: user for one, user in zip(everyone, users, strict=True)}
    RoleHolding.objects.bulk_create(
        RoleHolding(user=by_number[one.number], role=role, starts=starts, ends=ends)
        for one in everyone
        for role, starts, ends in _roles(one, today)
    )
    sync_role_circles()
    pods = {number: _pod(number, [one for one in everyone if one.pod == number]) for number in _pods(everyone)}
    Post.objects.bulk_create(_post(one, pods[one.pod], by_number[one.number]) for one in everyone if one.pod != HUB)
    CircleMember.objects.bulk_create(
        CircleMember(circle=pods[one.pod].circle, user=by_number[one.number], starts=one.start, ends=one.end)
        for one in everyone
        if one.pod != HUB
    )
    keys = {number: PodKeys(pod.pk, pod.circle_id) for number, pod in pods.items()}
    return {number: user.pk for number, user in by_number.items()}, keys, hub().pk


def _user(one: Worker) -> User:
    email = f"{one.given}.{one.family}.{one.number}@staff.example.org".lower()
    facts = {"name": f"{one.given} {one.family}", "phone": f"01632 960{one.number % 1000:03d}", "password": "!"}
    return User(email=email, is_active=one.end is None, **facts)  # "!": no password opens it


def _roles(one: Worker, today: date) -> list[tuple[Role, date, date | None]]:
    """Return the roles of a worker from day to day; the newly qualified become social workers after a year."""
    role = ROLES.get(one.role, Role.SOCIAL_WORKER)
    turn = add_months(one.start, FIRST_YEAR)
    if not one.newly_qualified:
        return [(role, one.start, one.end)]
    if min(one.end or date.max, today) <= turn:
        return [(Role.NEWLY_QUALIFIED, one.start, one.end)]
    return [(Role.NEWLY_QUALIFIED, one.start, turn), (role, turn, one.end)]


def _pods(everyone: Iterable[Worker]) -> list[int]:
    return sorted({one.pod for one in everyone if one.pod != HUB})


def _pod(number: int, people: list[Worker]) -> Pod:
    name = POD_NAMES[number - 1] if number <= len(POD_NAMES) else f"Pod {number}"
    return make_pod(by=SYSTEM, name=name, service_name="Work with families", starts=min(one.start for one in people))


def _post(one: Worker, pod: Pod, user: User) -> Post:
    title = TITLES.get(one.role, PostTitle.NEWLY_QUALIFIED if one.newly_qualified else PostTitle.SOCIAL_WORKER)
    return Post(pod=pod, user=user, title=title, starts=one.start, ends=one.end)
