"""Maisie’s plan: five promises by four kinds of people, of which one is kept, one was carried and one is late."""

from datetime import date

from rock.core import time
from rock.demo.today.carrows import Carrows, moment
from rock.demo.today.facts import SCHOOL
from rock.demo.today.lines import Line, write_line
from rock.practice.assessments.models import Assessment
from rock.practice.plans.facts import Answered, Wording
from rock.practice.plans.models import ItemKind, Part, Plan, PlanItem, Standing, View
from rock.practice.plans.services.promises import ask_service, carry_promise, close_promise
from rock.practice.plans.services.saying import keep_version, say_view
from rock.practice.plans.services.starting import start_plan
from rock.records.models import Person, Promise, PromiseState, Slot

FIRST_REVIEW_ON, REVIEW_ON = date(2026, 11, 13), date(2026, 11, 20)
AT_THE_GATE = "I am at the gate on Mondays, and we do spellings."
HOUSING = "Housing team"
ROUND_THE_TABLE = ("Maisie", "Leanne", "Maureen")


def make_plan(carrows: Carrows, assessment: Assessment) -> Plan:
    """Write the plan round the table, agree it, and let five weeks pass over its promises."""
    worker = carrows.cast.users["social_worker"]
    with time.at(moment(10, 14, 16, 0)):
        plan = start_plan(
            by=worker,
            family=carrows.family,
            child=carrows["Maisie"],
            standing=Standing.IN_NEED,
            review_on=FIRST_REVIEW_ON,
            lead=worker,
            referral=assessment.referral,
            members=[
                (carrows["Maisie"], Part.CHILD),
                (carrows["Leanne"], Part.PARENT),
                (carrows["Maureen"], Part.NETWORK),
            ],
        )
        items = [write_line(worker, plan, line, carrows) for line in _lines(carrows)]
        _said(carrows, items)
        _agreed(carrows, plan)
    _passed(carrows)
    return plan


def _lines(carrows: Carrows) -> list[Line]:
    good = "I wake up when it is light, I have breakfast with Jess, and nobody shouts."
    worry = "Maisie is frightened at night, and her sleep decides how the next day goes."
    strong = "We have not missed a morning. That is us, and we did it on our own two feet."
    grown_ups = ("Leanne", "Maureen")
    return [
        Line(ItemKind.GOOD_DAY, Wording(good), "Maisie", ROUND_THE_TABLE),
        Line(ItemKind.WORRY, Wording(worry), readers=grown_ups),
        Line(ItemKind.STRONG, Wording(strong), "Leanne", ROUND_THE_TABLE),
        *(Line(ItemKind.PROMISE, wording, who, ROUND_THE_TABLE) for who, wording in _promises(carrows)),
        Line(
            ItemKind.WHAT_IF,
            Wording(
                "Leanne rings 999 first and Maureen next, and Maureen comes at once.",
                "somebody is at the door who frightens them",
            ),
            readers=grown_ups,
        ),
        Line(
            ItemKind.WHAT_IF,
            Wording(
                "Maureen has the children on the Saturday, so that Leanne can sleep.",
                "Leanne has had three bad nights",
            ),
            "Maureen",
            ROUND_THE_TABLE,
        ),
        Line(
            ItemKind.NOTHING_CHANGES,
            Wording("We meet with Denise Thornber and look for other help with the nights.", due_on=date(2026, 12, 18)),
            readers=grown_ups,
        ),
    ]


def _promises(carrows: Carrows) -> list[tuple[str, Wording]]:
    """Return the promises, each with whose idea it was (nobody: the worker's)."""
    worker = carrows.cast.users["social_worker"]

    def by(due_on: date, words: str, owner: Person | str, slot: Slot, help_needed: str = "") -> Wording:
        return Wording(words, due_on=due_on, owner=owner, slot=slot, help_needed=help_needed)

    return [
        (
            "Leanne",
            by(
                date(2026, 11, 6),
                "I put up a curtain and a light by the bunk.",
                carrows["Leanne"],
                Slot.NIGHT,
                "A drill",
            ),
        ),
        (
            "Maureen",
            by(
                date(2026, 11, 27),
                AT_THE_GATE,
                carrows["Maureen"],
                Slot.HOME,
            ),
        ),
        (
            "Maisie",
            by(date(2026, 11, 20), "A seat for Maisie at breakfast club, next to Jess.", SCHOOL, Slot.BREAKFAST),
        ),
        (
            "",
            Wording(
                "I find somebody whom Maisie can talk with each week about the nights.",
                due_on=date(2026, 11, 6),
                owner=worker,
                slot=Slot.NIGHT,
            ),
        ),
        ("", by(date(2026, 11, 13), "A lock that closes is fitted on the front door.", HOUSING, Slot.NIGHT)),
    ]


def _said(carrows: Carrows, items: list[PlanItem]) -> None:
    worker, leanne, nan = carrows.cast.users["social_worker"], carrows["Leanne"], carrows["Maureen"]
    promises = [one for one in items if one.kind == ItemKind.PROMISE]
    say_view(by=worker, item=items[0], view=View.AGREE, person=leanne)
    say_view(by=worker, item=items[1], view=View.AGREE, person=nan)
    idea = "Could she see the lady at the hub? She liked her at the summer club."
    say_view(by=worker, item=promises[3], view=View.ANOTHER_IDEA, words=idea, person=leanne, shown_back=True)


def _agreed(carrows: Carrows, plan: Plan) -> None:
    said = [("Maisie", None), ("Leanne", True), ("Maureen", True)]
    answers = [Answered(carrows[name], agrees=True, knows_what_if=knows) for name, knows in said]
    keep_version(by=carrows.cast.users["social_worker"], plan=plan, answers=answers)


def _passed(carrows: Carrows) -> None:
    """Let the mother keep hers, the worker need longer, and the housing team not answer."""
    worker = carrows.cast.users["social_worker"]

    def made(words: str) -> Promise:
        return Promise.objects.get(what__contains=words, state=PromiseState.OPEN, family=carrows.family)

    with time.at(moment(10, 15, 9, 30)):
        ask_service(by=worker, promise=made("A lock"), service_name=HOUSING, asked_on=date(2026, 10, 15))
    with time.at(moment(10, 30, 16, 10)):
        close_promise(
            by=worker,
            promise=made("curtain"),
            state=PromiseState.KEPT,
            word="Up on Wednesday. Dougie lent me the drill.",
        )
    with time.at(moment(11, 6, 15, 20)):
        why = "The hub has a place from the end of the month."
        carry_promise(by=worker, promise=made("each week"), due_on=date(2026, 11, 27), word=why)
