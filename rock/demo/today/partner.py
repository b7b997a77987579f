"""The school's safeguarding lead is invited for Maisie: one promise is due, one is late, and she wrote what she saw."""

from datetime import date

from rock.core import time
from rock.demo.today.carrows import Carrows, moment
from rock.demo.today.facts import SCHOOL
from rock.doors.partner.models import Invitation
from rock.doors.partner.services.answering import tell_day
from rock.doors.partner.services.inviting import Who, Why, invite, make_holder
from rock.doors.partner.services.sharing import share_wording
from rock.practice.plans.facts import Wording
from rock.practice.plans.models import ItemKind, Plan, PlanItem
from rock.practice.plans.services.writing import write_item
from rock.records.models import Slot

UNTIL = date(2027, 7, 23)
MEETS_HER = "Somebody whom Maisie chooses meets her at the gate for the first ten minutes."
SAW = "She was at the gate before the bell, and read to two of the little ones at lunch."


def invite_school(carrows: Carrows, plan: Plan) -> None:
    """Invite her, let her read how Maisie worded her promise, and let her write what she saw."""
    worker, school = carrows.cast.users["social_worker"], carrows.cast.users["school"]
    who = Who(school.name, SCHOOL, school.email)
    with time.at(moment(10, 15, 9, 40)):
        make_holder(by=worker, user=school, who=who)
        why = Why(
            "So that the school keeps its promises, and says how Maisie’s day is there",
            not_close_because="The family’s list has her there for her work at the school",
        )
        row = invite(by=worker, child=carrows["Maisie"], who=who, why=why, until=UNTIL)
        _share_seat(carrows, plan, row)
    with time.at(moment(10, 21, 15, 50)):
        wording = Wording(MEETS_HER, due_on=date(2026, 11, 9), owner=SCHOOL, slot=Slot.JOURNEY)
        write_item(by=worker, plan=plan, kind=ItemKind.PROMISE, wording=wording)
    with time.at(moment(11, 3, 15, 40)):
        tell_day(by=school, invitation=row, slot=Slot.SCHOOL, words=SAW)


def _share_seat(carrows: Carrows, plan: Plan, row: Invitation) -> None:
    seat = PlanItem.objects.select_related("wording").get(plan=plan, promise__what__contains="breakfast club")
    if seat.wording is None:
        raise LookupError("a line of the demo's plan has no words")
    said = "Yes, tell Miss Nandakumar, so that she knows that I mean Jess."
    share_wording(by=carrows.cast.users["social_worker"], invitation=row, wording=seat.wording, speaker_said=said)
