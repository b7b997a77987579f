"""A report that both parents were given to read, and a visit on which Kai said something."""

from datetime import timedelta

from rock.core import time
from rock.practice.assessments.models import Assessment, Heading, Passage
from rock.practice.assessments.services.reading import give_to_read
from rock.practice.assessments.services.starting import start
from rock.practice.assessments.services.writing import save_passage
from rock.practice.visits.services.recording import record_visit
from rock.records.models import Person, Statement
from tests.doors.family.planned import Planned
from tests.support.visits import said, seen, visit_facts

STRONG, WORRY = "Kai is loved, and he knows it.", "Kai is hungry at school on Mondays."


class Written:
    """An assessment of Kai that both parents were given: Dee two passages, Ray one."""

    def __init__(self, made: Planned) -> None:
        self.made, self.until = made, time.today() + timedelta(days=5)
        self.assessment: Assessment = start(by=made.asha, child=made.kai)
        self.passages = {
            heading: save_passage(by=made.asha, assessment=self.assessment, heading=heading, words=words, revision=0)
            for heading, words in ((Heading.STRONG, STRONG), (Heading.WORRY, WORRY))
        }
        self.give(made.dee, *self.passages.values())
        self.give(made.ray, self.passages[Heading.STRONG])

    @property
    def url(self) -> str:
        return f"/w/report/{self.assessment.pk}/"

    def give(self, person: Person, *passages: Passage) -> None:
        give_to_read(
            by=self.made.asha, assessment=self.assessment, person=person, passages=passages, answer_by=self.until
        )

    def page_of(self, heading: Heading) -> str:
        return f"{self.url}{self.passages[heading].pk}/"


def visited(made: Planned, words: str = "I make toast for me and Bea.") -> Statement:
    facts = visit_facts(made.told.family, seen(made.kai, said(words)))
    record_visit(by=made.asha, facts=facts)
    return Statement.objects.get(words=words)
