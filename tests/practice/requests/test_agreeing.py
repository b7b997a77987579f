"""Agreement and information: who answered what for themselves, who decided that it is not needed, what was shared or refused."""

from datetime import timedelta
from typing import Any

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.practice.requests.models import RequestForSupport
from rock.practice.requests.services.handling import matched
from rock.records.models import Agreement, Event, EventKind, InformationShare, Person
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.pages import Page, PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db

KINDS = ("", "help/", "ask/", "information/", "not-needed/")
TODAY = time.today()
ASKED: dict[str, Any] = {"how": "phone", "in_words": "“If it is Ama, yes.”"}


@shared
def asked() -> RequestForSupport:
    return asking.matched(asking.at_hub())


@shared
def dee(asked: RequestForSupport) -> Person:
    return next(person for person in matched(asked) if person.given_name == "Dee")


def page_of(
    pages: PageClient, asked: RequestForSupport, who: Person, kind: str, role: Role = Role.HUB_WORKER
) -> tuple[PageClient, Page]:
    client = pages.as_user(asking.at_hub(role, "Hana"))
    return client, client.get(f"/hub/{asked.reference}/agreed/{who.pk}/{kind}")


def request_words(client: PageClient, asked: RequestForSupport) -> str:
    page = client.get(f"/hub/{asked.reference}/")
    assert page.status == 200
    return page.words


def test_an_adult_says_that_they_want_help_and_takes_it_back(
    pages: PageClient, asked: RequestForSupport, dee: Person
) -> None:
    client, page = page_of(pages, asked, dee, "help/")
    until = TODAY + timedelta(days=90)
    dates: dict[str, Any] = {
        "valid_until__day": until.day,
        "valid_until__month": until.month,
        "valid_until__year": until.year,
    }
    assert client.submit(page, answer="yes", **ASKED, **dates).location == f"/hub/{asked.reference}/"
    made = Agreement.objects.get(person=dee, kind="help", asked_by="Hana")
    assert (made.answer, made.how, made.language, made.valid_until) == ("yes", "phone", "English", until)
    assert Event.objects.filter(kind=EventKind.AGREEMENT_RECORDED, people__person=dee).count() == 1
    assert "“If it is Ama, yes.”" in request_words(client, asked)
    back = client.submit(client.get(f"/hub/{asked.reference}/"), selector="form[action*='/withdraw/']")
    assert back.status == 302
    made.refresh_from_db()
    assert made.withdrawn_on == TODAY
    assert "Taken back" in request_words(client, asked)
    client.post(f"/hub/{asked.reference}/agreements/{made.pk}/withdraw/")
    assert Event.objects.filter(kind=EventKind.AGREEMENT_WITHDRAWN, people__person=dee).count() == 1


def test_each_service_has_an_answer_of_its_own(pages: PageClient, asked: RequestForSupport, dee: Person) -> None:
    client, page = page_of(pages, asked, dee, "ask/")
    assert client.submit(page, **ASKED).errors == ["Choose what they answered about at least one service"]
    assert client.submit(page, agency_0="yes", agency_2="no", **ASKED).status == 302
    rows = Agreement.objects.filter(person=dee, kind="ask").order_by("pk").values_list("agencies", "answer")
    assert list(rows) == [("School or nursery", "yes"), ("Police", "no")]
    assert "Police: No" in request_words(client, asked)


@pytest.mark.parametrize(
    ("day", "error"), [(TODAY, None), (TODAY - timedelta(days=1), "It cannot end before they were asked")]
)
def test_it_holds_until_no_earlier_than_the_day_of_asking(
    pages: PageClient, asked: RequestForSupport, dee: Person, day: Any, error: str | None
) -> None:
    client, page = page_of(pages, asked, dee, "help/")
    dates: dict[str, Any] = {
        "valid_until__day": day.day,
        "valid_until__month": day.month,
        "valid_until__year": day.year,
    }
    sent = client.submit(page, answer="no", **ASKED, **dates)
    assert sent.status == (200 if error else 302)
    assert (error or "") in "".join(sent.errors)


def test_only_a_manager_decides_that_no_agreement_is_needed(
    pages: PageClient, asked: RequestForSupport, dee: Person
) -> None:
    worker, refused = page_of(pages, asked, dee, "not-needed/")
    assert refused.status == 403
    facts = {"why": "Asking would put Kai at risk", "legal_reason": "Children Act 1989, section 47"}
    assert worker.post(f"/hub/{asked.reference}/agreed/{dee.pk}/not-needed/", facts).status == 403
    assert "not needed" not in worker.get(f"/hub/{asked.reference}/agreed/{dee.pk}/").words
    client, page = page_of(pages, asked, dee, "not-needed/", Role.HUB_MANAGER)
    assert client.submit(page).errors == ["Say why their agreement is not needed", "Enter the legal reason"]
    assert client.submit(page, **facts).status == 302
    made = Agreement.objects.get(kind="not_needed")
    assert (made.decided_by, made.reason_not_needed, made.purpose) == (client.user, *facts.values())
    assert "Hana decided this" in request_words(client, asked)


SHARE: dict[str, Any] = {
    "agency": "Marram Primary School",
    "what": "How Kai comes to school",
    "purpose": "To see what help fits",
    "basis": "Public task: the child’s welfare",
}


def test_a_partner_adds_what_they_hold_in_their_words(pages: PageClient, asked: RequestForSupport, dee: Person) -> None:
    client, page = page_of(pages, asked, dee, "information/")
    assert client.submit(page, direction="in", shared="yes", **SHARE).errors == ["Write what they told us"]
    assert client.submit(page, direction="in", shared="yes", words="Kai is often late.", **SHARE).status == 302
    share = InformationShare.objects.get()
    assert (share.direction, share.person, share.refused_because) == ("in", dee, "")
    said = asked.occasion.statements.get(question="partner_information")
    assert (said.words, said.speaker_name) == ("Kai is often late.", "Marram Primary School")
    words = request_words(client, asked)
    assert "What a partner added" in words
    assert "From Marram Primary School, about Dee Ashdown" in words


@pytest.mark.parametrize("direction", ["in", "out"])
def test_what_is_not_shared_is_recorded_with_why(
    pages: PageClient, asked: RequestForSupport, dee: Person, direction: str
) -> None:
    client, page = page_of(pages, asked, dee, "information/")
    assert client.submit(page, direction=direction, shared="no", **SHARE).errors == ["Say why it was not shared"]
    assert (
        client.submit(page, direction=direction, shared="no", refused_because="More harm than good", **SHARE).status
        == 302
    )
    share = InformationShare.objects.get()
    assert (share.direction, share.refused_because, share.shared_by) == (direction, "More harm than good", client.user)
    assert "Not shared More harm than good" in request_words(client, asked)
    assert not asked.occasion.statements.filter(question="partner_information").exists()


def test_what_we_tell_a_partner_is_recorded_without_words_of_theirs(
    pages: PageClient, asked: RequestForSupport, dee: Person
) -> None:
    client, page = page_of(pages, asked, dee, "information/")
    assert client.submit(page, direction="out", shared="yes", words="Left over", **SHARE).status == 302
    assert InformationShare.objects.get().direction == "out"
    assert not asked.occasion.statements.filter(question="partner_information").exists()


@pytest.mark.parametrize("kind", KINDS[1:])
def test_the_first_question_leads_to_each_page(
    pages: PageClient, asked: RequestForSupport, dee: Person, kind: str
) -> None:
    client, page = page_of(pages, asked, dee, "", Role.HUB_MANAGER)
    sent = client.submit(page, what=kind.strip("/"))
    assert sent.location == f"/hub/{asked.reference}/agreed/{dee.pk}/{kind}"
    assert client.get(sent.location).status == 200


@pytest.mark.parametrize("kind", KINDS)
def test_strangers_and_other_families_get_nothing(
    pages: PageClient, asked: RequestForSupport, dee: Person, kind: str
) -> None:
    manager = pages.as_user(asking.at_hub())
    stranger, other = make.person("Ottoline", "Quarry"), asking.matched(asking.at_hub())
    for pk in (stranger.pk, matched(other)[0].pk):
        assert manager.get(f"/hub/{asked.reference}/agreed/{pk}/{kind}").status == 404
    for role, status in ((Role.TEAM_MANAGER, 404), (Role.DATA_OFFICER, 403), (Role.FAMILY, 403)):
        client = pages.as_user(make.user(roles=[role]))
        assert client.get(f"/hub/{asked.reference}/agreed/{dee.pk}/{kind}").status == status


def test_another_requests_agreement_is_not_taken_back_through_this_one(
    pages: PageClient, asked: RequestForSupport
) -> None:
    other = asking.matched(asking.at_hub(), agreement_help="yes", asker_kind="parent", asker_name="Dee Ashdown")
    theirs = other.occasion.agreements.get(kind="help")
    client = pages.as_user(asking.at_hub())
    assert client.post(f"/hub/{asked.reference}/agreements/{theirs.pk}/withdraw/").status == 404
    unasked = asked.occasion.agreements.get(kind="help")
    assert client.post(f"/hub/{asked.reference}/agreements/{unasked.pk}/withdraw/").status == 409
    theirs.refresh_from_db()
    assert theirs.withdrawn_on is None
