"""A walk over every page of this app as somebody who must not learn where a mother and her children live."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
from django.urls import get_resolver, reverse

from rock.accounts.roles import Role
from rock.practice.families.urls import urlpatterns
from rock.records.models import CourtOrder, Identifier, NetworkMember, RedactionKind, Relationship, Statement
from rock.records.services.documents import attach_document
from rock.records.services.redaction import ask_redaction
from tests.core.documents import samples
from tests.practice.families.conftest import World
from tests.support import factories as make
from tests.support.pages import Page, PageClient
from tests.support.shared import shared

TOKENS = ["Quayside", "FY7 6ZZ", "FY76ZZ", "Saint Cuthbert", "07700 900555", "07700900555", "Tern Surgery"]


@shared
def hidden(world: World) -> tuple[World, Statement]:
    for person in (world.mother, world.ama):
        make.address(
            person,
            "14 Quayside Walk, Fleetwood",
            "FY7 6ZZ",
            hidden=True,
            also_hidden="Saint Cuthbert’s School, 07700 900555, Tern Surgery",
        )
    # Written by hands that did not know: every one of these gives the address away.
    make.address(world.ben, "14 quayside walk, Fleetwood", "FY7 6ZZ")
    make.contact(world.mother, "07700 900 555", rule="Ring when she is at Tern Surgery", shared_with="07700900555")
    world.ama.reading_note = "Post to Quayside Walk"
    world.ama.save()
    NetworkMember.objects.filter(pk=world.nan.pk).update(
        offers="Collects Ama from Saint Cuthbert's School", cannot="FY76ZZ is too far", who="Neighbour on Quayside Walk"
    )
    CourtOrder.objects.create(
        child=world.ama,
        limits=world.father,
        kind="non_molestation",
        starts="2024-01-01",
        what_it_says="Stay off Quayside",
    )
    Identifier.objects.create(person=world.ama, kind="upn", value="A801200001001", source="Saint Cuthberts")
    attach_document(by=world.worker, person=world.ama, title="Letter to Quayside", content=samples.PDF, name="a.pdf")
    said = make.statement("I like my room in Quayside Walk", about=[world.ama], of=world.family)
    ask_redaction(by=world.manager, kind=RedactionKind.REDACT, basis="Names Tern Surgery", statement=said)
    return world, said


def addresses(world: World, said: Statement) -> Iterator[str]:
    """Return one address for each page that can be looked at."""
    ours = Relationship.objects.filter(person=world.father, other=world.ama).get()
    row = {
        "end_relationship": ours.pk,
        "end_order": world.ama.orders.get().pk,
        "remove_identifier": world.ama.identifiers.get().pk,
        "hide_home": world.ama.residences.get().pk,
        "end_contact": world.mother.contact_points.get().pk,
        "change_in_network": world.nan.pk,
        "leave_network": world.nan.pk,
        "document": world.ama.documents.get().pk,
        "end_member": world.family.members.get(person=world.father).pk,
    }
    asked = {"ask_redaction": said.pk, "ask_occasion": said.occasion_id, "ask_document": row["document"]}
    for pattern in cast(list[Any], urlpatterns):
        name = f"families:{pattern.name}"
        names = pattern.pattern.regex.groupindex
        if "agree" in pattern.name or "withdraw" in pattern.name:
            continue
        if not names:
            yield reverse(name)
        elif pattern.name in asked:
            yield reverse(name, args=[asked[pattern.name]])
        elif str(pattern.pattern).startswith("families/"):
            more = [row[pattern.name]] if "row" in names else []
            yield f"{reverse(name, args=[world.family.pk, *more])}?other={world.mother.pk}"
        elif "other" in names:
            yield reverse(name, args=[world.ama.pk, world.mother.pk])
        else:
            more = [row[pattern.name]] if "row" in names else []
            for person in world.people:
                yield f"{reverse(name, args=[person.pk, *more])}?other={world.father.pk}"


SEARCHES = [
    {"postcode": "FY7 6ZZ", "reason": "work"},
    {"phone": "07700 900555", "reason": "work"},
    {"name": "Maria Ashdown", "postcode": "FY7 6ZZ", "reason": "work"},
]


def given_away(page: Page, sent: str = "") -> list[str]:
    return [token for token in TOKENS if token.lower() in page.text.replace(sent, "").lower()]


@pytest.mark.parametrize("role", [Role.DATA_OFFICER, Role.PRINCIPAL_SOCIAL_WORKER])
def test_no_page_gives_it_away_to_a_role_that_may_not_see_it(
    pages: PageClient, hidden: tuple[World, Statement], role: Role
) -> None:
    world, said = hidden
    reader = world.officer if role == Role.DATA_OFFICER else world.principal
    client, shown = pages.as_user(reader), 0
    for address in addresses(world, said):
        page = client.get(address)
        shown += page.status == 200
        assert not given_away(page), (address, given_away(page))
    assert shown >= 10


def test_no_page_gives_it_away_to_a_worker_who_reaches_only_the_father(
    pages: PageClient, hidden: tuple[World, Statement]
) -> None:
    world, said = hidden
    fathers = make.staff_user(Role.TEAM_MANAGER)
    make.grant(fathers, world.father)
    client, shown = pages.as_user(fathers), 0
    for address in addresses(world, said):
        page = client.get(address)
        shown += page.status == 200
        assert not given_away(page), (address, given_away(page))
    assert shown >= 10


def test_the_walk_would_find_it_for_those_who_may_see_it(pages: PageClient, hidden: tuple[World, Statement]) -> None:
    world, said = hidden
    client = pages.as_user(world.worker)
    found = {token for address in addresses(world, said) for token in given_away(client.get(address))}
    assert {"Quayside", "FY7 6ZZ", "Saint Cuthbert", "Tern Surgery"} <= found


def test_the_walk_misses_no_page() -> None:
    named = {pattern.name for pattern in urlpatterns}
    resolver = get_resolver()
    assert named == {name for name in resolver.namespace_dict["families"][1].reverse_dict if isinstance(name, str)}


@pytest.mark.parametrize("sent", SEARCHES)
def test_a_search_by_what_is_hidden_finds_nobody_by_it(
    pages: PageClient, hidden: tuple[World, Statement], sent: dict[str, str]
) -> None:
    world, _ = hidden
    world.ben.residences.all().delete()
    client = pages.as_user(world.officer)
    page = client.get(reverse("families:search"), sent)
    cards = " ".join(card.get_text() for card in page.soup.select(".rock-card"))
    assert "postcode" not in cards
    assert "phone" not in cards
    assert "Maria" in cards if "name" in sent else "Maria" not in cards
    seen = pages.as_user(world.worker).get(reverse("families:search"), sent)
    assert "Maria" in " ".join(card.get_text() for card in seen.soup.select(".rock-card"))


def test_who_may_see_it_is_told_so_beside_it(pages: PageClient, hidden: tuple[World, Statement]) -> None:
    world, _ = hidden
    page = pages.as_user(world.worker).get(reverse("families:person", args=[world.ama.pk]))
    assert "Only the hub, their social workers and team managers see it." in page.words
    veiled = pages.as_user(world.officer).get(reverse("families:person", args=[world.ama.pk]))
    assert "Hidden address" in veiled.words
