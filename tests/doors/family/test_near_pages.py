"""The worker’s pages about somebody in the network: telling them, what they answered, and what they offer."""

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.models import OutgoingMessage
from rock.records.models import (
    Telling,
)
from tests.doors.family.planned import Planned
from tests.doors.family.standing import STREET
from tests.doors.family.telling_near import SAID, WORDS, tell
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def test_the_worker_finds_the_way_from_the_network_the_request_and_her_page(made: Planned) -> None:
    worker = PageClient(made.asha)
    url = f"/door/{made.jo.pk}/tell/{made.told.family.pk}/"
    network = worker.get(f"/families/{made.told.family.pk}/network/")
    assert "Told nothing yet." in network.words
    told_page = f"/hub/{made.told.decision.request.reference}/tell/"
    unreached = PageClient(made.told.manager).get(told_page)
    assert "Nan Told nothing yet." in unreached.words
    assert "Jo Poole" not in unreached.text
    make.grant(made.told.manager, made.jo)
    hub = PageClient(made.told.manager).get(f"/hub/{made.told.decision.request.reference}/tell/")
    near = worker.get(worker.get(f"/door/{made.jo.pk}/").link("What Jo Poole offers, and was told"))
    for page in (network, hub, near):
        assert url in page.text
    tell(made)
    assert "To be told now" in worker.get(f"/families/{made.told.family.pk}/network/").words
    assert (
        "Jo Poole, Nan" in PageClient(made.told.manager).get(f"/hub/{made.told.decision.request.reference}/tell/").words
    )


def test_the_worker_asks_writes_and_sees_it_stand(made: Planned) -> None:
    worker = PageClient(made.asha)
    url = f"/door/{made.jo.pk}/tell/{made.told.family.pk}/"
    form = worker.get(url)
    assert "We would like to get to know you" not in form.text
    wrong = worker.submit(form, choice="now")
    assert "Choose who said yes" in wrong.errors
    assert "Write what they are told" in wrong.errors
    day = time.today()
    facts = {
        "choice": "now",
        "agreed_by": str(made.dee.pk),
        "asked_on__day": str(day.day),
        "asked_on__month": str(day.month),
        "asked_on__year": str(day.year),
        "asked_how": "face",
        "they_said": SAID,
        "channel": "letter",
    }
    hit = worker.submit(worker.get(url), words=f"They live at {STREET}.", **facts)
    assert "give away something that is hidden from Jo Poole" in hit.errors[0]
    assert STREET in hit.text
    assert worker.submit(worker.get(url), words=WORDS, **facts).location == f"/door/{made.jo.pk}/near/"
    page = worker.get(f"/door/{made.jo.pk}/near/")
    for words in ("To be told now", "Thank you for the Fridays.", "Dee Quillfeather said yes on", SAID):
        assert words in page.words
    telling = Telling.objects.get(person=made.jo)
    assert worker.get(f"/door/{made.jo.pk}/told/{telling.pk}/letter/").status == 200
    worker.submit(page, selector=f"form[action='/door/{made.jo.pk}/told/{telling.pk}/']")
    telling.refresh_from_db()
    assert telling.told_by == made.asha
    page = worker.get(f"/door/{made.jo.pk}/near/")
    worker.submit(page, selector="form[action$='/off/']")
    assert "Not on their page any more" in worker.get(f"/door/{made.jo.pk}/near/").words


def test_a_stranger_at_work_and_the_readers_tell_nobody(made: Planned) -> None:
    telling = tell(made)
    other = make.staff_user(Role.SOCIAL_WORKER)
    near_only = make.staff_user(Role.SOCIAL_WORKER)
    make.grant(near_only, made.jo)
    urls = [
        f"tell/{made.told.family.pk}/",
        f"told/{telling.pk}/",
        f"told/{telling.pk}/letter/",
        f"told/{telling.pk}/off/",
    ]
    for user in (other, near_only):
        for url in urls:
            for method in ("get", "post"):
                assert getattr(PageClient(user), method)(f"/door/{made.jo.pk}/{url}").status in {404, 405}
    assert PageClient(near_only).get(f"/door/{made.jo.pk}/near/").status == 404
    for reader in (made.dee, made.ray, made.jo):
        for url in urls:
            assert made.door(reader).get(f"/door/{made.jo.pk}/{url}").status in {403, 405}
    theirs = Telling.objects.get(person=made.ray)
    assert PageClient(made.asha).post(f"/door/{made.ray.pk}/told/{theirs.pk}/off/").status == 404
    assert PageClient(made.asha).get(f"/door/{made.ray.pk}/tell/{made.told.family.pk}/").status == 404


def test_the_worker_sees_that_she_changed_her_offer_and_what_it_was(made: Planned) -> None:
    tell(made)
    client, worker = made.door(made.jo), PageClient(made.asha)
    client.submit(client.get(f"/w/offers/{made.offer.pk}/"), words="I can have Kai on Saturdays.")
    assert OutgoingMessage.objects.filter(template="waiting", to=made.asha.email).exists()
    page = worker.get(f"/door/{made.jo.pk}/near/")
    for words in ("I can have Kai on Saturdays.", "I can have Kai on Fridays.", "They changed it on their own page."):
        assert words in page.words
    assert "I can have Kai on Saturdays." in worker.get(f"/families/{made.told.family.pk}/network/").words
    client.submit(client.get(f"/w/offers/{made.offer.pk}/"), words="")
    assert "Nothing now." in worker.get(f"/door/{made.jo.pk}/near/").words
