"""What a partner writes is shown at no family's door by itself: not the words, and of an answer only what readers of the promise may know."""

from datetime import timedelta

import pytest

from rock.core import time
from rock.doors.partner.services.answering import PromiseAnswer, Said, answer_promise, tell_day
from rock.practice.plans.queries.for_reader import plan_for
from rock.practice.plans.services.promises import ask_service
from rock.practice.plans.services.readers import share_item
from rock.practice.visits.queries.day import shared_day
from rock.records.models import Audience, Slot
from tests.doors.partner.standing import PRIYA, Near, near
from tests.doors.partner.test_pages import plan_line
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
SECRET = "Kai told the cook that Dad shouts"
LATER = time.today() + timedelta(days=20)


@shared
def here() -> Near:
    return near()


@pytest.mark.parametrize("said", [Said.DONE, Said.CANNOT, Said.LATER, Said.NO])
def test_words_with_an_answer_stay_with_the_staff(here: Near, said: Said) -> None:
    row = here.invite()
    item = plan_line(here, "Save him a breakfast")
    assert item.promise is not None
    ask_service(by=here.ama, promise=item.promise, service_name=PRIYA.agency)
    for parent in (here.dee, here.ray):
        share_item(by=here.ama, item=item, reader=parent)
    before = Audience.objects.count()
    item.promise.refresh_from_db()
    answer = PromiseAnswer(said, SECRET, LATER)
    answer_promise(by=row.holder.user, invitation=row, promise=item.promise, answer=answer)
    for parent in (here.dee, here.ray):
        plan = plan_for([parent.pk], [here.kai.pk])
        assert plan is not None
        assert "Save him a breakfast" in repr(plan)
        assert SECRET not in repr(plan)
    assert Audience.objects.count() == before


def test_what_the_school_saw_is_in_no_day_of_the_familys(here: Near) -> None:
    row = here.invite()
    tell_day(by=row.holder.user, invitation=row, slot=Slot.SCHOOL, words=SECRET)
    for reader in (here.dee, here.ray, here.kai):
        day = shared_day([here.kai.pk], [reader.pk])
        assert SECRET not in repr(day)
        assert all(source != "school" for source in day.sources)
