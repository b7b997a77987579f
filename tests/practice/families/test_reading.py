from datetime import date

import pytest
from django.urls import reverse

from rock.accounts.policy import Action
from rock.accounts.roles import Role
from rock.core import panels
from rock.core.services import SYSTEM
from rock.practice.families.presenters.timeline import PERSON_TIMELINE
from rock.reach.models import ViewLog
from rock.records.models import CourtOrder, EventKind, IdentifierKind, NetworkMember
from rock.records.services.events import record_event
from rock.records.services.identifiers import add_identifier
from tests.practice.families.conftest import World
from tests.support import factories as make
from tests.support.pages import PageClient

READING = ["person", "history"]


def test_the_persons_page_shows_the_record(pages: PageClient, world: World) -> None:
    make.address(world.ama)
    make.contact(world.mother, rule="Only between 9 and 3", preferred=True)
    add_identifier(by=SYSTEM, person=world.ama, kind=IdentifierKind.NHS_NUMBER, value="943 476 5919", source="Letter")
    make.person_name(world.ama, "Ama", "Brightwell")
    page = pages.as_user(world.worker).get(reverse("families:person", args=[world.ama.pk]))
    assert page.status == 200
    assert page.h1 == "Ama Ashdown"
    for words in ("3 May 2016", "12 Harbour Row", "9434765919", "Ama Brightwell", "Former name", "Maria Ashdown"):
        assert words in page.words
    mothers = pages.as_user(world.worker).get(reverse("families:person", args=[world.mother.pk]))
    assert "Only between 9 and 3" in mothers.words
    assert "Safe to use" in mothers.words


def test_what_is_done_with_a_child_stands_before_the_record_and_a_grown_up_has_none_of_it(
    pages: PageClient, world: World
) -> None:
    client = pages.as_user(world.worker)
    page = client.get(reverse("families:person", args=[world.ama.pk]))
    assert page.link("Their plan") == reverse("plans:start", args=[world.ama.pk])
    assert page.link(f"Record a visit (family {world.family.pk})") == reverse("visits:new", args=[world.family.pk])
    assert page.words.index("Record a visit") < page.words.index("Names")
    mothers = client.get(reverse("families:person", args=[world.mother.pk])).words
    assert "Record a visit" not in mothers
    assert "Their plan" not in mothers
    officers = pages.as_user(world.officer).get(reverse("families:person", args=[world.ama.pk]))
    assert "Record a visit" not in officers.words


def test_each_reading_is_logged_once_for_each_person_shown(pages: PageClient, world: World) -> None:
    pages.as_user(world.worker).get(reverse("families:family", args=[world.family.pk]))
    rows = ViewLog.objects.filter(user=world.worker, page="family")
    assert sorted(rows.values_list("person_id", flat=True)) == sorted(person.pk for person in world.people)


@pytest.mark.parametrize("name", READING)
def test_a_person_of_another_family_is_not_there(pages: PageClient, world: World, name: str) -> None:
    client = pages.as_user(world.worker)
    assert client.get(reverse(f"families:{name}", args=[world.ama.pk])).status == 200
    assert client.get(reverse(f"families:{name}", args=[world.stranger.pk])).status == 404
    assert client.get(reverse(f"families:{name}", args=[999_999_999])).status == 404


@pytest.mark.parametrize("name", ["family", "network"])
def test_another_family_is_not_there(pages: PageClient, world: World, name: str) -> None:
    client = pages.as_user(world.worker)
    assert client.get(reverse(f"families:{name}", args=[world.family.pk])).status == 200
    assert client.get(reverse(f"families:{name}", args=[world.strangers.pk])).status == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.FAMILY, Role.PARTNER])
def test_roles_without_these_pages_are_refused_even_with_a_grant(pages: PageClient, world: World, role: Role) -> None:
    other = make.user(roles=[role])
    make.grant(other, world.ama)
    client = pages.as_user(other)
    for name, pk in (("person", world.ama.pk), ("history", world.ama.pk), ("family", world.family.pk)):
        assert client.get(reverse(f"families:{name}", args=[pk])).status == 403


def test_nobody_signed_in_is_sent_to_sign_in(pages: PageClient, world: World) -> None:
    page = pages.get(reverse("families:person", args=[world.ama.pk]))
    assert page.status == 302
    assert "sign-in" in page.location


def test_a_member_who_is_not_reached_is_neither_shown_nor_counted(pages: PageClient, world: World) -> None:
    other = make.staff_user()
    make.grant(other, [world.ama, world.father])
    page = pages.as_user(other).get(reverse("families:family", args=[world.family.pk]))
    assert "Ama Ashdown" in page.words
    assert "Frank Ashdown" in page.words
    assert "Maria" not in page.text
    assert "Ben Ashdown" not in page.text
    person = pages.as_user(other).get(reverse("families:person", args=[world.ama.pk]))
    assert "Maria" not in person.text


def test_a_restricted_child_leaves_the_family_page(pages: PageClient, world: World) -> None:
    make.restriction(world.ben, world.manager)
    page = pages.as_user(world.worker).get(reverse("families:family", args=[world.family.pk]))
    assert "Ben Ashdown" not in page.text


def test_the_tree_is_named_and_stands_as_a_list_beneath(pages: PageClient, world: World) -> None:
    page = pages.as_user(world.worker).get(reverse("families:family", args=[world.family.pk]))
    drawing = page.soup.select_one("svg[role=img]")
    assert drawing is not None
    assert drawing.select("title")[0].get_text() == "Family tree of Ashdown"
    assert drawing.select("desc")[0].get_text()
    assert "Maria Ashdown is a parent of Ama Ashdown and Ben Ashdown." in page.words
    assert "Maria Ashdown is a former partner of Frank Ashdown." in page.words
    assert len(drawing.select("rect")) == 4


def test_a_family_of_many_stays_within_the_budget(pages: PageClient, world: World) -> None:
    more = [make.person(f"Child{n}", born=date(2010 + n % 15, 1, 1 + n)) for n in range(22)]
    for child in more:
        make.member(world.family, child)
    make.parent(more, world.mother)
    make.grant(world.worker, more)
    assert pages.as_user(world.worker).get(reverse("families:family", args=[world.family.pk])).status == 200


def test_the_network_shows_rings_and_who_can_do_what(pages: PageClient, world: World) -> None:
    page = pages.as_user(world.worker).get(reverse("families:network", args=[world.family.pk]))
    assert "Gwen Tully" in page.words
    assert "Can: Tea on Fridays" in page.words
    assert len(page.soup.select("svg ellipse")) == 3


def test_somebody_in_the_network_with_an_unreached_record_is_only_who_the_family_says(
    pages: PageClient, world: World
) -> None:
    coach = make.person("Conrad", "Vale")
    NetworkMember.objects.create(family=world.family, person=coach, who="Football coach", circle=2)
    page = pages.as_user(world.worker).get(reverse("families:network", args=[world.family.pk]))
    assert "Football coach" in page.words
    assert "Conrad" not in page.text
    make.restriction(coach, world.manager)
    page = pages.as_user(world.worker).get(reverse("families:network", args=[world.family.pk]))
    assert "Football coach" not in page.text


def test_the_timeline_names_only_whom_the_reader_reaches(pages: PageClient, world: World) -> None:
    record_event(by=SYSTEM, kind=EventKind.REQUEST_DECIDED, people=[world.ama, world.stranger])
    record_event(by=SYSTEM, kind=EventKind.ALLOCATED, people=[world.stranger], family=world.family)
    page = pages.as_user(world.worker).get(reverse("families:family", args=[world.family.pk]))
    assert "Request decided" in page.words
    assert "Stella" not in page.text
    assert "Worker named" not in page.words


def test_the_same_again_on_one_day_is_one_line_of_the_timeline(pages: PageClient, world: World) -> None:
    for _ in range(12):
        record_event(by=SYSTEM, kind=EventKind.WORDS_SHARED, people=[world.ama])
    page = pages.as_user(world.worker).get(reverse("families:family", args=[world.family.pk]))
    assert page.words.count("Words shared after asking") == 1
    assert "Words shared after asking, 12 times" in page.words


def test_the_timeline_goes_on_through_assessment_plan_and_review_to_the_end(pages: PageClient, world: World) -> None:
    kinds = (EventKind.ASSESSMENT_AUTHORISED, EventKind.PLAN_STARTED, EventKind.REVIEW_HELD, EventKind.FEELS_UNSAFE)
    for kind in (*kinds, EventKind.PLAN_ENDED, EventKind.CLOSED):
        record_event(by=SYSTEM, kind=kind, people=[world.ama])
    for name, pk in (("family", world.family.pk), ("history", world.ama.pk)):
        words = pages.as_user(world.worker).get(reverse(f"families:{name}", args=[pk])).words
        assert [
            kind.label for kind in (*kinds, EventKind.PLAN_ENDED, EventKind.CLOSED) if kind.label not in words
        ] == []


def test_every_kind_of_event_is_on_the_timeline_or_left_out_on_purpose() -> None:
    of_the_office = {EventKind.PERSON_CHANGED, EventKind.REQUEST_TAKEN, EventKind.ASKER_TOLD}
    on_pages_of_their_own = {EventKind.RESTRICTED, EventKind.EMERGENCY_OPENED, EventKind.DRIFT_FOUND}
    left_out = of_the_office | on_pages_of_their_own | {EventKind.DRIFT_ANSWERED}
    assert set(EventKind) - set(PERSON_TIMELINE) == left_out


def test_later_rooms_add_lists_to_the_history_without_being_imported(
    pages: PageClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    panels.register(
        "person-history",
        "test",
        lambda ids: panels.Panel("Assessments", ("Began",), (("3 May 2026",),)) if world.ama.pk in ids else None,
        action=Action.SEE_PERSON,
    )
    panels.register(
        "person-history",
        "secret",
        lambda ids: panels.Panel("Secret", ("Began",), (("never",),)),
        action=Action.MANAGE_ACCOUNTS,
    )
    page = pages.as_user(world.worker).get(reverse("families:history", args=[world.ama.pk]))
    assert "Assessments" in page.words
    assert "Secret" not in page.text


def test_an_adult_limited_by_an_order_is_named_only_where_reached(pages: PageClient, world: World) -> None:
    CourtOrder.objects.create(child=world.ama, kind="prohibited_steps", limits=world.father, starts=date(2024, 1, 1))
    path = reverse("families:person", args=[world.ama.pk])
    assert "Limits Frank Ashdown" in pages.as_user(world.worker).get(path).words
    other = make.staff_user()
    make.grant(other, world.ama)
    assert "Frank" not in pages.as_user(other).get(path).text
    fathers = make.staff_user()
    make.grant(fathers, world.father)
    assert "Ama" not in pages.as_user(fathers).get(reverse("families:person", args=[world.father.pk])).text
