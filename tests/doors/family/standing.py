"""A family at the door: Dee and Ray, their son Kai, her daughter Bea, an address that Ray must not learn. All invented."""

import re
from dataclasses import dataclass
from typing import Any

from rock.accounts.models import User
from rock.core.models import OutgoingMessage
from rock.doors.family.models import DoorHolder
from rock.doors.family.services.opening import make_key
from rock.practice.requests.answers import PersonAsked
from rock.practice.requests.models import AskerKind, Decision, ReferralSource, Route
from rock.practice.requests.services.liaison import name_liaison
from rock.practice.requests.services.telling import tell_now
from rock.records.models import Channel, Family, FamilyMember, Person
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.jobs import run_jobs
from tests.support.pages import Page, PageClient

STREET, POSTCODE, SCHOOL, SURGERY, PHONE = (
    "Sandpiper Court",
    "FY4 2ZZ",
    "Gull Primary",
    "Marram Surgery",
    "07700 900456",
)
TOKENS = (STREET, POSTCODE, "FY42ZZ", SCHOOL, SURGERY, PHONE, PHONE.replace(" ", ""), "900456", "Quillfeather")
FOR_DEE = "We would like to get to know you and Kai.\n\nWe are glad that you are safe at Sandpiper Court."
FOR_RAY = "A social worker will get to know Kai.\n\nThey will talk with you too."


@dataclass
class Standing:
    """A decision on a school's request, before anybody is told."""

    manager: User
    decision: Decision
    dee: Person
    ray: Person
    kai: Person
    bea: Person

    @property
    def family(self) -> Family:
        assert self.decision.occasion.family is not None
        return self.decision.occasion.family

    def tell_dee(self, channel: Channel = Channel.TEXT, words: str = FOR_DEE) -> Any:
        return tell_now(by=self.manager, decision=self.decision, person=self.dee, words=words, channel=channel)

    def tell_ray(self, channel: Channel = Channel.TEXT, words: str = FOR_RAY) -> Any:
        return tell_now(by=self.manager, decision=self.decision, person=self.ray, words=words, channel=channel)

    def named(self, person: Person, worker: User) -> Any:
        return name_liaison(
            by=self.manager, request=self.decision.request, person=person, worker=worker, channel=Channel.PHONE
        )


def standing(*, route: Route = Route.ASSESSMENT) -> Standing:
    """Return a school's request with the hidden address in every field and free text, decided."""
    where = f"4 {STREET}, Blackpool, {POSTCODE}"
    people = (
        PersonAsked(name="Kai Quillfeather", is_child=True, address=where, address_hidden=True, school=SCHOOL),
        PersonAsked(name="Bea Quillfeather", is_child=True, address=where, address_hidden=True, school=SCHOOL),
        PersonAsked(
            name="Dee Quillfeather", is_child=False, who="mum", address=where, address_hidden=True, school=SCHOOL
        ),
        PersonAsked(name="Ray Holt", is_child=False, who="dad"),
    )
    said = f"They live at {where}, go to {SCHOOL}, are seen at {SURGERY}. Her phone is {PHONE}."
    manager = asking.at_hub(name="Martin Hub")
    decision = asking.decided(
        manager,
        *people,
        route=route,
        asker_kind=AskerKind.PROFESSIONAL,
        source_code=ReferralSource.S2A,
        asker_name=f"Priya of {SCHOOL}",
        asker_agency=SCHOOL,
        asker_contact=PHONE,
        asker_contact_rule=said,
        words=dict.fromkeys(("going_well", "worry", "tried", "would_help", "family_said", "hidden_from"), said),
    )
    rows = decision.request.people.select_related("person")
    found = {row.name.split()[0]: row.person for row in rows if row.person}
    made = Standing(manager, decision, *(found[name] for name in ("Dee", "Ray", "Kai", "Bea")))
    for one in (made.dee, made.kai, made.bea):
        one.residences.update(also_hidden=f"{SCHOOL}, {SURGERY}, {PHONE}")
    make.parent([made.kai, made.bea], made.dee)
    make.parent([made.kai], made.ray)
    make.contact(made.dee, PHONE, channel=Channel.TEXT)
    make.contact(made.ray, "07700 900111", channel=Channel.TEXT)
    return made


def door_user(person: Person) -> User:
    """Return the user of somebody's door."""
    return DoorHolder.objects.get(person=person).user


def sent(template: str) -> str:
    """Return the reference (link or code) of the last message with this template, once its job has run."""
    run_jobs()
    return OutgoingMessage.objects.filter(template=template).latest("pk").reference


def enter(pages: PageClient, token: str) -> Page:
    """Go in by a link with the code that is sent; return the first page behind it."""
    asked = pages.submit(pages.get(f"/w/{token}/"))
    answered = pages.submit(pages.get(asked.location), code=sent("door_code"))
    assert answered.location == "/w/", answered.words
    return pages.get("/w/")


def token_of(person: Person, by: User) -> str:
    """Return a new link to somebody's door."""
    return make_key(by=by, person=person).token


def leave_family(person: Person) -> None:
    """Let somebody have left their families today."""
    from rock.core import time

    FamilyMember.objects.filter(person=person).update(ends=time.today())


def betrays(text: str) -> list[str]:
    """Return the tokens that stand in a text, however spaced."""
    bare = re.sub(r"[^a-z0-9]", "", text.lower())
    return [token for token in TOKENS if re.sub(r"[^a-z0-9]", "", token.lower()) in bare]
