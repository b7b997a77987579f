"""A child whose school's safeguarding lead is invited, with promises of the school, and another child next door."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.messages.templates import filled, template_named
from rock.core.models import OutgoingMessage
from rock.doors.partner.models import Invitation
from rock.doors.partner.services.inviting import Who, Why, invite
from rock.practice.assessments.models import Assessment
from rock.practice.assessments.services.agencies import AskedPart, ask_agency
from rock.practice.assessments.services.starting import start
from rock.practice.requests.models import Referral
from rock.records.models import Family, Occasion, OccasionKind, Person, Promise, ServiceAsked
from rock.records.services.clocks import start_clock
from tests.support import factories as make
from tests.support.pages import PageClient

PRIYA = Who("Priya Nandakumar", "Marram Primary School", "priya@marram.example.org")
WITHOUT = Why("So that the school keeps its promises", without_agreement_because="Waiting could put Kai at risk")
IN_A_WEEK = timedelta(days=7)


@dataclass
class Near:
    """Kai (Dee and Ray's), his worker Ama who invites Priya; and Stella next door, whom another worker knows."""

    kai: Person
    dee: Person
    ray: Person
    family: Family
    ama: User
    stella: Person
    bev: User
    strangers: Family
    made: list[Promise] = field(default_factory=list)

    def invite(self, child: Person | None = None, who: Who = PRIYA, days: int = 90, **why: Any) -> Invitation:
        """Return an invitation of somebody for a child, made by the child's worker."""
        child = child or self.kai
        by = self.ama if child == self.kai else self.bev
        reasons = Why(**(WITHOUT.__dict__ | why))
        return invite(by=by, child=child, who=who, why=reasons, until=time.today() + timedelta(days=days))

    def promise(self, what: str = "Save Kai a breakfast", *, child: Person | None = None, **facts: Any) -> Promise:
        """Return a promise of the school's for next week unless said."""
        child = child or self.kai
        family = self.family if child == self.kai else self.strangers
        made_on = Occasion.objects.create(kind=OccasionKind.PLAN, happened_at=time.now(), family=family)
        given = {"owner_agency": PRIYA.agency, "due_on": time.today() + IN_A_WEEK} | facts
        return Promise.objects.create(family=family, child=child, made_on=made_on, what=what, **given)

    def asked(self, service: str = PRIYA.agency, **facts: Any) -> ServiceAsked:
        """Return a promise of the worker's that is kept by asking a service."""
        row = self.promise(
            "Ask the school for a place at breakfast club", owner_agency="", owner_staff=self.ama, **facts
        )
        return ServiceAsked.objects.create(promise=row, service=service, asked_on=time.today())

    def ask_part(self, question: str = "How does he arrive in the morning?", **facts: Any) -> AskedPart:
        """Return a question about Kai to the school, with its link."""
        said = {"agency": PRIYA.agency, "name": PRIYA.name, "email": PRIYA.email} | facts
        return ask_agency(
            by=self.ama,
            assessment=self.assessment(),
            question=question,
            without_agreement_because="Asking could put Kai at risk.",
            **said,
        )

    def assessment(self) -> Assessment:
        """Return Kai's assessment, begun if it was not."""
        standing = Assessment.objects.filter(referral__child=self.kai).first()
        if standing:
            return standing
        Referral.objects.create(child=self.kai, referred_on=time.today(), source_code="1A", primary_need="N1")
        start_clock(by=self.ama, key="assessment", started_at=time.now(), person=self.kai)
        return start(by=self.ama, child=self.kai)


def near() -> Near:
    """Return the two families."""
    kai, stella = make.person("Kai", born=date(2017, 1, 2)), make.person("Stella", "Brook", born=date(2016, 8, 8))
    dee, ray = make.person("Dee"), make.person("Ray", "Holt")
    family = make.family(children=[kai], adults=[dee, ray])
    for parent in (dee, ray):
        make.parent([kai], parent)
    ama = make.staff_user(Role.SOCIAL_WORKER, "Ama Rahman", phone="01632 960 111")
    bev = make.staff_user(Role.SOCIAL_WORKER, "Bev Moss")
    make.grant(ama, [kai, dee, ray])
    make.grant(bev, [stella])
    return Near(kai, dee, ray, family, ama, stella, bev, make.family("Brook", children=[stella]))


def sent(template: str) -> str:
    """Return the reference (a token or a code) of the last message of a template."""
    row = OutgoingMessage.objects.filter(template=template).order_by("-pk")[0]
    return row.reference


def last_message() -> str:
    """Return the words of the last message as they are sent."""
    row = OutgoingMessage.objects.order_by("-pk")[0]
    return " ".join(filled(template_named(row.template), row.reference))


def enter(pages: PageClient, token: str = "") -> PageClient:
    """Return the client, gone in by the last link and the code to the inbox."""
    token = token or sent("partner_link")
    pages.submit(pages.get(f"/partner/in/{token}/"))
    page = pages.get(f"/partner/in/{token}/code/")
    assert pages.submit(page, code=sent("partner_code")).location == "/partner/"
    return pages


def links(text: str) -> set[str]:
    """Return the addresses of the door in a page."""
    return set(re.findall(r'href="(/partner/\d[^"]*)"', text))
