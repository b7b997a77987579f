import pytest
from django.urls import reverse

from rock.accounts.roles import Role
from rock.reach import safety
from rock.reach.cards import card_token
from rock.reach.models import ConflictOfInterest
from rock.reach.queries import reachable
from tests.reach.conftest import Town
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared

LIST = "People you are close to"


def test_somebody_declares_their_own_from_a_search(pages: PageClient, town: Town) -> None:
    client = pages.as_user(town.other)
    page = client.get(reverse("families:search"), {"name": "Ama Ashdown", "reason": "work"})
    form = client.get(page.link(f"I am close to them (record {town.ama.pk})"))
    assert client.submit(form).errors == ["Say what they are to you"]
    assert client.submit(form, what="My cousin").location == reverse("reach:conflicts")
    row = ConflictOfInterest.objects.get()
    assert (row.user, row.person, row.declared_by, row.what) == (town.other, town.ama, town.other, "My cousin")
    page = client.get(reverse("reach:conflicts"))
    assert (page.h1, "Ama Ashdown: My cousin" in page.words) == (LIST, True)
    main = client.get(reverse("families:search"), {"name": "Ama Ashdown", "reason": "work"}).soup.main
    assert main is not None
    assert "Ama" not in main.text.replace("You searched for: Ama Ashdown", "")


def test_a_worker_declares_from_the_record_and_loses_it(pages: PageClient, town: Town) -> None:
    client = pages.as_user(town.worker)
    record = client.get(reverse("families:person", args=[town.ama.pk]))
    form = client.get(record.link("I am close to this person"))
    assert client.submit(form, what="My neighbour").status == 302
    assert not reachable(town.worker).exists()
    assert client.get(reverse("families:person", args=[town.ama.pk])).status == 404


def test_nobody_declares_about_somebody_whom_they_were_not_shown(pages: PageClient, town: Town) -> None:
    client = pages.as_user(town.other)
    path = reverse("reach:declare")
    for asked in ({}, {"person": town.ama.pk}, {"person": "1e9"}, {"card": card_token(town.worker, town.ama.pk)}):
        assert client.get(path, asked).status == 404
    make.restriction(town.ama, town.manager)
    assert client.get(path, {"card": card_token(town.other, town.ama.pk)}).status == 404


@shared
def conflict(town: Town) -> ConflictOfInterest:
    return safety.declare_conflict(by=town.worker, user=town.worker, person=town.ama, what="My cousin")


def test_a_manager_ends_it_and_nobody_their_own(pages: PageClient, town: Town, conflict: ConflictOfInterest) -> None:
    path = reverse("reach:end_conflict", args=[conflict.pk])
    assert pages.as_user(town.worker).get(path).status == 403
    client = pages.as_user(town.manager)
    assert "Wendy Worker: Ama Ashdown (My cousin)" in client.get(reverse("reach:conflicts")).words
    assert client.submit(client.get(path)).status == 302
    assert set(reachable(town.worker)) == {town.ama}
    assert client.get(path).status == 404


def test_a_managers_own_is_ended_by_another(pages: PageClient, town: Town) -> None:
    own = safety.declare_conflict(by=town.manager, user=town.manager, person=town.ama, what="My niece")
    path = reverse("reach:end_conflict", args=[own.pk])
    assert pages.as_user(town.manager).get(path).status == 404
    assert pages.as_user(town.hub).get(path).status == 200


def test_managers_see_what_is_theirs_to_see(pages: PageClient, town: Town, conflict: ConflictOfInterest) -> None:
    assert "Wendy Worker" not in pages.as_user(make.staff_user(Role.TEAM_MANAGER)).get(reverse("reach:conflicts")).words
    assert "Wendy Worker" not in pages.as_user(town.other).get(reverse("reach:conflicts")).words
    make.restriction(town.ama, town.manager, named=[town.manager])
    page = pages.as_user(town.hub).get(reverse("reach:conflicts"))
    assert "Wendy Worker: A restricted record" in page.words
    assert "Ama" not in page.text
    assert "My cousin" not in page.text
    end = pages.as_user(town.hub).get(reverse("reach:end_conflict", args=[conflict.pk]))
    assert "Ama" not in end.text


@pytest.mark.parametrize("role", [Role.DATA_OFFICER, Role.ADMINISTRATOR, Role.PARTNER])
def test_roles_without_practice_have_no_such_page(pages: PageClient, db: None, role: Role) -> None:
    assert pages.as_user(make.user(roles=[role])).get(reverse("reach:conflicts")).status == 403
