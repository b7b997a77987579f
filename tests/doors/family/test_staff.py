"""The worker's page about a door: who gets it, the link shown once, closing, holding back."""

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.secret_links import bare, new_token
from rock.doors.family.models import DoorHolder, DoorKey, LooksHeld
from rock.doors.secrets import code_hash, is_code, new_code, new_words, token_hash
from rock.practice.requests.models import AskerKind, Talked
from rock.records.models import Agreement, AgreementKind, Answer, Channel, Relationship, Telling
from tests.doors.family.standing import Standing, door_user, enter, standing
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db


@shared
def told() -> Standing:
    made = standing()
    made.tell_dee(Channel.FACE)
    return made


def test_the_hub_s_page_leads_to_the_door_of_who_was_told(told: Standing) -> None:
    client = PageClient(told.manager)
    page = client.get(f"/hub/{told.decision.request.reference}/tell/")
    opened = client.get(page.link("What Dee Quillfeather sees, and said back"))
    assert opened.h1 == "What Dee Quillfeather sees"
    assert client.get(opened.link("Kai Quillfeather")).h1 == "What Kai Quillfeather sees"
    with pytest.raises(KeyError):
        page.link("What Ray Holt sees, and said back")


def test_a_grown_up_whom_nobody_related_to_the_children_is_told_of(told: Standing) -> None:
    client, path = PageClient(told.manager), f"/door/{told.dee.pk}/"
    assert "Nobody has recorded what they are" not in client.get(path).words
    Relationship.objects.filter(person=told.dee, other=told.kai).update(ends=time.today())
    page = client.get(path)
    assert "their page shows nothing of a child" in page.words
    assert page.link("Record what they are to Kai Quillfeather") == f"/people/?then=relate-{told.kai.pk}"


def test_the_link_and_card_are_shown_once(told: Standing, pages: PageClient) -> None:
    client = PageClient(told.manager)
    card = client.submit(client.get(f"/door/{told.dee.pk}/"))
    link = card.soup.select_one(".rock-door-card .rock-copy")
    assert link is not None
    path = link.get_text().split("localhost")[1]
    words = card.soup.select_one(".rock-door-card")
    assert words is not None
    assert "Dee" not in words.get_text()
    assert card.soup.select_one(".rock-door-card svg[role=img]")
    assert pages.get(path).h1 == "Something is waiting for you"
    assert path.split("/")[2] not in client.get(f"/door/{told.dee.pk}/").text
    assert enter(pages, path.split("/")[2]).h1 == "Your page"
    assert "Last used on" in client.get(f"/door/{told.dee.pk}/").words


def test_without_a_safe_phone_the_words_stand_beside_the_card_and_not_on_it(told: Standing) -> None:
    told.dee.contact_points.all().delete()
    client = PageClient(told.manager)
    card = client.post(f"/door/{told.dee.pk}/link/")
    words, printed = card.soup.select_one(".rock-reference"), card.soup.select_one(".rock-door-card")
    assert words is not None
    assert printed is not None
    assert len(words.get_text().split()) == 3
    assert words.get_text() not in printed.get_text()
    assert words.find_parent(class_="rock-no-print")


@pytest.mark.parametrize("url", ["", "link/", "close/", "open/", "hold-back/", "release/"])
def test_a_worker_elsewhere_cannot_touch_a_door(told: Standing, url: str) -> None:
    for worker in (make.staff_user(Role.SOCIAL_WORKER), make.staff_user(Role.TEAM_MANAGER)):
        client = PageClient(worker)
        assert client.post(f"/door/{told.dee.pk}/{url}", {"because": "x"}).status in {403, 404, 405}
        assert client.get(f"/door/{told.dee.pk}/{url}").status in {403, 404, 405}
    assert not DoorKey.objects.exists()


@pytest.mark.parametrize("role", [Role.DATA_OFFICER, Role.ADMINISTRATOR, Role.FAMILY, Role.PARTNER])
def test_other_roles_have_no_such_page(told: Standing, role: Role) -> None:
    user = make.user(roles=[role])
    make.grant(user, told.dee)
    assert PageClient(user).get(f"/door/{told.dee.pk}/").status == 403


def test_who_was_not_told_has_no_door_to_make_a_link_for(told: Standing) -> None:
    client = PageClient(told.manager)
    assert "They have no page of their own" in client.get(f"/door/{told.ray.pk}/").words
    assert client.post(f"/door/{told.ray.pk}/link/").status == 409


def test_a_worker_closes_a_door_with_why_and_opens_it_again(told: Standing) -> None:
    client = PageClient(told.manager)
    form = client.get(f"/door/{told.dee.pk}/close/")
    assert client.submit(form).errors == ["Say why"]
    assert client.submit(form, because="Her phone was taken.").location == f"/door/{told.dee.pk}/"
    assert PageClient(door_user(told.dee)).get("/w/").h1 == "This page is closed"
    page = client.get(f"/door/{told.dee.pk}/")
    assert "Her phone was taken." in page.words
    assert client.submit(form, because="Again").status == 409
    client.submit(page)
    assert PageClient(door_user(told.dee)).get("/w/").h1 == "Your page"
    assert client.post(f"/door/{told.dee.pk}/open/").status == 409


def test_telling_again_does_not_open_a_closed_door(told: Standing) -> None:
    PageClient(told.manager).post(f"/door/{told.dee.pk}/close/", {"because": "Her phone was taken."})
    Telling.objects.all().delete()
    told.tell_dee(Channel.TEXT)
    assert not DoorKey.objects.exists()
    assert DoorHolder.objects.get().closed_at is not None


def test_a_worker_reads_what_was_said_back_and_taken_back(told: Standing) -> None:
    Agreement.objects.create(
        kind=AgreementKind.HELP,
        occasion=told.decision.occasion,
        person=told.dee,
        answer=Answer.YES,
        withdrawn_on=time.today(),
    )
    dee = PageClient(door_user(told.dee))
    dee.submit(dee.get(f"/w/say/{Telling.objects.get().pk}/"), kind="answer_disagreed", words="Nobody asked Nan.")
    page = PageClient(told.manager).get(f"/door/{told.dee.pk}/")
    assert "I do not agree, and this is why" in page.words
    assert "Nobody asked Nan." in page.words
    assert "To have help" in page.words


def test_a_manager_holds_back_who_looked_and_releases_it(told: Standing) -> None:
    client = PageClient(told.manager)
    form = client.get(f"/door/{told.kai.pk}/hold-back/")
    assert client.submit(form, because="An enquiry has begun.").status == 302
    assert client.submit(form, because="Again").status == 409
    page = client.get(f"/door/{told.kai.pk}/")
    assert "An enquiry has begun." in page.words
    assert client.submit(page, selector="form[action$='/release/']").status == 302
    assert LooksHeld.objects.get().released_by == told.manager


def test_a_hub_worker_cannot_release(told: Standing) -> None:
    client = PageClient(asking.at_hub(Role.HUB_WORKER))
    assert "Release" not in client.get(f"/door/{told.kai.pk}/").words
    assert client.post(f"/door/{told.kai.pk}/release/").status == 403


def test_a_parent_s_own_agreement_is_theirs_once_they_are_matched() -> None:
    manager = asking.at_hub()
    asked = asking.matched(
        manager, asker_kind=AskerKind.PARENT, asker_name="Dee Ashdown", talked=Talked.SELF, agreement_ask=Answer.YES
    )
    dee = asked.people.get(is_child=False).person
    assert {row.person for row in asked.occasion.agreements.all()} == {dee}
    relative = asking.matched(manager, asker_name="Jo Ashdown")
    assert {row.person for row in relative.occasion.agreements.all()} == {None}


def test_links_codes_and_words_are_read_as_people_type_them() -> None:
    token = new_token()
    assert token_hash(token) == token_hash(f" {token.lower().replace('-', ' ')} ")
    assert bare("7k4m-9QXT ") == "7K4M9QXT"
    words = new_words()
    assert is_code(1, words.title().replace(" ", ", "), code_hash(1, words))
    assert not is_code(2, words, code_hash(1, words))
    assert len(new_code()) == 6
    assert len({new_token() for _ in range(50)}) == 50
