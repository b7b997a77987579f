"""Five weeks in, they look at Maisie’s day together: what each says became of it, and the plan as they agreed it anew."""

from dataclasses import replace

from rock.core import time
from rock.demo.today.carrows import Carrows, moment
from rock.demo.today.plan import AT_THE_GATE, REVIEW_ON
from rock.practice.plans.facts import Answered, wording_of
from rock.practice.plans.models import Plan, PlanItem, Review
from rock.practice.plans.review_facts import MarkFacts, ReviewFacts
from rock.practice.plans.services.reviewing import hold_review
from rock.practice.plans.services.saying import keep_version
from rock.practice.plans.services.writing import reword
from rock.practice.visits.facts import PresentFacts
from rock.practice.visits.services.sharing import share
from rock.records.models import Mark, Slot, SlotMark, Statement

ON_TWO_DAYS = "I am at the gate on Mondays and Wednesdays, and we do spellings."
WHAT_CHANGED = (
    "A dark room, a light by the bunk, and somebody at the gate. The nights are not settled yet, so we go on."
)
SHOW_MUM = "Yes, that is alright"


def look_together(carrows: Carrows, plan: Plan) -> None:
    """Hold the review at the grandmother's table, let those who were there read it, and keep the plan as it reads then."""
    worker = carrows.cast.users["social_worker"]
    with time.at(moment(11, 13, 17, 30)):
        review = hold_review(by=worker, plan=plan, facts=_said(carrows))
        _share(carrows, review)
        _two_days(carrows, plan)
        said = [Answered(carrows[name], agrees=True, knows_what_if=True) for name in ("Leanne", "Maureen")]
        keep_version(by=worker, plan=plan, answers=said)


def _said(carrows: Carrows) -> ReviewFacts:
    maisie, leanne = carrows["Maisie"], carrows["Leanne"]
    return ReviewFacts(
        happened_at=moment(11, 13, 16, 15),
        next_on=REVIEW_ON,
        marks=(
            MarkFacts(Slot.WAKING, Mark.BETTER, maisie),
            MarkFacts(Slot.BREAKFAST, Mark.BETTER, maisie, "Jess keeps my seat."),
            MarkFacts(Slot.NIGHT, Mark.SAME, maisie, "I still dream about the stairs."),
            MarkFacts(Slot.BREAKFAST, Mark.BETTER, leanne, "There is milk on Thursdays now."),
            MarkFacts(Slot.NIGHT, Mark.BETTER, leanne, "She comes in to me two nights a week, not every night."),
            MarkFacts(Slot.NIGHT, Mark.SAME),
        ),
        what_changed=WHAT_CHANGED,
        present=tuple(PresentFacts(person=one) for one in (maisie, leanne, carrows["Maureen"])),
        place="At Maureen’s table",
    )


def _share(carrows: Carrows, review: Review) -> None:
    """Let the mother read every mark and what changed it, and Maisie her own marks."""
    marks = SlotMark.objects.filter(occasion=review.occasion).select_related("statement")
    for mark in marks:
        _give(carrows, mark.statement, "Leanne")
        if mark.person == carrows["Maisie"]:
            _give(carrows, mark.statement, "Maisie")
    _give(carrows, review.what_changed, "Leanne")


def _give(carrows: Carrows, statement: Statement | None, name: str) -> None:
    if statement is None:
        raise LookupError("what is said at a review of the demo has words")
    worker = carrows.cast.users["social_worker"]
    share(by=worker, statement=statement, reader=carrows[name], speaker_said=SHOW_MUM)


def _two_days(carrows: Carrows, plan: Plan) -> None:
    """Let the grandmother word her promise anew: she can come on a second day."""
    item = PlanItem.objects.select_related("wording__statement").get(plan=plan, promise__what=AT_THE_GATE)
    if item.wording is None:
        raise LookupError("a line of the demo's plan has no words")
    wording = wording_of(item.wording)
    reword(
        by=carrows.cast.users["social_worker"],
        item=item,
        revision=item.revision,
        wording=replace(wording, words=ON_TWO_DAYS),
        by_person=carrows["Maureen"],
    )
