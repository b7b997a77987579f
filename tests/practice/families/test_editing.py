from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import SYSTEM
from rock.reach.queries import reachable
from rock.records.models import (
    CourtOrder,
    EventPerson,
    Family,
    FamilyMember,
    Identifier,
    NetworkMember,
    Person,
    PersonName,
    Relationship,
    RelationshipKind,
    SamePerson,
)
from rock.teams.models import PostTitle
from rock.teams.services.allocating import allocate
from rock.teams.services.pods import fill_post, make_pod
from tests.practice.families.conftest import World
from tests.support import factories as make
from tests.support.pages import PageClient


def day(name: str, when: date) -> dict[str, Any]:
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


YESTERDAY = time.today() - timedelta(days=1)
# Each edit page of a person, with answers that it takes.
EDITS: dict[str, dict[str, Any]] = {
    "add_name": {"kind": "nickname", "given_name": "Amy", "family_name": ""},
    "birth": {"birth_kind": "estimated", **day("birth_date", date(2016, 6, 1))},
    "about": {
        "sex": "F",
        "ethnicity": "WBRI",
        "first_language": "Polish",
        "needs_interpreter": "yes",
        "reading_note": "Large print",
    },
    "death": {**day("day", YESTERDAY), "sure": "yes"},
    "disabilities": {"codes": ["AUT", "LD"]},
    "add_identifier": {"kind": "nhs_number", "value": "943 476 5919", "source": "Letter"},
    "move_home": {"lines": "3 Pier Street, Blackpool", "code": "fy1 2bb", "hidden": "no"},
    "add_contact": {"channel": "phone", "value": "01632 960 222", "safe": "yes", "preferred": "yes"},
    "add_order": {"kind": "care", **day("starts", date(2024, 3, 1)), "limits": ""},
    "create_family": {"name": "Ama’s people", "role": "child"},
}


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_page_saves_and_goes_back(pages: PageClient, world: World, name: str) -> None:
    client, path = pages.as_user(world.worker), reverse(f"families:{name}", args=[world.ama.pk])
    assert client.get(path).status == 200
    before = EventPerson.objects.filter(person=world.ama).count()
    answer = client.post(path, EDITS[name])
    assert answer.status == 302, answer.errors
    assert client.get(answer.location).status == 200
    assert EventPerson.objects.filter(person=world.ama).count() == before + 1


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_page_says_what_is_missing(pages: PageClient, world: World, name: str) -> None:
    answer = pages.as_user(world.worker).post(reverse(f"families:{name}", args=[world.ama.pk]), {"codes": "wrong"})
    assert answer.status == 200
    assert answer.errors


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_another_familys_person_is_refused_and_changes_nothing(
    pages: PageClient, world: World, name: str
) -> None:
    client, path = pages.as_user(world.worker), reverse(f"families:{name}", args=[world.stranger.pk])
    assert client.get(path).status == 404
    assert client.post(path, EDITS[name]).status == 404
    assert not EventPerson.objects.filter(person=world.stranger).exists()


@pytest.mark.parametrize("name", EDITS)
def test_who_may_only_read_may_not_edit(pages: PageClient, world: World, name: str) -> None:
    for user in (world.officer, world.principal):
        path = reverse(f"families:{name}", args=[world.ama.pk])
        assert pages.as_user(user).post(path, EDITS[name]).status == 403


def test_a_double_click_adds_one_name(pages: PageClient, world: World) -> None:
    client, path = pages.as_user(world.worker), reverse("families:add_name", args=[world.ama.pk])
    sent = client.get(path).form() | EDITS["add_name"]
    assert client.post(path, sent).location == client.post(path, sent).location
    assert PersonName.objects.filter(person=world.ama, given_name="Amy").count() == 1


def test_a_rule_that_is_broken_says_how_to_mend_it(pages: PageClient, world: World) -> None:
    path = reverse("families:add_identifier", args=[world.ama.pk])
    answer = pages.as_user(world.worker).post(path, EDITS["add_identifier"] | {"value": "943 476 5918"})
    assert "not an NHS number" in answer.errors[0]
    assert not Identifier.objects.exists()


def test_rows_of_another_person_cannot_be_reached_through_ones_own(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    home, phone = make.address(world.stranger), make.contact(world.stranger)
    number = Identifier.objects.create(person=world.stranger, kind="nhs_number", value="9434765919")
    order = CourtOrder.objects.create(child=world.stranger, kind="care", starts=date(2024, 1, 1))
    for name, row in (
        ("hide_home", home),
        ("end_contact", phone),
        ("remove_identifier", number),
        ("end_order", order),
    ):
        path = reverse(f"families:{name}", args=[world.ama.pk, row.pk])
        assert client.post(path, {"hidden": "no", **day("on", YESTERDAY)}).status == 404
    assert Identifier.objects.filter(pk=number.pk).exists()


def test_own_rows_are_ended_and_marked(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    home, phone = make.address(world.ama), make.contact(world.ama)
    number = Identifier.objects.create(person=world.ama, kind="nhs_number", value="9434765919")
    order = CourtOrder.objects.create(child=world.ama, kind="care", starts=date(2024, 1, 1))
    for name, row in (("hide_home", home), ("end_contact", phone), ("remove_identifier", number), ("end_order", order)):
        path = reverse(f"families:{name}", args=[world.ama.pk, row.pk])
        assert client.get(path).status == 200
        sent = {"hidden": "yes", "also_hidden": "St Mark’s School", **day("on", YESTERDAY)}
        assert client.post(path, sent).status == 302
    home.refresh_from_db()
    phone.refresh_from_db()
    order.refresh_from_db()
    assert home.hidden
    assert phone.ends == time.today()
    assert order.ends == YESTERDAY
    assert not Identifier.objects.exists()


def test_somebody_chosen_in_a_search_is_related_only_where_both_are_reached(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    path = reverse("families:relate", args=[world.ama.pk])
    sent = {"kind": "friend"}
    assert client.get(f"{path}?other={world.ben.pk}").status == 200
    assert client.post(f"{path}?other={world.ben.pk}", sent).status == 302
    for other in (world.stranger.pk, 999_999, "x", "9" * 30):
        assert client.post(f"{path}?other={other}", sent).status == 404
    assert client.get(path).status == 404
    assert Relationship.objects.filter(kind="friend").count() == 1


def test_a_relationship_ends_only_where_both_are_reached(pages: PageClient, world: World) -> None:
    link = Relationship.objects.get(person=world.mother, other=world.ama)
    hers = make.related(world.ama, world.stranger, RelationshipKind.FRIEND)
    client = pages.as_user(world.worker)
    sent = day("on", YESTERDAY)
    assert client.post(reverse("families:end_relationship", args=[world.ama.pk, hers.pk]), sent).status == 404
    assert client.post(reverse("families:end_relationship", args=[world.ben.pk, link.pk]), sent).status == 404
    assert client.get(reverse("families:end_relationship", args=[world.ama.pk, link.pk])).status == 200
    assert client.post(reverse("families:end_relationship", args=[world.ama.pk, link.pk]), sent).status == 302
    link.refresh_from_db()
    assert link.ends == YESTERDAY


def test_an_order_limits_only_somebody_who_is_related_and_reached(pages: PageClient, world: World) -> None:
    client, path = pages.as_user(world.worker), reverse("families:add_order", args=[world.ama.pk])
    sent = EDITS["add_order"]
    assert client.post(path, sent | {"limits": str(world.stranger.pk)}).errors
    assert client.post(path, sent | {"limits": str(world.father.pk)}).status == 302
    assert CourtOrder.objects.get().limits == world.father


def test_records_are_joined_and_parted_by_who_may(pages: PageClient, world: World) -> None:
    twin = make.person("Amma", "Ashdown", born=date(2016, 5, 3))
    make.grant(world.officer, twin)
    path = f"{reverse('families:join', args=[world.ama.pk])}?other={twin.pk}"
    sent = {"reason": "Same birth certificate", "sure": "yes"}
    assert pages.as_user(world.worker).post(path, sent).status == 403
    assert pages.as_user(world.manager).post(path, sent).status == 404
    client = pages.as_user(world.officer)
    assert client.get(path).status == 200
    assert client.post(path, sent).status == 302
    page = client.get(reverse("families:person", args=[world.ama.pk]))
    assert "Amma Ashdown" in page.words
    undo = reverse("families:part", args=[world.ama.pk, twin.pk])
    assert client.get(undo).status == 200
    assert client.post(undo).location == reverse("families:person", args=[world.ama.pk])
    assert not SamePerson.objects.exists()


def test_a_family_is_renamed_and_gains_and_loses_members(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    aunt = make.person("Ada", "Ashdown")
    make.grant(world.worker, aunt)
    assert client.post(reverse("families:rename_family", args=[world.family.pk]), {"name": "Ashdowns"}).status == 302
    add = reverse("families:add_member", args=[world.family.pk])
    assert client.get(f"{add}?other={aunt.pk}").status == 200
    assert client.post(f"{add}?other={aunt.pk}", {"role": "adult"}).status == 302
    assert client.post(f"{add}?other={world.stranger.pk}", {"role": "adult"}).status == 404
    row = FamilyMember.objects.get(person=aunt)
    end = reverse("families:end_member", args=[world.family.pk, row.pk])
    assert client.get(end).status == 200
    assert client.post(end, day("on", time.today())).status == 302
    assert Family.objects.get(pk=world.family.pk).name == "Ashdowns"
    row.refresh_from_db()
    assert row.ends == time.today()


def test_the_pod_reaches_whoever_joins_the_family_and_no_longer_who_left(pages: PageClient, world: World) -> None:
    pod = make_pod(by=SYSTEM, name="North", service_name="Families")
    kit = make.staff_user(Role.SOCIAL_WORKER, "Kit Moss")
    for user in (world.worker, kit):
        fill_post(by=SYSTEM, pod=pod, user=user, title=PostTitle.SOCIAL_WORKER, starts=make.LONG_AGO)
    allocate(by=world.manager, child=world.ama, family=world.family, pod=pod, worker=world.worker, second=kit)
    aunt = make.person("Ada", "Ashdown")
    make.grant(world.worker, aunt)
    client = pages.as_user(world.worker)
    add = f"{reverse('families:add_member', args=[world.family.pk])}?other={aunt.pk}"
    assert client.post(add, {"role": "adult"}).status == 302
    assert aunt in reachable(kit)
    end = reverse("families:end_member", args=[world.family.pk, FamilyMember.objects.get(person=aunt).pk])
    assert client.post(end, day("on", time.today())).status == 302
    assert aunt not in reachable(kit)
    assert world.ama in reachable(kit)


def test_another_family_cannot_be_changed_in_path_or_through_ones_own(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    row = FamilyMember.objects.get(person=world.stranger)
    theirs = NetworkMember.objects.create(family=world.strangers, name="Ivy", who="Nan")
    tries = [
        ("rename_family", [world.strangers.pk]),
        ("end_member", [world.strangers.pk, row.pk]),
        ("end_member", [world.family.pk, row.pk]),
        ("add_to_network", [world.strangers.pk]),
        ("change_in_network", [world.strangers.pk, theirs.pk]),
        ("change_in_network", [world.family.pk, theirs.pk]),
        ("leave_network", [world.family.pk, theirs.pk]),
    ]
    sent = {"name": "Taken", "who": "Taken", "circle": "1", **day("on", YESTERDAY)}
    for name, args in tries:
        assert client.post(reverse(f"families:{name}", args=args), sent).status == 404, name
    add = f"{reverse('families:add_member', args=[world.strangers.pk])}?other={world.ama.pk}"
    assert client.post(add, {"role": "child"}).status == 404
    assert not FamilyMember.objects.filter(family=world.strangers, person=world.ama).exists()
    theirs.refresh_from_db()
    assert theirs.who == "Nan"


def test_the_network_gains_changes_and_loses_people(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    add = reverse("families:add_to_network", args=[world.family.pk])
    assert client.get(add).status == 200
    assert client.post(add, {"name": "", "who": "Coach", "circle": "2"}).errors == ["Enter their name."]
    assert client.post(add, {"name": "Conrad", "who": "Coach", "circle": "2"}).status == 302
    assert client.get(f"{add}?other={world.mother.pk}").status == 200
    assert client.post(f"{add}?other={world.mother.pk}", {"who": "Mum", "circle": "1"}).status == 302
    assert client.post(f"{add}?other={world.stranger.pk}", {"who": "Mum", "circle": "1"}).status == 404
    change = reverse("families:change_in_network", args=[world.family.pk, world.nan.pk])
    assert "Tea on Fridays" in client.get(change).text
    assert client.post(change, {"who": "Nan", "circle": "3", "offers": "Sleepovers"}).status == 302
    leave = reverse("families:leave_network", args=[world.family.pk, world.nan.pk])
    assert client.get(leave).status == 200
    assert client.post(leave).status == 302
    world.nan.refresh_from_db()
    assert (world.nan.circle, world.nan.offers, world.nan.ends) == (3, "Sleepovers", time.today())


def test_leaving_a_post_ends_all_of_it(pages: PageClient, world: World) -> None:
    leaver = make.staff_user(Role.SOCIAL_WORKER)
    make.grant(leaver, world.ama, ends=time.now() - timedelta(minutes=1))
    assert pages.as_user(leaver).get(reverse("families:person", args=[world.ama.pk])).status == 404
    assert Person.objects.filter(pk=world.ama.pk).exists()


def test_a_death_is_written_once_its_page_said_what_ends(pages: PageClient, world: World) -> None:
    client, path = pages.as_user(world.worker), reverse("families:death", args=[world.ama.pk])
    page = client.get(path)
    assert "no longer their home" in page.words
    assert "They stay in the family and the network" in page.words
    unsure = client.submit(page, **day("day", YESTERDAY))
    assert unsure.errors == ["Make sure of it before you go on"]
    early = client.submit(page, **day("day", date(1990, 1, 1)), sure="yes")
    assert early.errors == ["That is before the date of birth. Check both dates."]
    world.ama.refresh_from_db()
    assert world.ama.death_date is None
    done = client.submit(page, **day("day", YESTERDAY), sure="yes")
    world.ama.refresh_from_db()
    assert world.ama.death_date == YESTERDAY
    after = client.get(done.location)
    assert "died" in after.words
    assert "They died" not in after.words
