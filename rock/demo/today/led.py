"""Ruby Fairclough’s plan, which nobody but her school leads: early help, written at a table in the school."""

from datetime import date

from rock.core import time
from rock.demo.today.carrows import moment
from rock.demo.today.facts import SCHOOL
from rock.demo.today.faircloughs import Faircloughs, lead_of
from rock.demo.today.lines import Line, write_line
from rock.doors.partner.models import Invitation
from rock.doors.partner.queries.doors import shared_wordings
from rock.doors.partner.queries.leading import lines_to_share
from rock.doors.partner.services.inviting import Who, Why, invite
from rock.doors.partner.services.sharing import share_lines
from rock.doors.partner.services.suggesting import suggest_line
from rock.practice.plans.facts import Answered, Named, Wording
from rock.practice.plans.models import ItemKind, Part, Plan, Standing
from rock.practice.plans.services.promises import close_promise
from rock.practice.plans.services.saying import keep_version
from rock.practice.plans.services.starting import start_plan
from rock.records.models import AgreementKind, Answer, Channel, Promise, PromiseState, Slot
from rock.records.services.agreements import record_agreement

UNTIL, REVIEW_ON = date(2027, 7, 23), date(2026, 12, 7)
TOLD_US = "Yes, she sat with us when we wrote it. She may read all of that."
SUGGESTED = "Ruby has eaten by nine on every day that she came to breakfast club."
TOGETHER = ("Ruby", "Rachel")


def make_led_plan(home: Faircloughs) -> None:
    """Write the plan at the school, invite her who leads it, and let a month pass."""
    _led(home, _plan(home))


def _plan(home: Faircloughs) -> Plan:
    worker, people = home.cast.users["social_worker"], home.people
    with time.at(moment(10, 12, 15, 40)):
        plan = start_plan(
            by=worker,
            family=home.family,
            child=people["Ruby"],
            standing=Standing.EARLY_HELP,
            review_on=REVIEW_ON,
            partner_lead=lead_of(home.cast),
            members=[(people["Ruby"], Part.CHILD), (people["Rachel"], Part.PARENT)],
        )
        for line in _lines(home):
            write_line(worker, plan, line, people)
        answers = [Answered(people["Ruby"], agrees=True), Answered(people["Rachel"], agrees=True, knows_what_if=True)]
        keep_version(by=worker, plan=plan, answers=answers)
        _may_ask(home, plan)
    return plan


def _lines(home: Faircloughs) -> list[Line]:
    lines: tuple[tuple[ItemKind, Wording, str], ...] = (
        (ItemKind.GOOD_DAY, Wording("Somebody says good morning, and I am there when they do the register."), "Ruby"),
        (ItemKind.WORRY, Wording("Ruby gets herself up and out in the dark, and she is too young for that."), "Rachel"),
        (ItemKind.STRONG, Wording("We do our reading every night, even when I am tired."), "Rachel"),
        *_promises(home),
        (
            ItemKind.WHAT_IF,
            Wording("I ring the school office before seven, and they ring Mrs Lund next door.", "my shift is changed"),
            "Rachel",
        ),
        (
            ItemKind.NOTHING_CHANGES,
            Wording("We sit down with the bakery together, if Rachel wants that.", due_on=date(2026, 12, 14)),
            "",
        ),
    )
    return [Line(kind, wording, who, TOGETHER) for kind, wording, who in lines]


def _promises(home: Faircloughs) -> list[tuple[ItemKind, Wording, str]]:
    def by(owner: Named, due_on: date, slot: Slot, words: str) -> Wording:
        return Wording(words, due_on=due_on, owner=owner, slot=slot)

    rachel, worker = home.people["Rachel"], home.cast.users["social_worker"]
    club = "A place at breakfast club from half past seven, without a bill."
    minder = "I find out with Rachel what help there is to pay for a childminder."
    return [
        (
            ItemKind.PROMISE,
            by(rachel, date(2026, 10, 30), Slot.WAKING, "I ask the bakery for two later starts a week."),
            "Rachel",
        ),
        (ItemKind.PROMISE, by(SCHOOL, date(2026, 11, 27), Slot.BREAKFAST, club), ""),
        (ItemKind.PROMISE, by(worker, date(2026, 11, 25), Slot.READY, minder), ""),
    ]


def _may_ask(home: Faircloughs, plan: Plan) -> None:
    worker = home.cast.users["social_worker"]
    record_agreement(
        by=worker,
        occasion=plan.occasion,
        person=home.people["Rachel"],
        kind=AgreementKind.ASK_AGENCIES,
        answer=Answer.YES,
        asked_by=worker.name,
        asked_on=date(2026, 10, 12),
        how=Channel.FACE,
        in_words="Of course. She is sitting here.",
        agencies=SCHOOL,
    )


def _led(home: Faircloughs, plan: Plan) -> None:
    """Invite her who leads it, let her read what the family let her read, and let two weeks pass."""
    worker, school = home.cast.users["social_worker"], home.cast.users["school"]
    with time.at(moment(10, 16, 10, 15)):
        who, why = Who(school.name, SCHOOL, school.email), Why("So that she can lead Ruby’s plan")
        row = invite(by=worker, child=home.people["Ruby"], who=who, why=why, until=UNTIL)
        _shared(home, plan, row)
    with time.at(moment(10, 28, 17, 5)):
        asked = Promise.objects.get(family=home.family, owner=home.people["Rachel"], state=PromiseState.OPEN)
        close_promise(by=worker, promise=asked, state=PromiseState.KEPT, word="Tuesdays and Fridays, from November.")
    with time.at(moment(11, 12, 15, 50)):
        suggest_line(by=school, invitation=row, plan=plan, kind=ItemKind.STRONG, wording=Wording(SUGGESTED))


def _shared(home: Faircloughs, plan: Plan, row: Invitation) -> None:
    read = Invitation.objects.annotate(shared=shared_wordings()).select_related("holder__user", "child").get(pk=row.pk)
    for one in lines_to_share(read, plan):
        share_lines(by=home.cast.users["social_worker"], invitation=row, wordings=one.rows, speaker_said=TOLD_US)
