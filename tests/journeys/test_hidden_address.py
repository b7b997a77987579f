"""A school asks for a mother who fled, with her hidden address in every field: no answer to the father holds any of it."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Response

from rock.accounts.models import User
from rock.core import time
from rock.core.messages.templates import filled, template_named
from rock.core.models import OutgoingMessage
from rock.doors.family.models import DoorKey
from rock.doors.family.services.opening import make_key
from rock.practice.requests.models import Decision, RequestForSupport
from rock.records.models import Person, Telling, TellingChoice
from tests.doors.family.standing import PHONE, POSTCODE, SCHOOL, STREET, SURGERY, betrays
from tests.doors.public import walking
from tests.journeys.steps import InBrowser, by_keyboard, follow, headed, look, main_words, press
from tests.support import factories as make
from tests.support.browser import tab_to
from tests.support.jobs import forget_jobs, run_jobs
from tests.support.pages import PageClient
from tests.support.requests import at_hub, clock_rules
from tests.support.shared import shared

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WHERE = f"4 {STREET}, Blackpool, {POSTCODE}"
SAID = f"They live at {WHERE}, go to {SCHOOL}, are seen at {SURGERY}. She is Dee Quillfeather now. Ring {PHONE}."
CHILD = {"name": "Kai Holt", "born-day": "27", "born-month": "3", "born-year": "2018", "school": SCHOOL}
ASKS: walking.Answers = walking.TEACHER | {
    "work": {"name": f"Priya of {SCHOOL}", "role": f"Head of {SCHOOL}", "agency": SCHOOL},
    "children/1": CHILD,
    "address": {"lines": f"4 {STREET}, Blackpool", "postcode": POSTCODE},
    "hidden": {"hidden": "yes", "whom": "Kai’s dad, Ray Holt", "also": f"{SCHOOL}, {SURGERY}, {PHONE}"},
    **{slug: {"text": SAID} for slug in ("going-well", "worry", "tried", "would-help")},
    "talked": {"talked": "yes", "said": SAID},
    "contact": {"contact": PHONE, "ways": ["call"]},
    "agree-help": {"answer": "yes", "own_words": SAID},
    "agree-ask": {"answer": "partly", "own_words": SAID},
}
ADULTS = (
    {"name": "Dee Quillfeather", "who": f"Mum, at {STREET}", "lives": "yes"},
    {"name": "Ray Holt", "who": "Dad", "lives": "no", "address": "2 Tern Street, Blackpool"},
)
FOR_RAY = "A social worker will get to know Kai.\n\nThey will talk with you too."


def school_asks(pages: PageClient) -> RequestForSupport:
    walking.answer(pages, "danger", ASKS["danger"])
    for slug in ("who", "work", "service", "children/1", "children"):
        walking.answer(pages, slug, ASKS[slug])
    for number, adult in enumerate(ADULTS, 1):
        walking.answer(pages, "adults", {"more": "yes"})
        walking.answer(pages, f"adults/{number}", adult)
    walking.answer(pages, "adults", {"more": "no"})
    for slug in ("address", "hidden", "going-well", "worry", "tried", "would-help", "talked", "contact"):
        walking.answer(pages, slug, ASKS[slug])
    for slug in ("agree-help", "agree-ask"):
        walking.answer(pages, slug, ASKS[slug])
    walking.send(pages)
    return RequestForSupport.objects.get()


def hub_decides(manager: User, request: RequestForSupport) -> Decision:
    client = PageClient(manager)
    at = f"/hub/{request.reference}/"
    for person in request.people.all():
        client.submit(client.get(f"{at}people/{person.pk}/"), person="new")
    client.post(f"{at}history/")
    facts = {"route": "assessment", "primary_need": "N1", "reasons": SAID, "family_words": f"We will visit. {SAID}"}
    sent = client.submit(client.get(f"{at}decide/"), **facts, checked="1")
    assert sent.location == f"{at}tell/", sent.errors
    return Decision.objects.get()


@shared
def decision() -> Decision:
    clock_rules()
    forget_jobs()
    return hub_decides(at_hub(name="Martin Hub"), school_asks(PageClient()))


def who(decision: Decision, name: str) -> Person:
    found = decision.request.people.get(name__startswith=name).person
    assert found is not None
    return found


def tell_ray(decision: Decision, words: str) -> Any:
    client = PageClient(decision.decided_by)
    page = client.get(f"/hub/{decision.request.reference}/tell/{who(decision, 'Ray').pk}/")
    return client.submit(page, choice="now", words=words, channel="letter", checked="1")


@pytest.mark.django_db
def test_words_with_a_token_are_refused_and_shown_where(decision: Decision) -> None:
    written = (POSTCODE.replace(" ", "").lower(), SCHOOL.upper(), PHONE.replace(" ", "-"))
    for token in (STREET, POSTCODE, SURGERY, *written):
        refused = tell_ray(decision, f"{FOR_RAY} We met at {token} last week.")
        assert len(refused.errors) == 1, token
        assert "something that is hidden from Ray Holt: “" in refused.errors[0]
        assert betrays(refused.errors[0]) != [], token
        assert token in refused.words
        assert not Telling.objects.exists()


@pytest.mark.django_db
def test_the_words_for_the_family_as_they_were_decided_are_refused_too(decision: Decision) -> None:
    """What the letter starts from holds her address here: it is not sent by only pressing Save."""
    refused = tell_ray(decision, decision.family_words.words)
    assert "Take it out." in refused.errors[0]


class Answers:
    """Everything that a browser was answered."""

    def __init__(self, page: Page) -> None:
        self.seen: list[Response] = []
        self.page = page
        page.on("response", self.keep)

    def keep(self, response: Response) -> None:
        """Note one answer."""
        self.seen.append(response)

    def check(self) -> None:
        """Fail over any token in an address, in headers and cookies of what came, and in the page that stands."""
        assert self.seen, self.page.url
        for response in self.seen:
            assert betrays(f"{response.url} {response.all_headers()}") == [], response.url
        shown = [one for one in self.seen if one.request.is_navigation_request() and one.status not in {301, 302, 303}]
        assert betrays(shown[-1].body().decode("utf-8", "replace")) == [], shown[-1].url
        self.seen.clear()
        assert betrays(main_words(self.page) + self.page.title()) == []


def letter_words(page: Page, url: str, where: Path) -> str:
    """Return what his letter says with what its answer's headers say, and what the file says of itself."""
    answer = page.context.request.get(url)
    assert answer.ok
    (where / "letter.pdf").write_bytes(answer.body())
    words = subprocess.run(["pdftotext", where / "letter.pdf", "-"], check=True, capture_output=True, text=True).stdout
    about = subprocess.run(["pdfinfo", where / "letter.pdf"], check=True, capture_output=True, text=True).stdout
    return f"{words}\n{about}\n{answer.headers}"


def go_in(page: Page, words: str) -> None:
    by_keyboard(page, "Send me a code")
    tab_to(page, "What is your code?")
    page.keyboard.type(words)
    by_keyboard(page, "Open")
    headed(page, "Your page")


def test_no_answer_to_the_father_holds_any_token(decision: Decision, in_browser: InBrowser, tmp_path: Path) -> None:
    dee, ray = who(decision, "Dee"), who(decision, "Ray")
    make.contact(dee, PHONE)
    assert tell_ray(decision, FOR_RAY).status == 302
    telling = Telling.objects.get(person=ray, choice=TellingChoice.NOW)
    made = make_key(by=decision.decided_by, person=ray)
    page = in_browser(f"/w/{made.token}/", phone=True)
    answers = Answers(page)
    page.reload()
    answers.check()
    go_in(page, made.words)
    look(page, "father-1-page")
    assert "They will talk with you too." in main_words(page)
    answers.check()
    his_pages(page, answers, telling)
    letter = letter_words(page, f"/w/letter/{telling.pk}/", tmp_path)
    assert "They will talk with you too." in letter
    assert betrays(letter) == []
    wrong_turnings(page, answers, decision)
    expired(page, answers, made.token)


def his_pages(page: Page, answers: Answers, telling: Telling) -> None:
    """Each page of his door, and what it says back to what he sends."""
    follow(page, "See who has looked")
    answers.check()
    page.goto(f"/w/say/{telling.pk}/")
    press(page, "Send")
    assert "Choose what you want to tell us" in main_words(page)
    answers.check()
    page.get_by_label("I want to say something").check()
    page.get_by_label("In your own words").fill("Where are they?")
    press(page, "Send")
    assert "Where are they?" in main_words(page)
    answers.check()


def wrong_turnings(page: Page, answers: Answers, decision: Decision) -> None:
    """What he meets at every address that is not his."""
    dee, family = who(decision, "Dee"), decision.occasion.family_id
    reference = decision.request.reference
    wrong = ["/w/letter/99999/", "/w/say/99999/", "/w/back/1/", "/w/x/y/", "/nothing/", "/hub/", f"/hub/{reference}/"]
    wrong += [f"/people/{dee.pk}/", f"/families/{family}/", f"/door/{dee.pk}/", "/people/", "/children/"]
    wrong += [f"/hub/{reference}/tell/{dee.pk}/letter/", f"/safety/people/{dee.pk}/who-looked/"]
    for url in wrong:
        answer = page.goto(url)
        assert answer is not None
        assert answer.status in {403, 404}, url
        answers.check()


def expired(page: Page, answers: Answers, token: str) -> None:
    """His link when its time is over, and his page with it."""
    DoorKey.objects.update(expires_at=time.now())
    page.goto("/w/")
    headed(page, "This page is closed")
    answers.check()
    page.goto(f"/w/{token}/")
    press(page, "Send me a code")
    page.get_by_label("What is your code?").fill("000000")
    press(page, "Open")
    answers.check()


def test_no_message_holds_any_token(decision: Decision) -> None:
    make.contact(who(decision, "Dee"), PHONE)
    tell_ray(decision, FOR_RAY)
    PageClient(decision.decided_by).post(f"/hub/{decision.request.reference}/tell/asker/")
    run_jobs()
    for message in OutgoingMessage.objects.all():
        words = " ".join(filled(template_named(message.template), message.reference))
        assert betrays(words) == []
        assert not any(name in words for name in ("Dee", "Ray", "Kai"))
