"""I work at the hub, and the father is my brother. I declared it. I try to learn what is going on; I learn nothing."""

from typing import Any

import pytest

from rock.accounts.models import RoleHolding
from rock.accounts.roles import Role
from rock.practice.requests.answers import PersonAsked
from rock.practice.requests.models import Decision
from rock.practice.requests.services.handling import match_person
from rock.practice.requests.services.liaison import name_liaison
from rock.practice.requests.services.telling import tell_now
from rock.reach.models import ViewPurpose
from rock.reach.safety import declare_conflict
from rock.reach.services import log_views
from rock.records.models import Channel, Family
from rock.teams.services.allocating import allocate
from tests.journeys.routes import filled, routes
from tests.journeys.steps import pod_of
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db
NAME = "Quillfeather"
KAI = PersonAsked(name=f"Kai {NAME}", is_child=True, birth_date=asking.KAI.birth_date)
DEE = PersonAsked(name=f"Dee {NAME}", is_child=False, who="mum")
RAY = PersonAsked(name=f"Ray {NAME}", is_child=False, who="dad")
PEOPLE = (KAI, DEE, RAY)


class House:
    """My brother's family: one request decided and told, a second that waits, the child with a worker."""

    def __init__(self) -> None:
        self.manager = asking.at_hub()
        self.decision: Decision = asking.decided(self.manager, *PEOPLE)
        found = {row.name.split()[0]: row.person for row in self.decision.request.people.all() if row.person}
        self.kai, self.dee, self.ray = (found[name] for name in ("Kai", "Dee", "Ray"))
        self.waits = asking.request(*PEOPLE)
        for asked in self.waits.people.all():
            match_person(by=self.manager, asked=asked, person=found[asked.name.split()[0]])
        pod, (ama, kit) = pod_of("Ama Rahman", "Kit Moss")
        allocate(by=self.manager, child=self.kai, family=self.family, pod=pod, worker=ama, second=kit)
        tell_now(by=self.manager, decision=self.decision, person=self.dee, words="Hello", channel=Channel.LETTER)
        name_liaison(
            by=self.manager, request=self.decision.request, person=self.dee, worker=self.manager, channel=Channel.PHONE
        )
        log_views(user=ama, people=[self.kai.pk], page="person", purpose=ViewPurpose.WORK)
        self.pod = pod

    @property
    def family(self) -> Family:
        assert self.decision.occasion.family
        return self.decision.occasion.family

    @property
    def references(self) -> list[str]:
        return [self.decision.request.reference, self.waits.reference]


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture(params=[(Role.HUB_WORKER,), (Role.HUB_MANAGER, Role.TEAM_MANAGER)], ids=["worker", "manager"])
def me(request: Any, house: House) -> PageClient:
    """I declare it after I worked on the first request: what I reached ends."""
    user = make.staff_user(request.param[0], "Rita Holt")
    for role in request.param[1:]:
        RoleHolding.objects.create(user=user, role=role, starts=make.LONG_AGO)
    declare_conflict(by=user, user=user, person=house.ray, what="My brother")
    return PageClient(user)


LISTS = (
    "/hub/",
    "/hub/decided/",
    "/hub/to-tell/",
    "/children/",
    "/children/pod/",
    "/safety/who-looked/?days=31",
    "/safety/openings/",
    "/redactions/",
    "/people/",
    "/",
    "/my-page/",
)


def learned(text: str, house: House) -> list[str]:
    """Return what a page tells of my brother's family."""
    tokens = [NAME, "Kai ", "Dee ", "Marram Primary", *house.references]
    return [token for token in tokens if token in text]


@pytest.mark.parametrize("url", LISTS)
def test_no_list_and_no_count_speaks_of_them(me: PageClient, house: House, url: str) -> None:
    page = me.get(url)
    assert page.status in {200, 302, 403}
    assert learned(page.text, house) == []
    if url == "/hub/":
        assert "0 requests wait" in page.words
        assert "To decide (0)" in page.words


def test_the_same_lists_speak_of_them_to_my_colleague(house: House) -> None:
    colleague = PageClient(house.manager)
    assert NAME in colleague.get("/hub/").text
    assert house.decision.request.reference in colleague.get("/hub/decided/").text


def test_a_search_finds_nobody_of_them(me: PageClient, house: House) -> None:
    for name in (f"Kai {NAME}", f"Dee {NAME}", f"Ray {NAME}", f"K {NAME}"):
        page = me.get("/people/", {"name": name, "reason": "request"})
        assert page.status == 200
        for shown in page.soup.select("main li, main dd, main .rock-card"):
            assert learned(shown.get_text().replace(name, ""), house) == []
        assert f"/people/{house.kai.pk}/" not in page.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_with_their_numbers_opens(me: PageClient, house: House, method: str) -> None:
    """By reference, by person, by family, by door: what is theirs answers as what does not exist, and nothing changes."""
    tried = 0
    for route in routes("/hub/<", "/people/<", "/families/<", "/children/allocate/<", "/door/<", "/safety/people/<"):
        for values in numbers(house, route):
            url = filled(route, row=values["pk"], **values)
            answer = getattr(me.client, method)(url)
            assert answer.status_code in {403, 404, 405}, f"{route} {answer.status_code}"
            # The address itself is what I typed.
            assert learned(answer.content.decode().replace(url, ""), house) == [], url
            tried += 1
    assert tried > 100
    house.waits.refresh_from_db()
    assert (house.waits.taken_by, hasattr(house.waits, "decision")) == (None, False)


def numbers(house: House, route: str) -> list[dict[str, Any]]:
    if route.startswith("/families/"):
        return [{"pk": house.family.pk}]
    people = [{"pk": one.pk, "pod_pk": house.pod.pk} for one in (house.kai, house.ray)]
    if not route.startswith("/hub/"):
        return people
    return [one | {"reference": reference} for one in people[:1] for reference in house.references]


def test_no_colleague_can_give_it_to_me_and_no_pod_takes_me(me: PageClient, house: House) -> None:
    """I am not offered where a request is given to somebody."""
    page = PageClient(house.manager).get(f"/hub/{house.waits.reference}/hand-over/")
    assert "Rita Holt" not in page.words


def test_no_file_leaves_with_them(me: PageClient) -> None:
    for route in routes("/census/"):
        assert me.get(filled(route, pk=1)).status in {403, 404, 405} or "/children/" in route or "/matches/" in route


def test_who_looked_is_not_told(me: PageClient, house: House) -> None:
    for one in (house.kai, house.dee, house.ray):
        page = me.get(f"/safety/people/{one.pk}/who-looked/")
        assert page.status in {403, 404}
        assert "Ama Rahman" not in page.text


def test_a_request_of_theirs_that_comes_after_is_gone_once_they_are_found_on_it(me: PageClient, house: House) -> None:
    asked = asking.request(*PEOPLE)
    for row in asked.people.all():
        match_person(by=house.manager, asked=row, person=house.kai if row.is_child else house.ray)
    assert asked.reference not in me.get("/hub/").text
    assert me.get(f"/hub/{asked.reference}/").status == 404
