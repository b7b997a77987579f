"""The questions: what they refuse, where they lead, and that nothing typed is lost."""

from typing import Any

import pytest

from rock.doors.public.drafts import open_draft
from rock.doors.public.sealing import token_from
from tests.doors.public.walking import FORM, MOTHER, answer, token_of, walk, walked
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def typed(pages: PageClient) -> dict[str, dict[str, list[str]]]:
    draft = open_draft(token_from(token_of(pages)))
    assert draft is not None
    return draft.typed


@pytest.fixture
def nan(pages: PageClient) -> PageClient:
    """Give a grandmother who has answered everything."""
    walked(pages)
    return pages


@pytest.mark.parametrize(
    ("place", "sent", "error"),
    [
        ("danger", {}, "Choose yes or no"),
        ("who", {"who": "wizard"}, "Choose one of the answers on this page"),
        ("children/1", {"name": ""}, "Enter the child’s name, or what you know of it"),
        (
            "children/1",
            {"name": "Kai", "born-day": "31", "born-month": "2", "born-year": "2018"},
            "Date of birth must be a real date, like 5 3 2026",
        ),
        ("children", {}, "Choose yes or no"),
        ("address", {"postcode": "nowhere"}, "Enter a full UK postcode, like FY1 1AA"),
        ("hidden", {"hidden": "yes"}, "Enter who must not find out"),
        ("worry", {"text": "  "}, "Write what the worry is"),
        ("worry", {"text": "a" * 5001}, "Your answer is too long by 1. Make it 5,000 characters or fewer."),
        ("talked", {"talked": "unsafe"}, "Write why it might not be safe"),
        (
            "contact",
            {"contact": "ring me"},
            "Enter a phone number, like 07700 900 982, or an email address, like name@example.com",
        ),
        ("contact", {"contact": "07700 900123"}, "Choose what we may do"),
        ("contact", {"contact": "07700 900123", "ways": "email"}, "Enter an email address, or choose a call or a text"),
        ("language", {"language": "other"}, "Enter the language"),
        ("agree-help", {"answer": "perhaps"}, "Choose one of the answers on this page"),
    ],
)
def test_an_answer_that_cannot_be_used_is_shown_again_with_what_to_do(
    nan: PageClient, place: str, sent: dict[str, Any], error: str
) -> None:
    page = nan.post(f"/ask/{place}/", sent)
    assert page.status == 200
    assert page.errors == [error]
    for name in {"text", "contact", "postcode", "name", "born-year"} & set(sent):
        assert sent[name].strip() in page.text


def test_what_is_wrong_is_kept_too(nan: PageClient) -> None:
    long = "b" * 5500
    nan.post("/ask/worry/", {"text": long})
    assert long in nan.get("/ask/worry/").text
    check = nan.get("/ask/check/")
    assert "Not answered yet" in check.words
    assert not check.soup.select('form[action="/ask/check/"]')


def test_an_email_address_is_not_called(pages: PageClient) -> None:
    walk(pages, MOTHER)
    page = pages.post("/ask/contact/", {"contact": "dee@example.org", "ways": "call"})
    assert page.errors[0].startswith("You gave an email address")


def test_a_colleague_must_be_reachable_and_others_need_not(pages: PageClient) -> None:
    pages.post("/ask/danger/", {"danger": "no"})
    pages.post("/ask/who/", {"who": "professional"})
    assert pages.post("/ask/contact/", {"contact": ""}).errors == ["Enter a phone number or email address"]
    pages.post("/ask/who/", {"who": "relative"})
    assert pages.post("/ask/contact/", {"contact": ""}).location == "/ask/language/"


def test_a_second_child_is_added_changed_and_removed(nan: PageClient) -> None:
    page = nan.submit(nan.get("/ask/children/"), selector=FORM, more="yes")
    assert page.location == "/ask/children/2/"
    answer(nan, "children/2", {"name": "Ivy Marsden", "age": "3"})
    assert "Ivy Marsden" in nan.get("/ask/children/").words
    answer(nan, "children/2", {"name": "Ivy Jo Marsden"})
    assert "Ivy Jo Marsden" in nan.get("/ask/check/").words
    page = nan.submit(nan.get("/ask/children/"), selector="form[action='/ask/children/2/remove/']")
    assert page.location == "/ask/children/"
    assert "Ivy" not in nan.get("/ask/check/").words
    assert "Kai Marsden" in nan.get("/ask/check/").words


def test_a_child_at_least_is_asked_for(nan: PageClient) -> None:
    nan.post("/ask/children/1/remove/")
    assert nan.get("/ask/children/").location == "/ask/children/1/"
    assert "Not answered yet" in nan.get("/ask/check/").words


def test_a_list_has_an_end_that_is_told(nan: PageClient) -> None:
    for number in range(2, 16):
        nan.post(f"/ask/children/{number}/", {"name": f"Child {number}"})
    page = nan.post("/ask/children/", {"more": "yes"})
    assert page.errors == ["There is room for 15 here. Tell us about the others when we talk."]
    assert nan.post("/ask/children/16/", {"name": "One more"}).status == 404


def test_a_change_leads_back_to_the_answers(nan: PageClient) -> None:
    check = nan.get("/ask/check/")
    change = nan.get(check.link("Change The worry"))
    assert change.link("Back") == "/ask/check/"
    assert nan.submit(change, selector=FORM, text="Kai is alone at night.").location == "/ask/check/"
    assert "Kai is alone at night." in nan.get("/ask/check/").words


def test_a_change_that_opens_a_question_leads_to_it(nan: PageClient) -> None:
    nan.post("/ask/address/?from=check", {"lines": "", "postcode": ""})
    assert "Hidden address" not in nan.get("/ask/check/").words
    nan.post("/ask/contact/?from=check", {"contact": ""})
    assert "What is safe for you" not in nan.get("/ask/check/").words
    page = nan.post("/ask/danger/?from=check", {"danger": "yes"})
    assert page.location == "/ask/danger-now/?from=check"
    assert nan.get(page.location).link("Go on") == "/ask/check/"


def test_saying_another_asker_asks_what_that_one_is_asked(nan: PageClient) -> None:
    page = nan.post("/ask/who/?from=check", {"who": "professional"})
    assert page.location == "/ask/work/?from=check"
    check = nan.get("/ask/check/")
    assert "You and your work" in check.words
    assert "Jo Marsden" not in check.words


def test_back_leads_through_the_questions(nan: PageClient) -> None:
    place, seen = "/ask/agree-ask/", []
    while place != "/ask/":
        place = nan.get(place).link("Back")
        seen.append(place.removeprefix("/ask/").strip("/"))
    assert seen[0] == "agree-help"
    assert seen[-2:] == ["danger", ""]
    assert len(seen) == 18


def test_two_tabs_do_not_wipe_each_other(nan: PageClient) -> None:
    one, two = nan.get("/ask/worry/"), nan.get("/ask/going-well/")
    nan.submit(two, selector=FORM, text="She sings.")
    nan.submit(one, selector=FORM, text="It is cold there.")
    assert typed(nan)["going-well"] == {"text": ["She sings."]}
    assert typed(nan)["worry"] == {"text": ["It is cold there."]}


def test_the_last_answer_to_one_question_stands(nan: PageClient) -> None:
    one, two = nan.get("/ask/worry/"), nan.get("/ask/worry/")
    nan.submit(one, selector=FORM, text="First")
    nan.submit(two, selector=FORM, text="Second")
    assert typed(nan)["worry"] == {"text": ["Second"]}


def test_it_is_kept_while_it_is_typed(nan: PageClient) -> None:
    asked = nan.get("/ask/worry/")
    where = str(asked.soup.select_one(FORM)["data-draft-url"])  # type: ignore[index]
    answered = nan.post(where, {"text": "Half a sent"}, headers={"accept": "application/json"})
    assert "We have not got it until you press Send" in answered.text
    assert "Half a sent" in nan.get("/ask/worry/").text


def test_what_cannot_be_kept_is_said(pages: PageClient) -> None:
    assert pages.post("/ask/worry/keep/", {"text": "Words"}).status == 400
    pages.post("/ask/danger/", {"danger": "no"})
    assert pages.post("/ask/worry/keep/", {"text": "w" * 200_001}).status == 400
    assert pages.post("/ask/danger-now/keep/", {}).status == 400


def test_a_question_out_of_turn_leads_to_the_first_open_one(pages: PageClient) -> None:
    assert pages.get("/ask/worry/").location == "/ask/"
    pages.post("/ask/danger/", {"danger": "no"})
    assert pages.get("/ask/worry/").location == "/ask/who/"
    assert pages.get("/ask/for-you/").location == "/ask/who/"


def test_what_was_typed_is_shown_when_the_answers_are_gone(nan: PageClient) -> None:
    asked = nan.get("/ask/worry/")
    nan.client.cookies.clear()
    page = nan.submit(asked, selector=FORM, text="Words that matter")
    assert page.status == 410
    assert "Words that matter" in page.words


def test_answers_that_wait_are_offered_at_the_start(nan: PageClient) -> None:
    page = nan.get("/ask/")
    assert page.link("Carry on with your answers") == "/ask/check/"
    assert nan.submit(page, selector="form[action='/ask/delete/']").location == "/ask/"
    assert "Start now" in nan.get("/ask/").words


@pytest.mark.parametrize("place", ["danger", "who", "worry", "agree-ask", "children", "children/1", "safe"])
def test_every_question_says_that_nothing_was_sent_and_whom_to_call(nan: PageClient, place: str) -> None:
    page = nan.get(f"/ask/{place}/")
    assert "We have not got this until you press Send." in page.words
    assert "999" in page.words
    assert page.link("Exit this page") == "/ask/leave/"
