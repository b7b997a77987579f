"""Walks through the public form as an invented person would."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.cookies import SimpleCookie
from typing import Any

from django.db.models import F

from rock.core import time
from rock.doors.public.cookies import cookie_name
from rock.doors.public.models import UnsentRequest
from tests.support.pages import Page, PageClient

FORM = "main form[novalidate]"
Answers = dict[str, dict[str, Any]]
GRANDMOTHER: Answers = {
    "danger": {"danger": "no"},
    "who": {"who": "relative"},
    "name": {"name": "Jo Marsden"},
    "relation": {"relation": "relative", "which": "Nan"},
    "children/1": {
        "name": "Kai Marsden",
        "born-day": "27",
        "born-month": "3",
        "born-year": "2018",
        "school": "Gull Primary",
    },
    "children": {"more": "no"},
    "adults": {"more": "no"},
    "address": {"lines": "4 Sandpiper Court, Blackpool", "postcode": "fy11aa"},
    "hidden": {"hidden": "yes", "whom": "Kai’s dad, Lee", "also": "Gull Primary"},
    "going-well": {"text": "Kai loves the sea."},
    "worry": {"text": "Nobody is up to get Kai to school."},
    "tried": {"text": "I take Kai on Mondays."},
    "would-help": {"text": "Somebody to talk with my daughter."},
    "talked": {"talked": "yes", "said": "She is tired."},
    "contact": {"contact": "07700 900123", "ways": ["call", "text"]},
    "safe": {"when": "After 6", "shared": "Nobody", "ask_for": "Jo"},
    "language": {"language": "English"},
    "agree-help": {"answer": "yes", "own_words": "Please."},
    "agree-ask": {"answer": "not_asked"},
}


MOTHER: Answers = {
    "danger": {"danger": "no"},
    "who": {"who": "parent"},
    "name": {"name": "Dee Marsden"},
    "children/1": {"name": "Kai Marsden", "age": "8"},
    "children": {"more": "no"},
    "adults": {"more": "no"},
    "address": {"lines": "4 Sandpiper Court, Blackpool", "postcode": "FY1 1AA"},
    "hidden": {"hidden": "no"},
    "going-well": {"text": "We laugh a lot."},
    "worry": {"text": "I do not sleep."},
    "tried": {"text": ""},
    "would-help": {"text": "A break on Sundays."},
    "contact": {"contact": "dee@example.org", "ways": ["email"]},
    "safe": {"when": "", "shared": "", "ask_for": ""},
    "language": {"language": "other", "other": "Polish"},
    "agree-help": {"answer": "yes"},
    "agree-ask": {"answer": "no", "own_words": "Not the school, please."},
}
YOUNG_PERSON: Answers = {
    "danger": {"danger": "no"},
    "who": {"who": "young_person"},
    "you": {"name": "Mia", "age": "13", "school": "Tower High"},
    "address": {"lines": "", "postcode": ""},
    "going-well": {"text": "My cat."},
    "worry": {"text": "They shout at night."},
    "would-help": {"text": ""},
    "contact": {"contact": ""},
    "agree-help": {"answer": "yes"},
    "agree-ask": {"answer": "partly"},
}
TEACHER: Answers = {
    "danger": {"danger": "no"},
    "who": {"who": "professional"},
    "work": {"name": "Mr Shah", "role": "Safeguarding lead", "agency": "Gull Primary"},
    "service": {"service": "2A"},
    "children/1": {"name": "Kai Marsden", "born-day": "27", "born-month": "3", "born-year": "2018"},
    "children": {"more": "no"},
    "adults": {"more": "no"},
    "address": {"lines": "", "postcode": ""},
    "going-well": {"text": ""},
    "worry": {"text": "Kai is often hungry."},
    "tried": {"text": "Breakfast club."},
    "would-help": {"text": ""},
    "talked": {"talked": "unsafe", "why_unsafe": "Kai is afraid of what would happen."},
    "contact": {"contact": "01632 960 123", "ways": ["call"]},
    "agree-help": {"answer": "not_asked"},
    "agree-ask": {"answer": "not_asked"},
}


def patient() -> None:
    """Let a minute pass, so that the form was not filled in faster than anybody can."""
    UnsentRequest.objects.update(begun_at=F("begun_at") - timedelta(minutes=1))


def send(pages: PageClient) -> Page:
    """Check the answers, press Send and return the confirmation."""
    patient()
    sent = pages.submit(pages.get("/ask/check/"), selector='form[action="/ask/check/"]')
    assert sent.location == "/ask/sent/", f"{sent.status} {sent.words}"
    return pages.get(sent.location)


def token_of(pages: PageClient) -> str:
    """Return what the browser holds."""
    return pages.client.cookies[cookie_name()].value


def changed(answers: Answers, **changes: dict[str, Any]) -> Answers:
    """Return the answers with some of them replaced (`going_well` for “going-well”)."""
    return answers | {slug.replace("_", "-"): typed for slug, typed in changes.items()}


def url(place: str) -> str:
    """Return the address of a place: “worry”, “children/2”."""
    return f"/ask/{place}/"


def answer(pages: PageClient, place: str, typed: dict[str, Any]) -> Page:
    """Open a question, fill it in and press Continue."""
    asked = pages.get(url(place))
    assert asked.status == 200, f"{place}: {asked.status} {asked.location}"
    return pages.submit(asked, selector=FORM, **{name.replace("-", "__"): value for name, value in typed.items()})


def walk(pages: PageClient, answers: Answers) -> list[str]:
    """Answer what is asked, following each page to the next one, and return the places in order."""
    places, page = [], pages.submit(pages.get(url("danger")), **answers["danger"])
    places.append("danger")
    while page.location != "/ask/check/":
        assert page.location, f"stopped at {places[-1]}: {page.errors}"
        place = page.location.removeprefix("/ask/").strip("/")
        assert place not in places[-1:], f"{place} asked twice: {page.text}"
        places.append(place)
        asked = pages.get(page.location)
        if asked.status == 302:
            page = asked
        elif asked.soup.select_one("main form") and place in answers:
            page = pages.submit(asked, selector=FORM, **{k.replace("-", "__"): v for k, v in answers[place].items()})
        else:
            page = Onward(asked)
    return places


@dataclass
class _Kept:
    """What the grandmother's browser and the database hold once she has answered everything."""

    row: dict[str, Any]
    at: datetime
    cookies: SimpleCookie


_kept: list[_Kept] = []


def walked(pages: PageClient) -> PageClient:
    """Have the grandmother answer everything: she walks once, and is put back for each test that begins where she ends."""
    if not _kept:
        walk(pages, GRANDMOTHER)
        row = UnsentRequest.objects.values("token_hash", "sealed", "begun_at", "expires_at").get()
        _kept.append(_Kept(dict(row), time.now(), deepcopy(pages.client.cookies)))
        return pages
    later = time.now() - _kept[0].at
    moved = {name: _kept[0].row[name] + later for name in ("begun_at", "expires_at")}
    UnsentRequest.objects.create(**_kept[0].row | moved)
    pages.client.cookies = deepcopy(_kept[0].cookies)
    return pages


class Onward(Page):
    """A page to read: what follows it is where its button leads."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.response)
        button = page.soup.select_one("main a.govuk-button")
        assert button is not None, f"nowhere to go from {page.h1!r}"
        self.next = str(button["href"])

    @property
    def location(self) -> str:
        return self.next
