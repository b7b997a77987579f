"""A family at all its doors at once: both parents, the grandmother, the school and the child; and a walk over each door."""

import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from django.apps import apps
from django.db import transaction

from rock.core import time
from rock.core.messages.templates import filled as filled_in
from rock.core.messages.templates import template_named
from rock.core.models import OutgoingMessage
from rock.doors.child.services.opening import give_card
from rock.doors.partner.services.inviting import Who, Why, invite
from rock.practice.assessments.services.agencies import ask_agency
from rock.practice.plans.facts import Answered
from rock.practice.plans.services.saying import keep_version
from rock.practice.visits.services.sharing import share
from rock.records.models import ContactPoint, Person
from tests.doors.family.opened import all_of
from tests.doors.family.planned import Planned, planned
from tests.doors.family.written import Written, visited
from tests.doors.partner.standing import enter, sent
from tests.journeys.routes import filled, routes
from tests.support.jobs import run_jobs
from tests.support.pages import Page, PageClient
from tests.support.reviews import a_review, mark

SCHOOL = Who("Priya Nandakumar", "Breakfast club", "priya@club.example.org")
_EACH_TIME = re.compile(
    r'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"|csrftoken=[^;]*|expires=[^;]*'
    r"|nonce-[\w-]+|/CreationDate[^\n]*|/ModDate[^\n]*|D:\d{14}[^)]*|<xmp:\w+Date>[^<]*|uuid:[\w-]+|/ID\s*\[[^\]]*\]"
    r"|<xmpMM:\w+>[^<]*|(?:\r\n)?Set-Cookie: sessionid=[^\r\n]*"
)
_NUMBERED = {
    "/w/say/": "Telling",
    "/w/letter/": "Telling",
    "/w/back/": "Agreement",
    "/w/offers/": "NetworkMember",
    "/w/line/": "PlanItem",
    "/w/report/": "Assessment",
    "/partner/": "Invitation",
    "passage_pk": "Passage",
    "promise_pk": "Promise",
    "part_pk": "AgencyPart",
}
Numbers = dict[str, list[int]]
_ENDS_SESSION = ("/leave/", "/out/", "<str:token>")


@dataclass
class House:
    """Kai’s family with a plan, a report given to read, a review, the school invited; and a browser for each door."""

    made: Planned
    written: Written
    school: PageClient

    @property
    def doors(self) -> dict[str, PageClient]:
        """Return the open door of everybody who reads outside the staff, the child's own apart."""
        family = {name: self.made.door(getattr(self.made, name)) for name in ("dee", "ray", "jo")}
        return family | {"school": self.school}

    def at_own_page(self) -> PageClient:
        """Return a browser in which Kai has gone in by his card."""
        card, words = give_card(by=self.made.asha, person=self.made.kai)
        client = PageClient()
        client.submit(client.get("/me/"), card=f"{card.pk} {words}")
        return client


def house(*, reviewed: bool = True) -> House:
    """Return the family with something to read on every page of every door."""
    made = planned()
    Person.objects.filter(pk=made.kai.pk).update(birth_date=time.add_months(time.today(), -110), birth_kind="exact")
    made.kai.refresh_from_db()
    written = Written(made)
    toast = visited(made)
    for reader in (made.dee, made.ray):
        share(by=made.asha, statement=toast, reader=reader, speaker_said="Yes")
    keep_version(by=made.asha, plan=made.plan, answers=[Answered(made.dee, agrees=True, knows_what_if=True)])
    if reviewed:
        a_review(made.asha, made.plan, mark(made.dee), mark())
    return House(made, written, _school(made, written))


def _school(made: Planned, written: Written) -> PageClient:
    reasons = Why("So that the club keeps its promise", without_agreement_because="Waiting could put Kai at risk")
    until = time.today() + timedelta(days=90)
    invite(by=made.asha, child=made.kai, who=SCHOOL, why=reasons, until=until)
    run_jobs()
    client = enter(PageClient(), sent("partner_link"))
    ask_agency(
        by=made.asha,
        assessment=written.assessment,
        agency=SCHOOL.agency,
        name=SCHOOL.name,
        email=SCHOOL.email,
        question="How does he arrive in the morning?",
        without_agreement_because="Asking could put Kai at risk.",
    )
    return client


def numbers() -> Numbers:
    """Return by kind every number that an address of a door may hold, and one that nothing has."""
    models = {model.__name__: model for model in apps.get_models()}
    found = {
        name: models[name]._default_manager.order_by("pk").values_list("pk", flat=True) for name in _NUMBERED.values()
    }
    return {name: [*pks, 0] for name, pks in found.items()}


def walked(client: PageClient, tried: Numbers, children: list[int], prefix: str = "/w/") -> dict[str, str]:
    """Return every answer of a door, page, paper and error: each address with each number, and what each form says."""
    found: dict[str, str] = {}
    for route in routes(prefix):
        if any(end in route for end in _ENDS_SESSION):
            continue
        for url in sorted(_addresses(route, tried, children)):
            found[url] = _EACH_TIME.sub("", all_of(Page(client.client.get(url))))
            if found[url].startswith("200") and "<form" in found[url]:
                found[f"POST {url}"] = _refused(client, url)
    return found


def _addresses(route: str, tried: Numbers, children: list[int]) -> set[str]:
    first = next((kind for start, kind in _NUMBERED.items() if route.startswith(start)), "")
    second = next((kind for name, kind in _NUMBERED.items() if f":{name}>" in route), "")
    keys = children if "<int:child>" in route else tried.get(first, [0])
    places = product(keys, tried.get(second, [0]), ("promise", "what_if", "worry"))
    return {filled(route, child=key, pk=key, row=row, kind=kind) for key, row, kind in places}


def _refused(client: PageClient, url: str) -> str:
    """Return what an empty form is answered; what it may have changed is undone."""
    with transaction.atomic():
        answer = _EACH_TIME.sub("", all_of(Page(client.client.post(url, {}))))
        transaction.set_rollback(True)
    return answer


def messages_to(*contacts: str) -> list[tuple[str, str]]:
    """Return the words and the address of every message to these, once the jobs have run."""
    run_jobs()
    rows = OutgoingMessage.objects.filter(to__in=contacts).order_by("pk")
    return [(" ".join(filled_in(template_named(row.template), "")), row.to) for row in rows]


def contacts(here: House) -> list[str]:
    """Return where messages reach everybody outside the staff."""
    family = (here.made.dee, here.made.ray, here.made.jo)
    rows = ContactPoint.objects.filter(person__in=family).values_list("value", flat=True)
    return [SCHOOL.email, *(value.replace(" ", "") for value in rows)]
