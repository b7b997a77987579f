"""The Carrows’ weeks with their worker, in order: visits, assessments, a plan, and pages of their own."""

from rock.core import time
from rock.core.services import SYSTEM
from rock.demo.today.assessments import start_assessments, write_assessments
from rock.demo.today.carrows import Carrows, moment
from rock.demo.today.near import tell_grandmother
from rock.demo.today.partner import invite_school
from rock.demo.today.plan import make_plan
from rock.demo.today.review import look_together
from rock.demo.today.tyler import agree, make_his_plan
from rock.demo.today.visits import make_visits
from rock.doors.child.services.opening import open_page
from rock.doors.family.services.opening import open_door
from rock.practice.plans.services.drift import find_drift
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views

PAGES = {"child": "Maisie", "young_person": "Tyler"}


def live(carrows: Carrows) -> None:
    """Tell the weeks from September to this morning."""
    assessments = start_assessments(carrows)
    make_visits(carrows)
    plan = make_plan(carrows, assessments["Maisie"])
    invite_school(carrows, plan)
    agree(carrows, assessments["Tyler"])
    write_assessments(carrows, assessments)
    look_together(carrows, plan)
    make_his_plan(carrows)
    _pages(carrows)
    tell_grandmother(carrows)
    _looked(carrows)
    with time.at(moment(11, 20, 2, 30)):
        find_drift(by=SYSTEM)


def _pages(carrows: Carrows) -> None:
    """Give two of the children a page of their own, and the grandmother the door of what she offers."""
    users = carrows.cast.users
    with time.at(moment(11, 4, 17, 40)):
        for key, name in PAGES.items():
            open_page(by=users["social_worker"], person=carrows[name], user=users[key])
        open_door(by=users["social_worker"], person=carrows["Maureen"], user=users["grandmother"])


def _looked(carrows: Carrows) -> None:
    """Let the worker have looked at the family’s records, as the mother finds on her page."""
    people = [carrows[name].pk for name in ("Leanne", "Craig", "Tyler", "Maisie", "Alfie")]
    for month, day in ((10, 14), (11, 4), (11, 13)):
        with time.at(moment(month, day, 9, 5)):
            log_views(user=carrows.cast.users["social_worker"], people=people, page="family", purpose=ViewPurpose.WORK)
