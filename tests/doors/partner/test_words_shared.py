"""How the family worded a promise reaches its partner only after its speaker was asked."""

import pytest

from rock.core.services import Refused
from rock.doors.partner.models import Invitation, SharedWording
from rock.doors.partner.services.sharing import share_wording
from tests.doors.partner.standing import Near, enter, near
from tests.doors.partner.test_pages import plan_line
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db


@shared
def here() -> Near:
    return near()


def test_how_the_family_worded_a_promise_is_read_after_asking_and_taken_back(here: Near, pages: PageClient) -> None:
    here.invite()
    item = plan_line(here, "A seat for Kai next to Jess", person=here.dee)
    door = enter(pages)
    client, base = PageClient(here.ama), f"/people/{here.kai.pk}/partners/"
    row = Invitation.objects.get()
    assert "next to Jess" not in door.get("/partner/").text
    assert "Dee Ashdown worded it" in client.get(base).words
    address = f"{base}{row.pk}/words/{item.promise_id}/"
    form = client.get(address)
    assert client.submit(form).errors == ["Ask them, and write what they said"]
    assert client.submit(form, said="Yes, tell the school.").location == base
    assert "A seat for Kai next to Jess" in door.get("/partner/").words
    assert "Dee Ashdown said that they may read it" in client.get(base).words
    assert client.post(f"{address}stop/").location == base
    assert "next to Jess" not in door.get("/partner/").text
    assert SharedWording.objects.get().speaker_said == "Yes, tell the school."
    assert pages.as_user(here.bev).get(address).status == 404


def test_words_that_give_a_hidden_address_away_are_not_shared_even_after_asking(here: Near) -> None:
    row = here.invite()
    make.address(here.dee, "7 Quayside Walk, Fleetwood", "FY7 6AB", hidden=True)
    item = plan_line(here, "They fetch him from Quayside Walk", person=here.dee)
    assert item.wording is not None
    with pytest.raises(Refused, match="This would give away what is hidden"):
        share_wording(by=here.ama, invitation=row, wording=item.wording, speaker_said="Yes")
    with pytest.raises(Refused, match="Ask them first"):
        share_wording(by=here.ama, invitation=row, wording=item.wording, speaker_said=" ")


def test_a_promise_of_another_service_cannot_be_shared_with_this_one(here: Near, pages: PageClient) -> None:
    row = here.invite()
    mine, others = here.promise(), here.promise("Weigh Kai", owner_agency="The health visitor")
    for promise in (mine, others):
        assert pages.as_user(here.ama).get(f"/people/{here.kai.pk}/partners/{row.pk}/words/{promise.pk}/").status == 404
