"""The Ashdowns, referred four weeks ago, with an assessment begun; and the Brooks next door, whom the worker does not reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import PUBLIC
from rock.practice.assessments.models import Assessment, Heading, ManagerDecision, Outcome, Passage, Reading
from rock.practice.assessments.services.deciding import authorise
from rock.practice.assessments.services.reading import finish_reading, give_to_read
from rock.practice.assessments.services.starting import start
from rock.practice.assessments.services.writing import save_passage, set_factors
from rock.practice.requests.models import Referral
from rock.practice.visits.models import Noticed, NoticedKind, Visit
from rock.records.models import DayEntry, Family, Need, Person, Slot, Source, Statement, Wish
from rock.records.services.clocks import start_clock
from tests.support import factories as make
from tests.support.shared import shared

DAY_WORDS = "Kai wakes at six and makes his own toast. He walks to school with Nan."


@dataclass
class World:
    """One family with an assessment, and another family."""

    worker: User
    colleague: User
    manager: User
    principal: User
    kai: Person
    mother: Person
    father: Person
    family: Family
    referral: Referral
    assessment: Assessment
    stranger: Person
    strangers: Assessment

    def write(self, heading: Heading, words: str = "", by: User | None = None) -> Passage:
        """Return the passage under a heading, written or worded anew."""
        standing = self.assessment.passages.filter(heading=heading).first()
        text = words or f"This stands under {heading.label.lower()}."
        revision = standing.revision if standing else 0
        return save_passage(
            by=by or self.worker, assessment=self.assessment, heading=heading, words=text, revision=revision
        )

    def write_all(self) -> list[Passage]:
        """Return the passages of a whole assessment, with a factor ticked."""
        made = [self.write(heading, DAY_WORDS if heading == Heading.DAY else "") for heading in Heading]
        set_factors(by=self.worker, assessment=self.assessment, codes=["4B"])
        return made

    def give(self, person: Person, passages: list[Passage] | None = None, days: int = 5) -> Reading:
        """Return the reading of somebody who was given these passages, all of them unless said."""
        chosen = passages if passages is not None else list(self.assessment.passages.all())
        answer_by = time.today() + timedelta(days=days)
        return give_to_read(
            by=self.worker, assessment=self.assessment, person=person, passages=chosen, answer_by=answer_by
        )

    def authorised(
        self, outcome: Outcome = Outcome.PLAN, lead: str = "", codes: Sequence[str] = ("4B",)
    ) -> ManagerDecision:
        """Return the decision about the assessment, which was written, and read by both parents."""
        self.write_all()
        set_factors(by=self.worker, assessment=self.assessment, codes=codes)
        for parent in (self.mother, self.father):
            self.give(parent)
            finish_reading(by=PUBLIC, assessment=self.assessment, person=parent)
        said = {"reasons": "So.", "would_change": "So.", "family_words": "So."}
        return authorise(by=self.manager, assessment=self.assessment, outcome=outcome, partner_lead=lead, **said)

    def child_said(
        self, words: str, slot: Slot = Slot.EVENING, need: Need = Need.NOT_ASKED, runs_out: str = ""
    ) -> Statement:
        """Return what Kai said about a part of his day."""
        said = make.statement(words, about=[self.kai], speaker=self.kai, of=self.family)
        DayEntry.objects.create(
            statement=said, child=self.kai, source=Source.CHILD, slot=slot, need=need, runs_out=runs_out
        )
        return said

    def noticed(self, kind: NoticedKind, words: str, shown_by: str = "") -> Noticed:
        """Return what the worker noticed on a visit."""
        said = make.statement(words, about=[self.kai], of=self.family, signed_off=False)
        Statement.objects.filter(pk=said.pk).update(speaker_staff=self.worker, speaker_name="")
        Visit.objects.create(occasion=said.occasion, place_kind="home", key=uuid4())
        said.refresh_from_db()
        return Noticed.objects.create(statement=said, child=self.kai, kind=kind, shown_by=shown_by)

    def wish(self, words: str) -> Wish:
        """Return what Kai wants different."""
        said = make.statement(words, about=[self.kai], speaker=self.kai, of=self.family)
        return Wish.objects.create(statement=said, child=self.kai)


def referred(child: Person, *, working_days_ago: int = 20) -> Referral:
    """Return an open episode of a child whose limit runs since so many working days."""
    day = time.add_working_days(time.today(), -working_days_ago)
    made = Referral.objects.create(child=child, referred_on=day, source_code="1A", primary_need="N1")
    start_clock(by=make.user(), key="assessment", started_at=time.now() - (time.today() - day), person=child)
    return made


@shared
def world() -> World:
    worker = make.staff_user(Role.SOCIAL_WORKER, "Wendy Worker")
    colleague = make.staff_user(Role.SOCIAL_WORKER, "Carl Colleague")
    manager = make.staff_user(Role.TEAM_MANAGER, "Mo Manager")
    principal = make.staff_user(Role.PRINCIPAL_SOCIAL_WORKER, "Pat Principal")
    kai = make.person("Kai", born=date(2016, 5, 3))
    mother, father = make.person("Dee", born=date(1990, 1, 20)), make.person("Ray", "Holt", born=date(1988, 7, 9))
    family = make.family(children=[kai], adults=[mother, father])
    make.parent([kai], mother)
    make.parent([kai], father)
    for user in (worker, colleague, manager, principal):
        make.grant(user, [kai, mother, father])
    stranger = make.person("Stella", "Brook", born=date(2015, 8, 8))
    make.family("Brook", children=[stranger])
    referral = referred(kai)
    referred(stranger)
    assessment = start(by=worker, child=kai)
    others = start(by=make.staff_user(), child=stranger)
    return World(
        worker, colleague, manager, principal, kai, mother, father, family, referral, assessment, stranger, others
    )
