"""I work at the hub, and the father is my brother. I declared it. I try to learn what is going on; I learn nothing."""

from datetime import timedelta
from typing import Any

import pytest

from rock.accounts.models import RoleHolding
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import SYSTEM
from rock.doors.child.services.unsafe import say_unsafe
from rock.insight.seeing.presenters import SHARES
from rock.practice.assessments.models import Heading
from rock.practice.assessments.services.starting import start
from rock.practice.assessments.services.writing import save_passage
from rock.practice.plans.facts import Wording
from rock.practice.plans.models import Drift, ItemKind, Part, Standing
from rock.practice.plans.services.drift import find_drift
from rock.practice.plans.services.starting import start_plan
from rock.practice.plans.services.writing import write_item
from rock.practice.requests.answers import PersonAsked
from rock.practice.requests.models import Decision
from rock.practice.requests.services.handling import match_person
from rock.practice.requests.services.liaison import name_liaison
from rock.practice.requests.services.telling import tell_now
from rock.practice.visits.facts import NoticedFacts
from rock.practice.visits.models import NoticedKind, Visit
from rock.practice.visits.services.recording import record_visit
from rock.reach.models import ViewPurpose
from rock.reach.safety import declare_conflict
from rock.reach.services import log_views
from rock.records.models import Channel, Family, Promise, Slot, Statement, Wish
from rock.teams.services.allocating import allocate
from tests.journeys.routes import filled, routes
from tests.journeys.steps import pod_of
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import PageClient
from tests.support.papers import text_of
from tests.support.shared import shared
from tests.support.visits import said, seen, visit_facts

pytestmark = pytest.mark.django_db
NAME = "Quillfeather"
KAI = PersonAsked(name=f"Kai {NAME}", is_child=True, birth_date=asking.KAI.birth_date)
DEE = PersonAsked(name=f"Dee {NAME}", is_child=False, who="mum")
RAY = PersonAsked(name=f"Ray {NAME}", is_child=False, who="dad")
PEOPLE = (KAI, DEE, RAY)
SECRET = "Zorbel shouts at tea"


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
        self.pod, self.ama = pod, ama
        self.worked_with()

    def worked_with(self) -> None:
        """Two visits' words, a report, a plan with a late promise, what stood still, and a child who does not feel safe."""
        make.grant(self.ama, [self.kai, self.dee, self.ray])
        told = seen(
            self.kai,
            said(SECRET, Slot.TEA, promise=SECRET),
            noticed=(NoticedFacts(NoticedKind.WORRY, SECRET),),
            wishes=(SECRET,),
        )
        self.visit = record_visit(by=self.ama, facts=visit_facts(self.family, told, at=time.now()))
        self.assessment = start(by=self.ama, child=self.kai)
        save_passage(by=self.ama, assessment=self.assessment, heading=Heading.STRONG, words=SECRET, revision=0)
        self.plan = start_plan(
            by=self.ama,
            family=self.family,
            child=self.kai,
            standing=Standing.EARLY_HELP,
            review_on=time.today() + timedelta(days=42),
            lead=self.ama,
            members=[(self.dee, Part.PARENT)],
        )
        due = time.today() + timedelta(days=7)
        wording = Wording(SECRET, owner=self.dee, due_on=due)
        self.item = write_item(by=self.ama, plan=self.plan, kind=ItemKind.PROMISE, wording=wording).item
        find_drift(by=SYSTEM, on=time.today() + timedelta(days=100))
        say_unsafe(by=self.ama, child=self.kai, words=SECRET)

    @property
    def family(self) -> Family:
        assert self.decision.occasion.family
        return self.decision.occasion.family

    @property
    def references(self) -> list[str]:
        return [self.decision.request.reference, self.waits.reference]


@shared
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
    "/visits/wishes/",
    "/assessments/",
    "/assessments/waited-for/",
    "/plans/",
    "/drift/",
    "/urgent/",
    "/measures/",
    "/measures/plans/",
    "/measures/promises/",
    "/measures/assessments/",
    "/hub/measures/",
)


def learned(text: str, house: House) -> list[str]:
    """Return what a page tells of my brother's family."""
    tokens = [NAME, "Kai ", "Dee ", "Marram Primary", SECRET, *house.references]
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
            assert learned(text_of_answer(answer).replace(url, ""), house) == [], url
            tried += 1
    assert tried > 100
    house.waits.refresh_from_db()
    assert (house.waits.taken_by, hasattr(house.waits, "decision")) == (None, False)


WORK = ("/visits/", "/assessments/", "/plans/", "/drift/", "/urgent/", "/measures/")


def of_the_work(house: House) -> set[int]:
    """Return every number of theirs that an address of the work with them may hold."""
    found = {house.kai.pk, house.ray.pk, house.family.pk, house.visit.pk, house.assessment.pk, house.plan.pk}
    found |= {house.item.pk, *Wish.objects.values_list("pk", flat=True), *Drift.objects.values_list("pk", flat=True)}
    return found | set(Statement.objects.filter(words=SECRET).values_list("pk", flat=True))


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_of_the_work_with_them_opens(me: PageClient, house: House, method: str) -> None:
    """Visits, their words and wishes, the report, the plan, what stood still, what is urgent, and each measure's own list."""
    tried, rows = 0, of_the_work(house)
    before = (Visit.objects.count(), Promise.objects.count(), Statement.objects.count())
    for route in routes(*WORK):
        own = house.item.pk if "item_pk" in route else house.kai.pk
        pks = rows if "<int:pk>" in route else {house.kai.pk}
        for pk in pks:
            values = {"pk": pk, "child": house.kai.pk, "child_pk": house.kai.pk, "slug": "strong", "kind": "promise"}
            url = filled(route, row=own, heading="strong", part="who", key="wishes", **values)
            answer = getattr(me.client, method)(url)
            assert learned(text_of_answer(answer).replace(url, ""), house) == [], url
            about_them = "<int:" in route and "device" not in route
            assert not about_them or answer.status_code in {403, 404, 405}, (url, answer.status_code)
            tried += 1
    assert tried > 200
    assert (Visit.objects.count(), Promise.objects.count(), Statement.objects.count()) == before


def text_of_answer(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return text_of(body) if body.startswith(b"%PDF") else str(body.decode(errors="replace"))


def test_no_measure_leads_me_to_them(me: PageClient, house: House) -> None:
    for key in SHARES:
        assert learned(me.get(f"/measures/of/{key}/").text, house) == [], key


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
