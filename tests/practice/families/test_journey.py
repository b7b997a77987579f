"""In a real browser: each page through axe on a phone and a desk, and a grandmother found, related and put in the network."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from rock.core import time
from rock.records.models import EventKind, NetworkMember, Person, RelationshipKind
from rock.records.services.events import record_event
from tests.practice.families.conftest import World
from tests.support import factories as make
from tests.support.browser import check_axe, check_no_sideways_scroll, screenshot, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]


@pytest.fixture
def lived_in(world: World) -> World:
    nan = make.person("Gwendolyn", "Tully", born=date(1958, 3, 2))
    make.parent([world.mother], nan)
    make.related(world.ama, world.ben, RelationshipKind.SIBLING)
    make.member(world.family, nan, "adult")  # type: ignore[arg-type]
    make.grant(world.worker, nan)
    make.grant(world.manager, nan)
    make.address(world.ama, "12 Harbour Row, Blackpool", "FY1 1AA", ends=date(2024, 1, 1))
    make.address(world.ama, "9 Pier Street, Blackpool", "FY1 2BB", hidden=True, also_hidden="St Mark’s School")
    make.contact(world.ama, "07700 900123", rule="Only between 9 and 3", preferred=True)
    make.contact(world.ama, "ama@example.org", channel="email", safe=False, shared_with="Her father")  # type: ignore[arg-type]
    make.person_name(world.ama, "Ama", "Brightwell")
    for name, who, circle in [
        ("Conrad Vale", "Football coach", 2),
        ("Miss Day", "Class teacher", 3),
        ("Ivy", "Aunt", 1),
    ]:
        NetworkMember.objects.create(
            family=world.family, name=name, who=who, circle=circle, offers="Lifts on Fridays", cannot="Weekends"
        )
    record_event(by=world.worker, kind=EventKind.REQUEST_DECIDED, people=[world.ama, world.ben])
    record_event(by=world.manager, kind=EventKind.ALLOCATED, people=[world.ama], happened_at=time.now())
    return world


def follow(page: Page, text: str) -> None:
    """Go by keyboard to a link or button and wait for what it opens."""
    tab_to(page, text)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_each_page_is_clean_and_fits(in_browser: Open, lived_in: World, phone: bool) -> None:
    said = make.statement("I like my room.", about=[lived_in.ama])
    ama, family = lived_in.ama.pk, lived_in.family.pk
    shown = {
        "search": f"{reverse('families:search')}?name=Gwen+Ashdown&reason=work&then=relate-{ama}",
        "person": reverse("families:person", args=[ama]),
        "history": reverse("families:history", args=[ama]),
        "name": reverse("families:add_name", args=[ama]),
        "home": reverse("families:move_home", args=[ama]),
        "contact": reverse("families:add_contact", args=[ama]),
        "family": reverse("families:family", args=[family]),
        "network": reverse("families:network", args=[family]),
        "redact": reverse("families:ask_redaction", args=[said.pk]),
    }
    page = in_browser(phone=phone, user=lived_in.manager)
    for name, path in shown.items():
        page.goto(path)
        screenshot(page, f"families-{name}-{'phone' if phone else 'desk'}")
        check_axe(page)
        check_no_sideways_scroll(page)


def test_a_grandmother_is_searched_for_made_and_related_by_keyboard_alone(in_browser: Open, world: World) -> None:
    page = in_browser(reverse("families:person", args=[world.ama.pk]), javascript=False, user=world.worker)
    follow(page, "Add a relative")
    tab_to(page, "Name")
    page.keyboard.type("Gwen Tully")
    tab_to(page, "A request for support came in")
    page.keyboard.press("Space")
    follow(page, "Search")
    page.get_by_text("Nobody was found.").wait_for()
    follow(page, "None of these: make a new record")
    tab_to(page, "First names")
    page.keyboard.type("Gwen")
    tab_to(page, "Last name")
    page.keyboard.type("Tully")
    page.get_by_label("Not known").first.focus()
    page.keyboard.press("Space")
    page.locator("input[name=sex][value=F]").focus()
    page.keyboard.press("Space")
    follow(page, "Make the record")
    page.get_by_role("heading", name="What is Gwen Tully to Ama Ashdown?").wait_for()
    page.locator("input[name=kind][value=grandparent]").focus()
    page.keyboard.press("Space")
    follow(page, "Save")
    page.get_by_role("heading", name="Ama Ashdown").wait_for()
    assert page.get_by_text("Grandparent", exact=True).is_visible()
    assert Person.objects.filter(family_name="Tully").count() == 1
