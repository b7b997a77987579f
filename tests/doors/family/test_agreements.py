"""What she agreed to share, on her page, and taking it back."""

from typing import Any

import pytest

from rock.core import time
from rock.core.models import OutgoingMessage
from rock.core.services import Refused
from rock.doors.family.queries.doors import door_of
from rock.doors.family.services.answering import withdraw_agreement
from rock.records.models import Agreement, AgreementKind, Answer, Event
from tests.doors.family.at_door import a_worker, at_door
from tests.doors.family.standing import Standing, door_user
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def agreed(told: Standing, **facts: Any) -> Agreement:
    rows = {"kind": AgreementKind.ASK_AGENCIES, "occasion": told.decision.request.occasion, "person": told.dee}
    return Agreement.objects.create(
        **rows | {"answer": Answer.YES, "asked_on": time.today(), "agencies": "The school nurse"} | facts
    )


def test_she_takes_back_what_she_agreed_to(told: Standing) -> None:
    worker = a_worker()
    told.named(told.dee, worker)
    row = agreed(told)
    client = PageClient(door_user(told.dee))
    page = client.get("/w/")
    assert "That we ask: The school nurse" in page.words
    sure = client.get(f"/w/back/{row.pk}/")
    assert client.submit(sure).location == "/w/"
    row.refresh_from_db()
    assert row.withdrawn_on == time.today()
    assert Event.objects.filter(kind="agreement_withdrawn", people__person=told.dee).count() == 1
    assert OutgoingMessage.objects.filter(template="waiting", to=worker.email).count() == 1
    assert "You took it back" in client.get("/w/").words
    assert client.get(f"/w/back/{row.pk}/").status == 404


def test_what_nobody_asked_her_is_not_shown(told: Standing) -> None:
    agreed(told, kind=AgreementKind.NOT_NEEDED, reason_not_needed="Asking would raise risk", decided_by=told.manager)
    agreed(told, answer=Answer.NOT_ASKED, agencies="The police")
    page = at_door(told)
    assert "raise risk" not in page.text
    assert "The police" not in page.text


def test_an_agreement_that_is_not_hers_cannot_be_taken_back(told: Standing) -> None:
    his = agreed(told, person=told.ray)
    user = door_user(told.dee)
    assert PageClient(user).post(f"/w/back/{his.pk}/").status == 404
    door = door_of(user)
    assert door is not None
    with pytest.raises(Refused):
        withdraw_agreement(by=user, door=door, agreement_id=his.pk)
    his.refresh_from_db()
    assert his.withdrawn_on is None
