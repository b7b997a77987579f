"""Each asker's way from the first question to a request that the hub holds."""

import pytest

from rock.core.models import OutgoingMessage
from rock.practice.requests.models import (
    AskerKind,
    ContactMethod,
    ReferralSource,
    RequestForSupport,
    RequestPerson,
    Talked,
)
from rock.records.models import Agreement, AgreementKind, Answer, Statement
from tests.doors.public.walking import GRANDMOTHER, MOTHER, TEACHER, YOUNG_PERSON, changed, send, walk
from tests.support.jobs import run_jobs
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def said() -> dict[str, str]:
    return dict(Statement.objects.values_list("question", "words"))


def the_request() -> RequestForSupport:
    return RequestForSupport.objects.get()


def test_a_grandmother_asks(pages: PageClient) -> None:
    walk(pages, GRANDMOTHER)
    page = send(pages)
    request = the_request()
    assert page.h1 == "We have got it"
    assert request.reference in page.words
    assert "We cannot tell you what we do with the family" in page.words
    assert (request.asker_kind, request.source_code) == (AskerKind.RELATIVE, ReferralSource.S1A)
    assert request.contact_method == ContactMethod.ONLINE
    assert (request.asker_name, request.asker_role, request.talked) == ("Jo Marsden", "Nan", Talked.YES)
    assert request.asker_contact_rule == "Use: call, text. When: After 6. Also seen by: Nobody. Ask for: Jo"
    assert request.clock is not None
    assert not request.danger_now
    assert said() == {
        "going_well": "Kai loves the sea.",
        "worry": "Nobody is up to get Kai to school.",
        "tried": "I take Kai on Mondays.",
        "would_help": "Somebody to talk with my daughter.",
        "family_said": "She is tired.",
        "hidden_from": "Kai’s dad, Lee\nGull Primary",
    }
    child = RequestPerson.objects.get()
    assert (child.name, child.is_child, str(child.birth_date)) == ("Kai Marsden", True, "2018-03-27")
    assert (child.address, child.address_hidden) == ("4 Sandpiper Court, Blackpool, FY1 1AA", True)


def test_agreeing_to_help_and_asking_others_are_kept_apart(pages: PageClient) -> None:
    walk(pages, GRANDMOTHER)
    send(pages)
    answers = {row.kind: (row.answer, row.in_words) for row in Agreement.objects.all()}
    assert answers == {
        AgreementKind.HELP: (Answer.YES, "Please."),
        AgreementKind.ASK_AGENCIES: (Answer.NOT_ASKED, ""),
    }


def test_a_mother_asks_for_her_own_family_and_is_one_of_its_people(pages: PageClient) -> None:
    places = walk(pages, MOTHER)
    assert "talked" not in places
    page = send(pages)
    request = the_request()
    assert "who your person is" in page.words
    assert (request.talked, request.asker_language) == (Talked.SELF, "Polish")
    people = {row.name: row for row in RequestPerson.objects.all()}
    assert set(people) == {"Kai Marsden", "Dee Marsden"}
    assert not people["Dee Marsden"].is_child
    assert people["Kai Marsden"].age == "8"


def test_a_young_person_is_asked_little_and_told_who_reads_it(pages: PageClient) -> None:
    places = walk(pages, YOUNG_PERSON)
    assert len(places) <= 13
    assert not {"children", "adults", "hidden", "talked", "tried", "language"} & set(places)
    before = pages.get("/ask/for-you/")
    assert "Who will read this" in before.words
    assert "0800 1111" in before.words
    page = send(pages)
    assert "0800 1111" in page.words
    person = RequestPerson.objects.get()
    assert (person.name, person.is_child, person.age, person.school) == ("Mia", True, "13", "Tower High")
    assert (the_request().source_code, the_request().talked) == (ReferralSource.S1C, Talked.SELF)


def test_a_young_person_need_not_give_a_name(pages: PageClient) -> None:
    walk(pages, changed(YOUNG_PERSON, you={"name": "", "age": "", "school": ""}))
    send(pages)
    assert RequestPerson.objects.get().name == "A young person, who asked"
    assert OutgoingMessage.objects.count() == 0


def test_a_teacher_is_told_which_way_it_goes(pages: PageClient) -> None:
    walk(pages, TEACHER)
    page = send(pages)
    request = the_request()
    assert "which way we are going" in page.words
    assert (request.source_code, request.talked) == (ReferralSource.S2A, Talked.NO_UNSAFE)
    assert (request.asker_agency, request.asker_role) == ("Gull Primary", "Safeguarding lead")
    assert said()["why_not_talked"] == "Kai is afraid of what would happen."


@pytest.mark.parametrize(
    ("relation", "code"),
    [("relative", "1A"), ("friend", "1B"), ("other", "1D")],
)
def test_the_source_follows_from_how_the_asker_knows_the_family(pages: PageClient, relation: str, code: str) -> None:
    walk(pages, changed(GRANDMOTHER, relation={"relation": relation}))
    send(pages)
    assert the_request().source_code == code


def test_who_gives_no_name_is_taken_as_that(pages: PageClient) -> None:
    walk(pages, changed(GRANDMOTHER, name={"name": ""}))
    send(pages)
    assert the_request().source_code == ReferralSource.S9


def test_grown_ups_at_home_share_the_hidden_address_and_others_do_not(pages: PageClient) -> None:
    walk(pages, GRANDMOTHER)
    for number, typed in enumerate(
        [
            {"name": "Dee", "who": "Mum", "lives": "yes", "address": "stale"},
            {"name": "Lee", "who": "Dad", "lives": "no", "address": "9 Tram Road"},
            {"name": "Ann", "who": "Aunt", "lives": "unsure"},
        ],
        start=1,
    ):
        pages.post(f"/ask/adults/{number}/", typed)
    send(pages)
    rows = {row.name: (row.address, row.address_hidden) for row in RequestPerson.objects.filter(is_child=False)}
    assert rows == {
        "Dee": ("4 Sandpiper Court, Blackpool, FY1 1AA", True),
        "Lee": ("9 Tram Road", False),
        "Ann": ("", False),
    }


def test_danger_now_is_told_to_the_hub_and_999_comes_first(pages: PageClient) -> None:
    start = pages.get("/ask/")
    assert start.text.index("999") < start.text.index("Start now")
    places = walk(pages, changed(GRANDMOTHER, danger={"danger": "yes"}))
    assert places[:3] == ["danger", "danger-now", "who"]
    page = pages.get("/ask/danger-now/")
    assert page.h1 == "Call 999 now"
    assert "01632 960 999" in page.words
    send(pages)
    assert the_request().danger_now


def test_the_asker_gets_a_neutral_message_with_the_reference(pages: PageClient) -> None:
    walk(pages, GRANDMOTHER)
    send(pages)
    message = OutgoingMessage.objects.get()
    assert (message.channel, message.to, message.template) == ("text", "07700900123", "got_it")
    assert message.reference == the_request().reference
    assert run_jobs() == 1
    message.refresh_from_db()
    assert message.status == "sent"


@pytest.mark.parametrize(
    "contact",
    [
        {"contact": "07700 900123", "ways": ["call"]},
        {"contact": "01253 960123", "ways": ["call", "text"]},
        {"contact": ""},
    ],
)
def test_no_message_goes_where_none_was_allowed_or_none_can_go(pages: PageClient, contact: dict[str, object]) -> None:
    walk(pages, changed(GRANDMOTHER, contact=contact))
    send(pages)
    assert OutgoingMessage.objects.count() == 0
