"""Tyler’s own plan, as early help while his assessment waits: what he agreed to himself, promised, and is asked to do."""

from datetime import date

from rock.core import time
from rock.demo.today.carrows import Carrows, moment
from rock.demo.today.facts import TYLER
from rock.demo.today.lines import Line, write_line
from rock.practice.assessments.models import Assessment
from rock.practice.plans.facts import Answered, Wording
from rock.practice.plans.models import ItemKind, Part, Plan, PlanItem, Standing, View
from rock.practice.plans.services.saying import keep_version, say_view
from rock.practice.plans.services.starting import start_plan
from rock.records.models import AgreementKind, Answer, Channel, Slot
from rock.records.services.agreements import record_agreement

REVIEW_ON, LOOK_AGAIN_ON = date(2026, 12, 7), date(2026, 12, 18)
HIS_GOOD_DAY = "I sleep before midnight, I train, and nobody has to ask me what I heard."
HIS_PROMISE = "I go to bed at half past eleven on school nights, once Mum has checked the door."
ASKED_OF_HIM = "Come to the youth evening at the hub once, and tell Aisha honestly how it was."
FORM_TUTOR, NURSE = f"Mr Adeyemi at {TYLER.school}", "The school nurse"
BOTH = ("Tyler", "Leanne")
JUST_ME = "Just me"


def agree(carrows: Carrows, assessment: Assessment) -> None:
    """Let Tyler say for himself whether he wants help, and whom the worker may ask about him."""
    if assessment.occasion is None:
        raise ValueError("an assessment that was started here has an occasion")
    worker = carrows.cast.users["social_worker"]
    with time.at(moment(11, 4, 18, 5)):
        for kind, answer, words, agencies in (
            (AgreementKind.HELP, Answer.YES, "Alright. But with you, not with a different one each time.", ""),
            (AgreementKind.ASK_AGENCIES, Answer.YES, "He is alright. Only him, not the staff room.", FORM_TUTOR),
            (AgreementKind.ASK_AGENCIES, Answer.NO, "No. She tells everybody.", NURSE),
        ):
            record_agreement(
                by=worker,
                occasion=assessment.occasion,
                person=carrows["Tyler"],
                kind=kind,
                answer=answer,
                asked_by=worker.name,
                asked_on=date(2026, 11, 4),
                how=Channel.FACE,
                in_words=words,
                agencies=agencies,
            )


def make_his_plan(carrows: Carrows) -> Plan:
    """Write it with Tyler and his mother, who did not want to wait for the decision, and keep it as they agreed it."""
    worker, tyler, leanne = carrows.cast.users["social_worker"], carrows["Tyler"], carrows["Leanne"]
    with time.at(moment(11, 16, 16, 30)):
        plan = start_plan(
            by=worker,
            family=carrows.family,
            child=tyler,
            standing=Standing.EARLY_HELP,
            review_on=REVIEW_ON,
            lead=worker,
            members=[(tyler, Part.CHILD), (leanne, Part.PARENT)],
        )
        items = [write_line(worker, plan, line, carrows) for line in _lines(carrows)]
        _said(carrows, items)
        said = [Answered(one, agrees=True, knows_what_if=True) for one in (tyler, leanne)]
        keep_version(by=worker, plan=plan, answers=said)
    return plan


def _lines(carrows: Carrows) -> list[Line]:
    """Return the lines: what he said only for himself, only he reads."""
    return [
        Line(ItemKind.GOOD_DAY, Wording(HIS_GOOD_DAY), "Tyler", ("Tyler",), JUST_ME),
        Line(
            ItemKind.WORRY,
            Wording("Tyler stays up until everybody sleeps, and he carries that on his own."),
            readers=BOTH,
        ),
        Line(ItemKind.STRONG, Wording("He is the one whom the little ones run to."), "Leanne", BOTH),
        *_promises(carrows),
        Line(
            ItemKind.WHAT_IF,
            Wording(
                "He wakes Leanne and stays with the little ones. Leanne rings 999.", "Tyler hears somebody at the door"
            ),
            readers=BOTH,
        ),
        Line(
            ItemKind.NOTHING_CHANGES,
            Wording("We meet with Denise Thornber and look again at where Tyler sleeps.", due_on=LOOK_AGAIN_ON),
            readers=BOTH,
        ),
    ]


def _promises(carrows: Carrows) -> list[Line]:
    worker, tyler, leanne = carrows.cast.users["social_worker"], carrows["Tyler"], carrows["Leanne"]
    door = Wording(
        "I check the door at ten, and I tell Tyler that I have.",
        due_on=date(2026, 11, 27),
        owner=leanne,
        slot=Slot.NIGHT,
    )
    bed = Wording(
        "I ask for a bed of his own, and tell Tyler what they say.",
        due_on=date(2026, 12, 4),
        owner=worker,
        slot=Slot.BEDTIME,
    )
    his = Wording(HIS_PROMISE, due_on=date(2026, 11, 30), owner=tyler, slot=Slot.BEDTIME)
    asked = Wording(ASKED_OF_HIM, due_on=date(2026, 12, 2), owner=tyler, slot=Slot.EVENING)
    return [
        Line(ItemKind.PROMISE, door, "Leanne", BOTH),
        Line(ItemKind.PROMISE, his, "Tyler", ("Tyler",), JUST_ME),
        Line(ItemKind.PROMISE, asked, readers=BOTH),
        Line(ItemKind.PROMISE, bed, readers=BOTH),
    ]


def _said(carrows: Carrows, items: list[PlanItem]) -> None:
    """Let him agree with what his mother promised; what is asked of him he has not answered."""
    promises = [one for one in items if one.kind == ItemKind.PROMISE]
    say_view(by=carrows.cast.users["social_worker"], item=promises[0], view=View.AGREE, person=carrows["Tyler"])
