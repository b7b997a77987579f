"""A service is asked once, seen when it is late, and read in its own words."""

from datetime import timedelta

import pytest

from rock.core import time
from rock.core.services import PUBLIC
from rock.practice.assessments.models import AgencyPart
from rock.practice.assessments.services.agencies import answer_part
from rock.practice.assessments.services.starting import start
from rock.records.models import Person
from tests.practice.assessments.at_the_desk import asked, at
from tests.practice.assessments.conftest import World, referred
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def test_a_double_click_asks_a_service_once(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "others/ask/"))
    facts = {
        "agency": "Marram Primary",
        "name": "Mr Shah",
        "email": "shah@example.org",
        "question": "How is Kai in the morning?",
    }
    refused = client.submit(page, **facts)
    assert "Nobody with parental responsibility has agreed" in " ".join(refused.errors)
    facts["without_agreement_because"] = "Asking could put Kai at risk."
    for _click in range(2):
        assert client.submit(page, **facts).location == at(world.assessment, "others/")
    assert AgencyPart.objects.count() == 1


def test_a_late_service_is_seen_reminded_and_ended(pages: PageClient, world: World) -> None:
    part = asked(world)
    AgencyPart.objects.update(due_on=time.today() - timedelta(days=7))
    client = pages.as_user(world.worker)
    assert "Late" in client.get("/assessments/waited-for/").words
    page = client.get(at(world.assessment, "others/"))
    assert "Late" in page.words
    client.post(at(world.assessment, f"others/{part.pk}/again/"))
    assert "and again on" in client.get(at(world.assessment, "others/")).words
    client.post(at(world.assessment, f"others/{part.pk}/end/"))
    assert "The question was ended" in client.get(at(world.assessment, "others/")).words
    assert client.post(at(world.assessment, f"others/{part.pk}/again/")).status == 409
    assert client.post(at(world.strangers, f"others/{part.pk}/end/")).status == 404
    other = start(by=world.worker, child=_sibling(world))
    assert client.post(at(other, f"others/{part.pk}/end/")).status == 404


def _sibling(world: World) -> Person:
    child = make.person("Ama")
    make.grant(world.worker, child)
    referred(child)
    return child


def test_what_a_service_says_stands_in_its_words(pages: PageClient, world: World) -> None:
    answer_part(by=PUBLIC, part=asked(world), words="He runs in, hungry.")
    page = pages.as_user(world.worker).get(at(world.assessment, "others/"))
    assert "He runs in, hungry." in page.words
    assert "Mr Shah, Marram Primary" in page.words
