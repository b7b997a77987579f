"""Asha leaves on Friday: the links and cards that she gave open on, what she began is counted and hers, and she reaches nobody."""

from datetime import timedelta

import pytest
import time_machine

from rock.core import time
from rock.core.drafts import save_draft
from rock.core.models import Draft
from rock.core.services import SYSTEM
from rock.doors.child.services.opening import give_card
from rock.doors.family.services.opening import make_key
from rock.reach.queries import reachable
from rock.records.models import Person
from rock.teams.leaving import left_by
from rock.teams.models import PostTitle
from rock.teams.services.allocating import allocate
from rock.teams.services.leaving import hand_on
from rock.teams.services.pods import end_post, fill_post, make_pod
from tests.doors.family.planned import Planned, planned
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db
TYPED = {"words": ["He was alone again on Tuesday"]}


@pytest.fixture
def made(db: None) -> Planned:
    """Give the family with Asha as Kai’s worker, in a pod with Kit and their manager."""
    found = planned()
    Person.objects.filter(pk=found.kai.pk).update(birth_date=time.add_months(time.today(), -110), birth_kind="exact")
    found.kai.refresh_from_db()
    return found


def test_links_cards_and_drafts_of_a_worker_who_leaves_on_friday(made: Planned) -> None:
    manager, kit = made.told.manager, make.staff_user(name="Kit Moss")
    pod = make_pod(by=SYSTEM, name="Sea", service_name="Families", starts=make.LONG_AGO)
    titles = ((manager, PostTitle.MANAGER), (made.asha, PostTitle.SOCIAL_WORKER), (kit, PostTitle.SOCIAL_WORKER))
    for user, title in titles:
        fill_post(by=SYSTEM, pod=pod, user=user, title=title, starts=make.LONG_AGO)
    family = made.told.family
    allocate(by=manager, child=made.kai, family=family, pod=pod, worker=made.asha, second=kit)
    key = make_key(by=made.asha, person=made.dee)
    card, words = give_card(by=made.asha, person=made.kai)
    save_draft(by=made.asha, form="visit", subject=str(family.pk), answers=TYPED)
    before = made.door(made.dee).get("/w/plan/").words

    friday = time.today()
    allocate(by=manager, child=made.kai, family=family, pod=pod, worker=kit, second=manager, starts=friday)
    page = PageClient(manager).get(f"/children/leaving/{made.asha.pk}/")
    assert "1 page was begun and not sent. Only Asha Begum can open it" in page.words
    assert "alone again" not in page.text
    hand_on(by=manager, what=left_by(made.asha, reader=manager)[0], to=kit)
    end_post(by=manager, post=made.asha.posts.get(ends__isnull=True))
    made.asha.grants.update(ends=time.now())

    with time_machine.travel(time.now() + timedelta(days=3)):
        assert not reachable(made.asha).exists()
        for url in (f"/people/{made.kai.pk}/", f"/plans/{made.plan.pk}/", f"/families/{family.pk}/"):
            assert PageClient(made.asha).get(url).status == 404, url
        assert Draft.objects.get(user_id=made.asha.pk).answers == TYPED
        assert not Draft.objects.filter(user_id=kit.pk).exists()
        assert PageClient().get(f"/w/{key.token}/").status == 200
        after = made.door(made.dee).get("/w/plan/").words
        assert ("Kit Moss" in before, "Kit Moss" in after) == (False, True)
        assert "Breakfast is ready at eight." in after
        child = PageClient()
        child.submit(child.get("/me/"), card=f"{card.pk} {words}")
        assert child.get("/me/day/").status == 200
        assert PageClient(kit).get(f"/plans/{made.plan.pk}/").status == 200
