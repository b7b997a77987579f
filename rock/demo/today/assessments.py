"""The assessments of the Carrows: Maisie’s is with her parents to read, Tyler’s waits for the manager, Alfie’s has begun."""

from datetime import date

from rock.core import time
from rock.core.services import PUBLIC
from rock.demo.today.carrows import Carrows, moment
from rock.demo.today.facts import SCHOOL
from rock.practice.assessments.models import Assessment, FamilyView, Heading, Passage
from rock.practice.assessments.services.agencies import answer_part, ask_agency
from rock.practice.assessments.services.reading import answer_passage, do_not_give, give_to_read
from rock.practice.assessments.services.starting import start
from rock.practice.assessments.services.writing import save_passage, set_factors
from rock.records.models import AgreementKind, Answer, Channel
from rock.records.services.agreements import record_agreement

QUESTION = "How is Maisie in the mornings, and what has changed since September?"
PART = (
    "Maisie is in at half past eight every day and eats with us. In September she hid under the table when a door banged; "
    "we have not seen that since half term. She has moved up a reading group."
)
MAISIE = {
    Heading.DAY: (
        "Maisie’s day starts early and goes well from the school gate on. The hardest part is the night: dreams woke her "
        "most nights in September, and fewer nights now."
    ),
    Heading.STRONG: (
        "Maisie loves school and helps the youngest there. The grown-ups around her get her to school every day and on time."
    ),
    Heading.WORRY: (
        "What Maisie saw and heard at home frightened her. She still looks at doors when there is a loud noise, and she "
        "worries about her brothers."
    ),
    Heading.MONEY: (
        "Until October the food money ran out before payday, because one income now pays for everything. The shopping "
        "card closes that gap until spring. What was missing was money, and not care."
    ),
    Heading.MEANING: (
        "Maisie is safer and calmer than in September. If the nights stay quiet she will be able to learn and play as she "
        "did before. If she were frightened again, that would be lost quickly."
    ),
    Heading.NEXT: "Somebody for Maisie to talk with each week, a quiet start at school, and grown-ups who never argue near her.",
}
TYLER = {
    Heading.DAY: "Tyler goes to school, trains on Tuesdays, and stays up at night until the others are asleep.",
    Heading.STRONG: "Tyler is trusted by his brother and sister. His coach and his form tutor know him well.",
    Heading.WORRY: "Tyler acts as the guard of the house. He is tired, and he has nobody of his own age to tell.",
    Heading.MONEY: "Tyler’s training is paid by the club this term. He sleeps in the living room because the flat has two bedrooms.",
    Heading.MEANING: "Tyler needs to hand the watch back to grown-ups, so that he can be fifteen.",
    Heading.NEXT: "A better lock, a bed of his own, and a youth worker whom he chooses himself.",
}
TEXTS = {"Maisie": MAISIE, "Tyler": TYLER, "Alfie": {Heading.DAY: "Alfie eats, sleeps and grows as he should."}}
FACTORS = {"Maisie": ("3B", "18B"), "Tyler": ("3C",)}
NOT_CRAIG = "Tyler asked that his father does not read it, and what it says of the nights would show how they live now"


def start_assessments(carrows: Carrows) -> dict[str, Assessment]:
    """Start one for each child, and ask the school for its part of Maisie’s."""
    worker = carrows.cast.users["social_worker"]
    with time.at(moment(9, 24, 11, 0)):
        found = {child.given_name: start(by=worker, child=child) for child in carrows.children}
    with time.at(moment(10, 9, 10, 20)):
        _asked_school(carrows, found["Maisie"])
    return found


def _asked_school(carrows: Carrows, assessment: Assessment) -> None:
    worker, leanne = carrows.cast.users["social_worker"], carrows["Leanne"]
    if assessment.occasion is None:
        raise ValueError("an assessment that was started here has an occasion")
    record_agreement(
        by=worker,
        occasion=assessment.occasion,
        person=leanne,
        kind=AgreementKind.ASK_AGENCIES,
        answer=Answer.YES,
        asked_by=worker.name,
        asked_on=date(2026, 9, 30),
        how=Channel.FACE,
        in_words="Ask the school. They know her best.",
        agencies=SCHOOL,
    )
    school = carrows.cast.users["school"]
    asked = ask_agency(
        by=worker, assessment=assessment, agency=SCHOOL, name=school.name, email=school.email, question=QUESTION
    )
    with time.at(moment(10, 14, 8, 50)):
        answer_part(by=PUBLIC, part=asked.part, words=PART)


def write_assessments(carrows: Carrows, found: dict[str, Assessment]) -> None:
    """Write them, give Maisie’s to both parents apart, and bring Tyler’s to where a manager can decide."""
    worker = carrows.cast.users["social_worker"]
    with time.at(moment(11, 10, 11, 15)):
        passages = {
            name: {
                heading: save_passage(by=worker, assessment=found[name], heading=heading, words=words, revision=0)
                for heading, words in texts.items()
            }
            for name, texts in TEXTS.items()
        }
        for name, codes in FACTORS.items():
            set_factors(by=worker, assessment=found[name], codes=codes)
    _tyler(carrows, found["Tyler"], passages["Tyler"])
    _maisie(carrows, found["Maisie"], passages["Maisie"])


def _tyler(carrows: Carrows, assessment: Assessment, passages: dict[Heading, Passage]) -> None:
    worker, leanne, craig = carrows.cast.users["social_worker"], carrows["Leanne"], carrows["Craig"]
    by, given = carrows.cast.users["mother"], passages.values()
    with time.at(moment(11, 11, 14, 0)):
        give_to_read(by=worker, assessment=assessment, person=leanne, passages=[*given], answer_by=date(2026, 11, 18))
        do_not_give(by=worker, assessment=assessment, person=craig, because=NOT_CRAIG)
    with time.at(moment(11, 15, 20, 35)):
        for heading, passage in passages.items():
            words, view = "", FamilyView.RIGHT
            if heading == Heading.MONEY:
                view, words = FamilyView.LIKE_THIS, "He chose the sofa so that the little ones have the beds."
            answer_passage(by=by, person=leanne, passage=passage, view=view, words=words)


def _maisie(carrows: Carrows, assessment: Assessment, passages: dict[Heading, Passage]) -> None:
    """Give the mother all of it, and the father what speaks of his daughter and not of how they live now."""
    worker, until = carrows.cast.users["social_worker"], date(2026, 11, 25)
    for_craig = [passages[one] for one in (Heading.STRONG, Heading.WORRY, Heading.NEXT)]
    with time.at(moment(11, 17, 10, 40)):
        for name, given in (("Leanne", [*passages.values()]), ("Craig", for_craig)):
            give_to_read(by=worker, assessment=assessment, person=carrows[name], passages=given, answer_by=until)
