from datetime import date

import pytest

from rock.accounts.policy import Action
from rock.accounts.roles import Role
from rock.reach.queries import reachable
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def test_a_worker_reaches_whom_they_were_granted_and_nobody_else() -> None:
    worker = make.staff_user(Role.SOCIAL_WORKER)
    child, stranger = make.person("Ama", born=date(2016, 5, 3)), make.person()
    make.grant(worker, child)
    assert worker.may(Action.SEE_PERSON)
    assert list(reachable(worker)) == [child] != [stranger]


def test_a_circle_reaches_until_the_person_is_restricted() -> None:
    worker = make.staff_user()
    child = make.person()
    make.grant(make.circle("pod-1", [worker]), [child])
    assert reachable(worker).count() == 1
    make.restriction(child, worker)
    assert reachable(worker).count() == 0


def test_a_statement_is_signed_off_and_about_its_people() -> None:
    child = make.person()
    said = make.statement(about=[child])
    assert said.signed_off_at
    assert [row.person for row in said.about.all()] == [child]
