"""Every page at 400 % on a desk, which is 320 px wide: nothing but a table of crossings or a picture scrolls sideways.

The names are as long as names are, so that a page which only fits short ones does not pass.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core.services import SYSTEM
from rock.practice.requests.models import RequestForSupport
from rock.records.models import Channel, Family, FamilyMember, Person
from rock.teams.models import Pod, PostTitle
from rock.teams.services.pods import fill_post, make_pod
from tests.doors.family.standing import Standing, door_user, standing
from tests.journeys.routes import filled, routes
from tests.journeys.steps import InBrowser
from tests.support import factories as make
from tests.support.browser import check_no_sideways_scroll, check_targets
from tests.support.jobs import forget_jobs

# Every page in two widths: make soak runs it; each room’s own browser tests look at its pages’ width in make test.
pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.django_db(transaction=True)]
LONG = "Wolstenholme-Featherstonehaugh"
# These leave, sign in or out, or are no pages.
NOT_WALKED = (
    "/health/",
    "/council.css",
    "/robots.txt",
    "/demo/",
    "/w/leave/",
    "/ask/leave/",
    "/sign-in/council/",
    "/sign-in/out/",
)
PAGES_AT_LEAST = 75


@pytest.fixture
def story() -> Standing:
    """A decided request; its mother is told and has a page of her own, a worker has the child, and every name is long."""
    forget_jobs()
    told = standing()
    told.tell_dee(Channel.TEXT)
    Person.objects.update(family_name=LONG)
    Family.objects.update(name=f"{LONG} and {LONG}")
    RequestForSupport.objects.update(asker_name=f"Maximiliana {LONG}", asker_agency=LONG)
    return told


@pytest.fixture
def pod(story: Standing) -> Pod:
    made = make_pod(by=SYSTEM, name=LONG, service_name=f"Work with families in {LONG}")
    for user, title in ((leader(), PostTitle.MANAGER), (worker(story), PostTitle.SOCIAL_WORKER)):
        fill_post(by=SYSTEM, pod=made, user=user, title=title, starts=make.LONG_AGO)
    return made


def leader() -> User:
    return make.staff_user(Role.TEAM_MANAGER, f"Denise {LONG}")


def worker(story: Standing) -> User:
    found = make.staff_user(Role.SOCIAL_WORKER, f"Aisha {LONG}")
    for person in (story.kai, story.bea, story.dee, story.ray):
        make.grant(found, person)
    return found


def numbers(story: Standing, pod: Pod) -> dict[str, dict[str, object]]:
    """Return what fills the parts of an address, by how the address begins; the longest beginning counts."""
    asked = story.decision.request
    row = FamilyMember.objects.filter(person=story.kai).values_list("pk", flat=True).get()
    near = {"pk": story.dee.pk, "reference": asked.reference}
    return {
        "/": {"pk": story.kai.pk},
        "/families/": {"pk": story.family.pk, "row": row},
        "/hub/": near,
        "/hub/<str:reference>/people/": near | {"pk": asked.people.values_list("pk", flat=True)[0]},
        "/door/": near,
        "/children/allocate/": {"pk": story.kai.pk, "pod_pk": pod.pk},
        "/children/pods/": {"pk": pod.pk, "post_pk": pod.posts.values_list("pk", flat=True)[0]},
        "/staff/": {"pk": story.manager.pk, "holding": story.manager.role_holdings.values_list("pk", flat=True)[0]},
    }


def addresses(story: Standing, pod: Pod) -> Iterator[str]:
    known = numbers(story, pod)
    for route in routes("/"):
        if not route.startswith(NOT_WALKED) and "(?P" not in route:
            longest = max((start for start in known if route.startswith(start)), key=len)
            yield filled(route, **known[longest])


def has_page(client: Client, address: str) -> bool:
    answer: Any = client.get(address)
    return bool(answer.status_code == 200 and answer["Content-Type"].startswith("text/html"))


def test_no_page_scrolls_sideways_at_four_hundred_per_cent_and_each_target_can_be_hit(
    in_browser: InBrowser, story: Standing, pod: Pod
) -> None:
    left, seen = list(addresses(story, pod)), 0
    readers = [None, door_user(story.dee), story.manager, leader(), worker(story)]
    readers += [make.staff_user(role, f"Bev {LONG}") for role in (Role.ADMINISTRATOR, Role.DATA_OFFICER)]
    for reader in readers:
        client = Client()
        if reader:
            client.force_login(reader)
        theirs = [address for address in left if has_page(client, address)]
        left = [address for address in left if address not in theirs]
        seen += len(theirs)
        page = in_browser("/accessibility/", user=reader)
        page.set_viewport_size({"width": 320, "height": 256})
        walk(page, theirs)
    assert seen >= PAGES_AT_LEAST, f"only {seen} pages; nobody got {left}"


def walk(page: Page, addresses: list[str]) -> None:
    for address in addresses:
        page.goto(address)
        check_no_sideways_scroll(page)
        check_targets(page)
