import pytest
from django.contrib.auth.models import Permission
from django.db import Error, transaction

from rock.core.jobs import enqueue
from rock.core.tasks import deliver
from rock.reach.models import ViewLog
from rock.records.models import ClockRule, Person
from tests.support import factories as make
from tests.support.emptying import Loaded
from tests.support.jobs import waiting

pytestmark = pytest.mark.django_db(transaction=True)


def view() -> None:
    ViewLog.objects.create(user=make.staff_user(), person=make.person(), page="person", purpose="work")


def test_what_was_committed_is_gone_and_what_was_loaded_stands_again() -> None:
    loaded, rules, rights = Loaded(), set(ClockRule.objects.values_list()), set(Permission.objects.values_list())
    view()
    ClockRule.objects.all()[:1].get().delete()
    ClockRule.objects.update(name="Another name")
    Permission.objects.all().delete()
    enqueue(deliver, message_id=0)
    loaded.restore()
    assert rules
    assert set(ClockRule.objects.values_list()) == rules
    assert set(Permission.objects.values_list()) == rights
    assert not Person.objects.exists()
    assert not ViewLog.objects.exists()
    assert waiting() == []


def test_a_log_that_only_grows_does_so_afterwards() -> None:
    loaded = Loaded()
    view()
    loaded.restore()
    view()
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        ViewLog.objects.update(page="other")
