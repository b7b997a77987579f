"""He tries her link, her code, numbers and guesses: nothing opens, and nothing is told."""

from urllib.parse import quote

import pytest

from rock.core import time
from rock.core.models import OutgoingMessage
from rock.core.services import Refused
from rock.doors.family.models import DoorCode, DoorKey
from rock.doors.family.services.opening import close_door, make_key
from rock.records.models import Statement, Telling
from tests.doors.family.opened import all_of
from tests.doors.family.standing import SCHOOL, STREET, Standing, betrays, door_user, enter, leave_family, sent
from tests.support.jobs import run_jobs
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def test_he_cannot_open_hers_by_numbers_in_the_address(both_told: Standing, ray: PageClient) -> None:
    hers = Telling.objects.get(person=both_told.dee)
    for url in (f"/w/letter/{hers.pk}/", f"/w/say/{hers.pk}/"):
        assert ray.get(url).status == 404
        assert ray.post(url, {"kind": "answer_understood", "words": "x"}).status in {404, 405}
    assert not Statement.objects.filter(replies_to=hers.statement).exists()
    for url in (
        "/hub/",
        f"/people/{both_told.dee.pk}/",
        f"/door/{both_told.dee.pk}/",
        f"/families/{both_told.decision.occasion.family_id}/",
    ):
        page = ray.get(url)
        assert page.status in {403, 404}
        assert betrays(all_of(page)) == []
    assert ray.post(f"/door/{both_told.dee.pk}/link/").status == 403


def test_her_link_in_his_browser_shows_nothing_and_leaves_him_who_he_is(both_told: Standing, ray: PageClient) -> None:
    token = make_key(by=both_told.manager, person=both_told.dee).token
    page = ray.get(f"/w/{token}/")
    assert "Dee" not in page.text
    assert "Ray" not in page.text
    asked = ray.submit(page)
    run_jobs()
    phone = OutgoingMessage.objects.filter(template="door_code").latest("pk").to
    assert phone == "07700900456"
    tried = ray.submit(ray.get(asked.location), code="000000")
    assert betrays(all_of(tried)) == []
    assert "They will talk with you too." in ray.get("/w/").words


def test_his_code_does_not_open_her_link(both_told: Standing, pages: PageClient) -> None:
    hers = make_key(by=both_told.manager, person=both_told.dee).token
    his = make_key(by=both_told.manager, person=both_told.ray).token
    pages.submit(pages.get(f"/w/{hers}/"))
    pages.submit(pages.get(f"/w/{his}/"))
    code = sent("door_code")
    assert pages.submit(pages.get(f"/w/{hers}/code/"), code=code).status == 200
    assert pages.submit(pages.get(f"/w/{his}/code/"), code=code).location == "/w/"
    assert "They will talk with you too." in pages.get("/w/").words


def test_a_session_made_for_her_link_is_no_good_with_his_user(both_told: Standing) -> None:
    """Even a forged session cannot pair his account with her link."""
    token = make_key(by=both_told.manager, person=both_told.dee)
    client = PageClient(door_user(both_told.ray))
    session = client.client.session
    session["family_door"] = {"key": token.key.pk, "seen": time.now().isoformat()}
    session.save()
    assert client.get("/w/").h1 == "This page is closed"


def test_guessing_codes_ends_after_five(both_told: Standing, pages: PageClient) -> None:
    token = make_key(by=both_told.manager, person=both_told.dee).token
    pages.submit(pages.get(f"/w/{token}/"))
    right = sent("door_code")
    for n in range(12):
        guess = f"{n:06}"
        assert guess == right or pages.submit(pages.get(f"/w/{token}/code/"), code=guess).status == 200
    assert pages.submit(pages.get(f"/w/{token}/code/"), code=right).status == 200
    assert DoorCode.objects.get().tries == 5
    assert DoorKey.objects.get(holder__person=both_told.dee, revoked_at=None).used_count == 0


def test_guessing_links_tells_nothing_and_is_limited(both_told: Standing, pages: PageClient) -> None:
    answers = set()
    for n in range(40):
        asked = pages.submit(pages.get(f"/w/GUES-{n:04}-AAAA-AAAA/"))
        answers.add(asked.location.replace(f"{n:04}", ""))
    assert len(answers) == 1
    good = make_key(by=both_told.manager, person=both_told.dee).token
    assert pages.submit(pages.get(f"/w/{good}/")).status == 302
    assert not DoorCode.objects.exists()  # this place has asked too often


def test_once_he_has_left_the_family_nothing_opens(both_told: Standing, ray: PageClient, pages: PageClient) -> None:
    token = make_key(by=both_told.manager, person=both_told.ray).token
    leave_family(both_told.ray)
    assert ray.get("/w/").h1 == "This page is closed"
    pages.submit(pages.get(f"/w/{token}/"))
    assert not DoorCode.objects.exists()
    with pytest.raises(Refused):
        make_key(by=both_told.manager, person=both_told.ray)


def test_closing_his_door_ends_it_on_every_device_at_once(both_told: Standing, pages: PageClient) -> None:
    token = make_key(by=both_told.manager, person=both_told.ray).token
    assert enter(pages, token).h1 == "Your page"
    other = PageClient()
    enter(other, token)
    close_door(by=both_told.manager, person=both_told.ray, because="He threatened her.")
    for client in (pages, other):
        assert client.get("/w/").h1 == "This page is closed"
        assert client.get(f"/w/{token}/").h1 == "Something is waiting for you"
    codes = DoorCode.objects.count()
    pages.submit(pages.get(f"/w/{token}/"))
    assert DoorCode.objects.count() == codes
    with pytest.raises(Refused, match="closed"):
        make_key(by=both_told.manager, person=both_told.ray)


def test_withdrawing_a_link_ends_the_session_that_it_opened(both_told: Standing, pages: PageClient) -> None:
    enter(pages, make_key(by=both_told.manager, person=both_told.ray).token)
    make_key(by=both_told.manager, person=both_told.ray)
    assert pages.get("/w/").h1 == "This page is closed"


def test_addresses_with_her_tokens_give_no_sign(both_told: Standing, ray: PageClient) -> None:
    for word in (STREET, SCHOOL, "Nowhere Lane"):
        assert ray.get(f"/w/{quote(word)}/").h1 == "Something is waiting for you"
        page = ray.get("/w/", {"q": word})
        assert word not in page.text
