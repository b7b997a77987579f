"""Which pages are measured, by whom, and with which real records."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.urls import reverse

from rock.accounts.models import RoleHolding, User
from rock.accounts.roles import Role
from rock.doors.child.models import ChildPage
from rock.doors.family.models import DoorHolder
from rock.practice.assessments.models import Assessment
from rock.practice.plans.models import Plan, PlanMember
from rock.practice.requests.models import RequestForSupport
from rock.practice.requests.services.handling import hub, open_history
from rock.reach.models import CircleMember
from rock.records.models import PersonName
from rock.teams.models import Allocation, AllocationKind
from rock.teams.queries.children import standing_allocations
from tests.support.sessions import session_key


@dataclass(frozen=True)
class Measured:
    """One page of the mix: its addresses are asked for in turn, with one signed-in session (or none)."""

    name: str
    urls: list[str] = field(default_factory=list)
    cookie: str = ""


def sign_in(user: User) -> str:
    """Return the cookie of a real session of the user."""
    return f"{settings.SESSION_COOKIE_NAME}={session_key(user)}"


def hub_manager() -> User:
    """Return somebody who manages the hub, made if the council has none."""
    found = User.objects.filter(role_holdings__role=Role.HUB_MANAGER, role_holdings__ends__isnull=True).first()
    if found is None:
        found = User.objects.create_user("bench.hub@example.org", name="Bench Hub")
        RoleHolding.objects.create(user=found, role=Role.HUB_MANAGER, starts="2018-01-01")
    CircleMember.objects.get_or_create(circle=hub(), user=found, ends=None, defaults={"starts": "2018-01-01"})
    return found


def busiest_worker() -> User:
    """Return the worker with the most children today."""
    rows = standing_allocations().filter(kind=AllocationKind.PRIMARY).values("worker")
    row = rows.annotate(children=Count("pk")).order_by("-children", "worker").first()
    if row is None:
        raise SystemExit("The council has no allocations to measure with.")
    return User.objects.get(pk=row["worker"])


def searches(count: int = 20) -> Iterator[str]:
    """Yield searches by names that exist, each with a letter left out."""
    rows = PersonName.objects.exclude(family_name="").order_by("pk")
    step = max(1, rows.count() // count)
    for name in rows[: step * count : step]:
        typed = f"{name.given_name} {name.family_name[:-2]}{name.family_name[-1:]}"
        yield f"{reverse('families:search')}?reason=work&name={typed.replace(' ', '+')}"


def pages() -> list[Measured]:
    """Return the mix for the council in the database."""
    manager, worker = hub_manager(), busiest_worker()
    at_hub, at_work = sign_in(manager), sign_in(worker)
    allocations = list(standing_allocations().filter(worker=worker, kind=AllocationKind.PRIMARY)[:10])
    requests = _requests(manager)
    return [
        Measured("bare", [reverse("bench_bare")], at_work),
        Measured("board", [reverse("requests:board")], at_hub),
        Measured("request", [reverse("requests:request", args=[row.reference]) for row in requests], at_hub),
        Measured("history", [reverse("requests:history", args=[row.reference]) for row in requests], at_hub),
        Measured("family", [reverse("families:family", args=[row.family_id]) for row in allocations], at_work),
        Measured("person", [reverse("families:person", args=[row.child_id]) for row in allocations], at_work),
        Measured("search", list(searches()), at_work),
        Measured("my children", [reverse("teams:my_children")], at_work),
        *_with_the_family(allocations, at_work),
        *_doors(),
        Measured("public form", [reverse("public:start")]),
    ]


def _requests(manager: User) -> list[RequestForSupport]:
    from rock.practice.requests.queries.board import open_requests_for

    rows = open_requests_for(manager).filter(people__person__isnull=False).order_by("-pk").distinct()[:10]
    for row in rows:
        if not row.history_openings.filter(opened_by=manager).exists():
            open_history(by=manager, request=row, people_found=0)
    return list(rows)


def _with_the_family(allocations: list[Allocation], cookie: str) -> list[Measured]:
    """Return the pages of work with a family, for children of the worker who have what they show."""
    children, families = [row.child_id for row in allocations], [row.family_id for row in allocations]
    shown = {
        "visit": [reverse("visits:new", args=[pk]) for pk in families],
        "day": [reverse("day:day", args=[pk]) for pk in children],
        "assessment": [
            reverse("assessments:show", args=[row.pk])
            for row in Assessment.objects.filter(referral__child__in=children, occasion__isnull=False)[:10]
        ],
        "plan": [reverse("plans:plan", args=[row.pk]) for row in Plan.objects.filter(child__in=children)[:10]],
    }
    return [Measured(name, urls, cookie) for name, urls in shown.items() if urls]


def _doors() -> list[Measured]:
    """Return the doors' pages, each for somebody to whom it is open; nothing in a council without one."""
    found = []
    holder: Any = DoorHolder.objects.filter(closed_at__isnull=True).select_related("user").order_by("pk").first()
    member: Any = (
        PlanMember.objects.filter(person__door__closed_at__isnull=True, ends__isnull=True, plan__ended_on__isnull=True)
        .order_by("pk")
        .first()
    )
    page: Any = ChildPage.objects.filter(closed_at__isnull=True).select_related("user").order_by("pk").first()
    if holder:
        found.append(Measured("family door", [reverse("family:home")], sign_in(holder.user)))
    if member:
        found.append(Measured("family plan", [reverse("family:plan")], sign_in(member.person.door.user)))
    if page:
        found.append(Measured("child’s page", [reverse("child:home")], sign_in(page.user)))
    return found
