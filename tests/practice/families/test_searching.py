from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from rock.accounts.roles import Role
from rock.core import time
from rock.reach.models import ViewLog
from rock.reach.queries import reachable
from rock.records.models import Person
from tests.practice.families.conftest import World
from tests.support import factories as make
from tests.support.pages import PageClient

SEARCH = {"name": "Ama Ashdown", "reason": "new"}


@pytest.fixture
def client(pages: PageClient, world: World) -> PageClient:
    return pages.as_user(world.worker)


def test_the_page_asks_why_and_searches_nothing_without_a_reason(client: PageClient, world: World) -> None:
    path = reverse("families:search")
    assert client.get(path).h1 == "Find a person"
    page = client.get(path, {"name": "Ama"})
    assert page.errors == ["Choose why you are searching"]
    assert "Who it may be" not in page.words
    assert not ViewLog.objects.filter(user=world.worker).exists()


def test_an_empty_search_says_what_to_enter(client: PageClient) -> None:
    page = client.get(reverse("families:search"), {"reason": "work"})
    assert page.errors == ["Enter a name, a date of birth, a postcode, a phone number or another number."]


def test_a_result_says_why_and_opens_only_where_reached(client: PageClient, world: World) -> None:
    page = client.get(reverse("families:search"), SEARCH)
    assert "The same name" in page.words
    assert page.link(f"Ama Ashdown (record {world.ama.pk})") == reverse("families:person", args=[world.ama.pk])
    page = client.get(reverse("families:search"), {"name": "Stella Brook", "reason": "new"})
    assert "Stella Brook" in page.words
    assert "You cannot open this record. Ask the hub manager." in page.words
    assert reverse("families:person", args=[world.stranger.pk]) not in page.text


def test_a_restricted_person_is_only_a_possible_match(client: PageClient, world: World) -> None:
    make.restriction(world.stranger, world.manager)
    page = client.get(reverse("families:search"), {"name": "Stella Brook", "reason": "new"})
    assert "There is a possible match that you cannot see." in page.words
    assert str(world.stranger.pk) not in [card.get_text() for card in page.soup.select(".rock-card")]
    assert not page.soup.select(".rock-card")


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.FAMILY, Role.PARTNER, Role.PRINCIPAL_SOCIAL_WORKER])
def test_roles_that_do_not_search_are_refused(pages: PageClient, role: Role) -> None:
    client = pages.as_user(make.user(roles=[role]))
    assert client.get(reverse("families:search"), SEARCH).status == 403
    assert client.get(reverse("families:create")).status == 403


def test_somebody_is_chosen_for_the_page_that_asked(client: PageClient, world: World) -> None:
    page = client.get(reverse("families:search"), SEARCH | {"then": f"relate-{world.ben.pk}"})
    link = page.link(f"Choose this person (Ama Ashdown, record {world.ama.pk})")
    assert link == f"{reverse('families:relate', args=[world.ben.pk])}?other={world.ama.pk}"
    for then in ("relate-x", "evil-1", "//example.org", "relate-"):
        assert "Choose this person" not in client.get(reverse("families:search"), SEARCH | {"then": then}).text


@pytest.mark.parametrize("what", ["join", "relate"])
def test_nobody_is_offered_as_their_own_relative_or_twin(pages: PageClient, world: World, what: str) -> None:
    sent = SEARCH | {"then": f"{what}-{world.ama.pk}"}
    text = pages.as_user(world.worker).get(reverse("families:search"), sent).text
    assert f"?other={world.ben.pk}" in text
    assert f"?other={world.ama.pk}" not in text


NEW = {"given_name": "Nora", "family_name": "Quill", "birth_kind": "unknown", "sex": "U"}


def create_address(client: PageClient, **more: str) -> str:
    page = client.get(reverse("families:search"), {"name": "Nora Quill", "reason": "new"} | more)
    return page.link("None of these: make a new record")


def test_a_record_is_made_from_a_search_and_opens_for_its_maker(client: PageClient, world: World) -> None:
    path = create_address(client)
    page = client.get(path)
    assert "You searched for: Nora Quill" in page.words
    answer = client.submit(page, **NEW)
    made = Person.objects.get(family_name="Quill")
    assert answer.location == reverse("families:person", args=[made.pk])
    assert client.get(answer.location).status == 200
    with time_machine.travel(time.now() + timedelta(days=31), tick=False):
        assert made not in reachable(world.worker)


def test_a_record_made_for_another_page_goes_back_there(client: PageClient, world: World) -> None:
    page = client.get(create_address(client, then=f"member-{world.family.pk}"))
    answer = client.submit(page, **NEW)
    made = Person.objects.get(family_name="Quill")
    assert answer.location == f"{reverse('families:add_member', args=[world.family.pk])}?other={made.pk}"


def test_no_record_is_made_without_a_search_of_ones_own(client: PageClient, pages: PageClient, world: World) -> None:
    path = reverse("families:create")
    assert client.get(path).status == 409
    assert client.post(path, NEW).status == 409
    assert client.post(path, NEW | {"searched": "made-up"}).status == 409
    mine = create_address(client)
    other = pages.as_user(make.staff_user())
    assert other.get(mine).status == 409
    with time_machine.travel(time.now() + timedelta(minutes=61)):
        assert client.get(mine).status in {302, 409}
    assert not Person.objects.filter(family_name="Quill").exists()


def test_a_new_record_needs_a_name_and_a_birth_that_can_be(client: PageClient) -> None:
    page = client.get(create_address(client))
    assert client.submit(page, **(NEW | {"given_name": "", "family_name": ""})).errors == [
        "Enter a first name or a last name."
    ]
    tomorrow = time.today() + timedelta(days=40)
    born: dict[str, Any] = {
        "birth_date-day": tomorrow.day,
        "birth_date-month": tomorrow.month,
        "birth_date-year": tomorrow.year,
    }
    exact = client.submit(page, **(NEW | {"birth_kind": "exact"}), **{k.replace("-", "__"): v for k, v in born.items()})
    assert "in the future" in exact.errors[0]
    assert client.submit(page, **(NEW | {"birth_kind": "exact"})).errors == ["Enter the date"]
    expected = client.submit(
        page, **(NEW | {"birth_kind": "expected"}), **{k.replace("-", "__"): v for k, v in born.items()}
    )
    assert expected.status == 302
