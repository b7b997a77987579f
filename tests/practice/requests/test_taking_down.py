"""A request by phone, letter or in person: taken down on the staff form, with the same answers as the public one."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from rock.accounts.roles import Role
from rock.core import time
from rock.core.drafts import load_draft, save_draft
from rock.core.services import Refused
from rock.practice.requests.forms.receiving import born_or_age
from rock.practice.requests.models import RequestForSupport
from rock.practice.requests.services.receiving import add_person
from rock.records.models import Agreement
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import Page, PageClient

pytestmark = pytest.mark.django_db

YESTERDAY = time.today() - timedelta(days=1)
RANG: dict[str, Any] = {
    "danger": "no",
    "contact_method": "phone",
    "on__day": YESTERDAY.day,
    "on__month": YESTERDAY.month,
    "on__year": YESTERDAY.year,
    "at": "16:45",
    "asker_kind": "relative",
    "source_code": "1A",
    "asker_name": "Jo Ashdown",
    "asker_role": "Nan",
    "asker_contact": "07700 900123",
    "ways": "text",
    "address": "14 Samphire Court, Blackpool, FY99 4QT",
    "hidden": "yes",
    "hidden_whom": "Kai’s dad Lee",
    "hidden_also": "Gull Primary",
    "name_1": "Kai Ashdown",
    "kind_1": "child",
    "born_1": "2 4 2017",
    "school_1": "Gull Primary",
    "name_2": "Dee Ashdown",
    "kind_2": "home",
    "who_2": "mum",
    "name_3": "Lee Holt",
    "kind_3": "elsewhere",
    "born_3": "about 30",
    "address_3": "9 Tern Street, Blackpool",
    "worry": "Kai is tired on Mondays.",
    "talked": "yes",
    "family_said": "Dee would like help.",
    "agreement_help": "yes",
    "agreement_words": "If it is Ama, yes.",
}


def form_of(pages: PageClient) -> tuple[PageClient, Page]:
    client = pages.as_user(asking.at_hub(Role.HUB_WORKER, "Hana"))
    return client, client.get("/hub/new/")


def test_what_somebody_says_on_the_phone_becomes_a_request_with_its_clock_from_then(pages: PageClient) -> None:
    client, page = form_of(pages)
    sent = client.submit(page, **RANG)
    made = RequestForSupport.objects.get()
    assert sent.location == f"/hub/{made.reference}/"
    asked_at = timezone.localtime(made.occasion.happened_at)
    assert (asked_at.date(), asked_at.hour, asked_at.minute) == (YESTERDAY, 16, 45)
    assert made.clock is not None
    assert made.clock.started_at == made.occasion.happened_at
    assert made.occasion.recorded_by == client.user
    assert made.asker_contact_rule == "Use: text"
    assert "How it came By phone" in client.get(sent.location).words
    said = dict(made.occasion.statements.values_list("question", "words"))
    assert said == {
        "worry": "Kai is tired on Mondays.",
        "family_said": "Dee would like help.",
        "hidden_from": "Kai’s dad Lee\nGull Primary",
    }
    help_agreed = Agreement.objects.get(occasion=made.occasion, kind="help")
    assert (help_agreed.answer, help_agreed.asked_on) == ("yes", YESTERDAY)
    assert client.get(sent.location).status == 200


def test_the_people_are_kept_with_what_is_hidden_of_those_who_live_there(pages: PageClient) -> None:
    client, page = form_of(pages)
    client.submit(page, **RANG)
    kai, dee, lee = RequestForSupport.objects.get().people.order_by("pk")
    assert (kai.is_child, kai.birth_date, kai.school) == (True, date(2017, 4, 2), "Gull Primary")
    assert kai.address == dee.address == RANG["address"]
    assert kai.address_hidden
    assert dee.address_hidden
    assert (lee.address, lee.address_hidden, lee.age) == ("9 Tern Street, Blackpool", False, "about 30")


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("letter", "By letter"),
        ("in_person", "In person"),
        ("agency", "From another agency’s system or email"),
    ],
)
def test_how_a_request_came_is_kept_and_shown(pages: PageClient, value: str, label: str) -> None:
    client, page = form_of(pages)
    sent = client.submit(page, **RANG | {"contact_method": value})
    assert RequestForSupport.objects.get().contact_method == value
    assert f"How it came {label}" in client.get(sent.location).words


def test_nobody_takes_down_what_came_by_the_form(pages: PageClient) -> None:
    client, page = form_of(pages)
    assert "By the form on our website" not in page.words
    assert client.submit(page, **RANG | {"contact_method": "online"}).errors == [
        "Choose one of the answers on this page"
    ]


def test_a_request_from_before_says_that_how_it_came_was_not_written_down(pages: PageClient) -> None:
    asked = asking.request(contact_method="")
    assert "How it came Not written down" in pages.as_user(asking.at_hub()).get(f"/hub/{asked.reference}/").words


def test_who_asked_a_family_of_their_own_says_how() -> None:
    own: dict[str, Any] = {"asker_kind": "parent", "asker_name": "Dee Ashdown", "agreement_help": "yes"}
    for method, by in (("online", "Asked on the form"), ("phone", "Asked when they got in touch")):
        asked = asking.request(contact_method=method, **own)
        assert Agreement.objects.get(occasion=asked.occasion, kind="help").asked_by == by


def test_a_parent_who_rings_is_one_of_the_people(pages: PageClient) -> None:
    client, page = form_of(pages)
    facts = RANG | {"asker_kind": "parent", "asker_name": "Dee Ashdown"}
    client.submit(page, **facts)
    assert RequestForSupport.objects.get().people.count() == 3
    client.submit(client.get("/hub/new/"), **facts | {"asker_name": "Mo Ashdown"})
    latest = RequestForSupport.objects.latest("pk")
    assert latest.people.filter(name="Mo Ashdown", is_child=False, address_hidden=True).exists()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"contact_method": ""}, "Choose how it came"),
        ({"worry": ""}, "Write what the worry is, or what would help"),
        ({"kind_1": ""}, "Choose what person 1 is"),
        ({"name_2": ""}, "Enter a name for person 2, or what you know of it"),
        ({"at": "25:00"}, "Enter the time as hours and minutes, for example 14:30"),
        ({"hidden_whom": ""}, "Enter who must not find out"),
        ({"asker_kind": "parent", "asker_name": ""}, "Enter the parent’s name"),
        ({"talked": "unsafe"}, "Write why it might not be safe"),
    ],
)
def test_what_is_missing_is_asked_for(pages: PageClient, change: dict[str, str], error: str) -> None:
    client, page = form_of(pages)
    assert client.submit(page, **RANG | change).errors == [error]
    assert not RequestForSupport.objects.exists()


def test_a_moment_that_has_not_come_is_refused(pages: PageClient) -> None:
    client, page = form_of(pages)
    day = time.today()
    today = {"on__day": day.day, "on__month": day.month, "on__year": day.year, "at": "23:59"}
    assert client.submit(page, **RANG | today).errors == ["That date is in the future. Enter when it happened."]


def test_two_clicks_make_one_request_and_the_draft_is_gone(pages: PageClient) -> None:
    client, page = form_of(pages)
    save_draft(by=client.user, form="new_request", subject="", answers={"worry": ["Kai is"], "name_4": ["Bo"]})
    kept = client.get("/hub/new/")
    assert kept.form()["worry"] == "Kai is"
    assert kept.form()["name_4"] == "Bo"
    assert client.submit(page, **RANG).location == client.submit(page, **RANG).location
    assert RequestForSupport.objects.count() == 1
    assert load_draft(client.user, "new_request") is None


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.DATA_OFFICER, Role.FAMILY, Role.PARTNER])
def test_only_the_hub_takes_requests_down(pages: PageClient, role: Role) -> None:
    asked = asking.request()
    client = pages.as_user(make.user(roles=[role]))
    for path in ("/hub/new/", f"/hub/{asked.reference}/people/new/"):
        assert client.get(path).status == 403
        assert client.post(path, RANG).status == 403


@pytest.mark.parametrize(
    ("typed", "born", "age"),
    [
        ("2 4 2017", date(2017, 4, 2), ""),
        ("02/04/2017", date(2017, 4, 2), ""),
        ("31 2 2017", None, "31 2 2017"),
        ("about 9 ", None, "about 9"),
        ("", None, ""),
    ],
)
def test_a_date_of_birth_or_an_age(typed: str, born: date | None, age: str) -> None:
    assert born_or_age(typed) == (born, age)


def test_somebody_who_was_not_named_is_added_once(pages: PageClient) -> None:
    asked = asking.request()
    client = pages.as_user(asking.at_hub(Role.HUB_WORKER))
    page = client.get(client.get(f"/hub/{asked.reference}/").link("Add somebody who was not named"))
    facts = {"name": "Bo Ashdown", "is_child": "yes", "age": "about 3", "school": "Gull Nursery", "hidden": "no"}
    assert client.submit(page, **facts).location == f"/hub/{asked.reference}/"
    made = asked.people.get(name="Bo Ashdown")
    assert (made.is_child, made.age, made.school) == (True, "about 3", "Gull Nursery")
    again = client.submit(client.get(f"/hub/{asked.reference}/people/new/"), **facts | {"name": "bo ashdown"})
    assert again.errors == ["bo ashdown is on this request already."]


def test_nobody_is_added_to_what_is_decided(pages: PageClient) -> None:
    manager = asking.at_hub()
    decision = asking.decided(manager)
    path = f"/hub/{decision.request.reference}/people/new/"
    assert pages.as_user(manager).get(path).location == f"/hub/{decision.request.reference}/"
    with pytest.raises(Refused, match="can no longer be changed"):
        add_person(by=manager, request=decision.request, person=asking.RAY)


def test_a_request_that_is_kept_from_somebody_cannot_be_added_to(pages: PageClient) -> None:
    client = pages.as_user(asking.at_hub(Role.HUB_WORKER))
    assert client.get("/hub/RS-AAAA-AAAA/people/new/").status == 404


def test_the_fourth_person_and_on_are_folded_away_until_somebody_stands_there(pages: PageClient) -> None:
    client = pages.as_user(asking.at_hub())
    form = client.get("/hub/new/")
    assert form.text.index("Person 3") < form.text.index("More people") < form.text.index("Person 4")
    folded = re.compile(r'<details class="govuk-details"( open)?>\s*<summary[^>]*><span[^>]*>More people')
    assert folded.findall(form.text) == [""]
    again = client.submit(form, **(RANG | {"name_5": "Ida Poole"}))
    assert folded.findall(again.text) == [" open"], "what was typed is never folded away"
