import pytest
from django.urls import reverse

from rock.accounts.roles import Role
from rock.reach.models import Restriction
from rock.reach.queries import reachable
from rock.records.models import Person
from tests.reach.conftest import Town
from tests.support import factories as make
from tests.support.pages import PageClient


def path(person: Person, name: str = "restrict") -> str:
    return reverse(f"reach:{name}", args=[person.pk])


def test_a_manager_restricts_a_record_to_those_who_are_named(pages: PageClient, town: Town) -> None:
    client = pages.as_user(town.manager)
    page = client.get(path(town.ama))
    assert page.h1 == "Restrict who can open this record"
    assert "Wendy Worker" in page.words
    assert "Tess Thornber" not in [label.get_text(strip=True) for label in page.soup.select("main label")]
    answer = client.submit(page, reason="Known to staff", others=town.other.email)
    assert answer.status == 302
    assert set(reachable(town.manager)) == set(reachable(town.other)) == {town.ama}
    assert not reachable(town.worker).exists()
    record = client.get(answer.location)
    assert "This record is restricted. Only the people who are named on it can open it." in record.words


def test_a_reason_is_asked_and_an_unknown_address_is_named(pages: PageClient, town: Town) -> None:
    client = pages.as_user(town.manager)
    page = client.submit(client.get(path(town.ama)), others="nobody@example.org")
    assert page.errors == [
        "Say why this record is restricted",
        "Nobody who works here has the address nobody@example.org",
    ]
    assert not Restriction.objects.exists()


def test_who_is_named_is_changed_while_the_restriction_stands(pages: PageClient, town: Town) -> None:
    client = pages.as_user(town.manager)
    client.submit(client.get(path(town.ama)), reason="Known to staff", others=town.other.email)
    page = client.get(path(town.ama))
    assert page.h1 == "Who is named on this restricted record"
    assert "Named: Otto Other and Tess Thornber" in page.words
    sent = page.form() | {"people": [str(town.worker.pk)]}
    assert client.post(path(town.ama), sent).status == 302
    assert not reachable(town.other).exists()
    assert set(reachable(town.worker)) == set(reachable(town.manager)) == {town.ama}


def test_ending_it_lets_everybody_in_again(pages: PageClient, town: Town) -> None:
    client = pages.as_user(town.manager)
    assert client.get(path(town.ama, "end_restriction")).status == 404
    client.submit(client.get(path(town.ama)), reason="Known to staff")
    page = client.get(client.get(path(town.ama)).link("End the restriction"))
    assert client.submit(page).status == 302
    assert set(reachable(town.worker)) == {town.ama}


def test_a_restriction_on_one_record_stands_on_every_record_of_the_person(pages: PageClient, town: Town) -> None:
    from rock.records.models import SamePerson

    twin = make.person("Ama")
    make.grant(town.manager, twin)
    SamePerson.objects.create(first=town.ama, second=twin, reason="x", decided_by=town.manager)
    make.restriction(town.ama, town.manager, named=[town.manager])
    assert pages.as_user(town.manager).get(path(twin)).h1 == "Who is named on this restricted record"


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.HUB_WORKER, Role.DATA_OFFICER, Role.ADMINISTRATOR])
def test_other_roles_restrict_nobody(pages: PageClient, town: Town, role: Role) -> None:
    user = make.staff_user(role)
    make.grant(user, town.ama)
    assert pages.as_user(user).get(path(town.ama)).status == 403
    assert pages.as_user(user).post(path(town.ama), {"reason": "x"}).status == 403


def test_a_manager_who_does_not_reach_somebody_gets_what_a_wrong_number_gets(pages: PageClient, town: Town) -> None:
    stranger = make.person("Stella", "Brook")
    for pk in (stranger.pk, stranger.pk + 999):
        assert pages.as_user(town.manager).get(reverse("reach:restrict", args=[pk])).status == 404
