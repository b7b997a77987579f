"""A grandmother asks, the hub decides, mother and father are told different things safely, a worker takes over."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.core.models import OutgoingMessage
from rock.practice.requests.models import RequestForSupport
from rock.records.models import (
    Channel,
    Family,
    NetworkCircle,
    Occasion,
    Person,
    RelationshipKind,
    Telling,
    TellingChoice,
)
from rock.records.services.families import add_to_network
from rock.teams.models import Allocation, AllocationKind
from tests.doors.family.standing import sent
from tests.doors.public.test_browser_asking import click, fill, place_of, press_send
from tests.doors.public.walking import GRANDMOTHER, Answers, changed
from tests.journeys.steps import (
    InBrowser,
    by_keyboard,
    choose,
    fill_day,
    follow,
    headed,
    look,
    look_without_script,
    main_words,
    pod_of,
    press,
)
from tests.support import factories as make
from tests.support.browser import tab_to
from tests.support.jobs import forget_jobs, run_jobs
from tests.support.requests import at_hub, clock_rules

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ASKS: Answers = changed(GRANDMOTHER, adults={"more": "no"}) | {
    "adults/1": {"name": "Dee Marsden", "who": "Mum", "lives": "yes"},
    "adults/2": {"name": "Lee Holt", "who": "Dad", "lives": "no", "address": "2 Tern Street, Blackpool"},
}
FOR_THE_FAMILY = "Kai’s nan is worried that mornings are hard. A worker will visit you and Kai this week."
FOR_NAN = "Your Fridays help. Kai eats well when he comes from you."
NAN_S_PHONE = "07700 900789"
DISAGREES = "Nobody asked me about mornings."


@pytest.fixture(autouse=True)
def fresh() -> None:
    clock_rules()
    forget_jobs()


@pytest.fixture
def kai() -> Person:
    """Kai is known from before, with his mother; nothing is known of his father."""
    kai = make.person("Kai", "Marsden", born=date(2018, 3, 27))
    dee = make.person("Dee", "Marsden", born=date(1992, 6, 1))
    make.family("Marsden", children=[kai], adults=[dee])
    make.related(dee, kai, RelationshipKind.PARENT)
    return kai


def ask(in_browser: InBrowser) -> RequestForSupport:
    """The grandmother asks on her phone, without a script; there are two grown-ups to tell of."""
    page = in_browser("/ask/", phone=True, javascript=False)
    more = iter(["yes", "yes", "no"])
    click(page, "Start now")
    while (place := place_of(page)) != "check":
        look_without_script(page)
        fill(page, {"more": next(more)} if place == "adults" else ASKS[place])
        click(page, "Continue")
    look_without_script(page, "grandmother-1-check")
    press_send(page)
    look_without_script(page, "grandmother-2-sent")
    request = RequestForSupport.objects.get()
    Occasion.objects.filter(pk=request.occasion_id).update(happened_at=time.now() - timedelta(hours=1))
    assert request.reference in main_words(page)
    return request


def prepare(in_browser: InBrowser, worker: User, request: RequestForSupport, kai: Person) -> None:
    """The hub worker takes it, finds or makes each record, writes down her safe number and opens the history."""
    page = in_browser("/hub/", user=worker)
    look(page, "hub-1-board")
    page.get_by_role("link", name="Kai Marsden").click()
    headed(page, f"Request {request.reference}")
    look(page, "hub-2-request")
    press(page, "I will take this request")
    for name, record in (("Kai Marsden", "Kai Marsden, born 27 March 2018"), ("Dee Marsden", None), ("Lee Holt", None)):
        follow(page, f"Find or make the record of {name}")
        look(page, f"hub-3-match-{name.split()[0].lower()}")
        choice = record or (
            "Dee Marsden, born 1 June 1992" if name == "Dee Marsden" else "None of these: make a new record"
        )
        page.get_by_label(choice).check()
        press(page, "Continue")
    follow(page, "Dee Marsden")
    follow(page, "Add a way to reach them")
    choose(page, "channel", "text")
    page.get_by_label("Number or e-mail address").fill("07700 900456")
    choose(page, "safe", "yes")
    look(page, "hub-4-contact")
    press(page, "Save")
    look(page, "hub-5-person")
    page.goto(f"/hub/{request.reference}/")
    press(page, "Open what is already held")
    look(page, "hub-6-history")
    assert "Kai Marsden" in main_words(page)
    follow(page, "Back to the request")
    assert "A hub manager decides." in main_words(page)
    assert "Opened by Hannah Hub" in main_words(page)


def decide(page: Page, request: RequestForSupport) -> None:
    page.goto(f"/hub/{request.reference}/")
    press(page, "Decide what follows")
    look(page, "manager-1-decide")
    choose(page, "route", "assessment")
    page.get_by_label("Main need, for the census").select_option("N1")
    page.get_by_label("Your reasons, for the record").fill("A strong grandmother; mornings are hard; Lee has hurt Dee.")
    page.get_by_label("The same, in words for the family").fill(FOR_THE_FAMILY)
    press(page, "Decide")
    headed(page, "Who is told")


def tell(page: Page, manager: User) -> None:
    """The mother is told now by text; telling the father is held, with manager and day."""
    follow(page, "Decide about telling Dee Marsden")
    choose(page, "choice", "now")
    choose(page, "channel", "text")
    look(page, "manager-2-tell-mother")
    press(page, "Save")
    follow(page, "Decide about telling Lee Holt")
    choose(page, "choice", "held")
    page.get_by_label("Why not yet?").fill("He has hurt Dee; she is moving on Friday.")
    page.locator('[name="manager"]').select_option(str(manager.pk))
    fill_day(page, "review_on", time.today() + timedelta(days=7))
    look(page, "manager-3-hold-father")
    press(page, "Save")
    look(page, "manager-4-who-is-told")
    words = main_words(page)
    assert "Not yet" in words
    assert f"{manager.name} answers for this." in words


def speak(page: Page, worker: User) -> None:
    """Name who speaks with the mother, and record the first talk."""
    follow(page, "Name who speaks with Dee Marsden")
    page.locator('[name="worker"]').select_option(str(worker.pk))
    choose(page, "channel", "phone")
    choose(page, "interpreter", "no")
    look(page, "manager-5-liaison")
    press(page, "Save")
    follow(page, "Record the first talk with Dee Marsden")
    talked = timezone.localtime(time.now())
    fill_day(page, "on", talked.date())
    page.get_by_label("At what time?").fill(f"{talked:%H:%M}")
    page.get_by_label("What did they say?").fill("I am tired and I want mornings to be better.")
    look(page, "manager-6-first-talk")
    press(page, "Save")
    assert "First talk" in main_words(page)


def allocate(page: Page, kai: Person) -> tuple[User, User]:
    pod, (ama, kit) = pod_of("Ama Rahman", "Kit Moss")
    follow(page, "Name a worker for Kai Marsden")
    choose(page, "pod", str(pod.pk))
    look(page, "manager-7-pod")
    press(page, "Continue")
    for name, user in (("worker", ama), ("second", kit)):
        page.locator(f'[name="{name}"]').select_option(str(user.pk))
    look(page, "manager-8-worker")
    press(page, "Name the worker")
    look(page, "manager-9-pod-page")
    standing = {row.kind: row.worker for row in Allocation.objects.filter(child=kai)}
    assert standing == {AllocationKind.PRIMARY: ama, AllocationKind.SECOND: kit}
    return ama, kit


def first_page(in_browser: InBrowser, ama: User) -> Page:
    page = in_browser("/", phone=True, user=ama)
    headed(page, "My children")
    look(page, "worker-1-first-page")
    assert "Kit Moss knows Kai Marsden too" in main_words(page)
    for name in ("Kai Marsden", "The family “Marsden”"):
        with page.expect_navigation():
            page.get_by_role("link", name=name).first.click()
    look(page, "worker-2-family")
    assert "Dee Marsden" in main_words(page)
    return page


def at_the_door(in_browser: InBrowser) -> None:
    """The mother opens her door with the keyboard alone, reads, and does not agree."""
    page = in_browser(f"/w/{sent('door_link')}/", phone=True)
    look(page, "mother-1-link")
    by_keyboard(page, "Send me a code")
    look(page, "mother-2-code")
    tab_to(page, "What is your code?")
    page.keyboard.type(sent("door_code"))
    by_keyboard(page, "Open")
    headed(page, "Your page")
    look(page, "mother-3-page")
    words = main_words(page)
    for said in ("Where we are", "Who is my person?", "Ama Rahman", FOR_THE_FAMILY, "Ama Rahman works with Kai."):
        assert said in words
    for kept in ("Lee", "A strong grandmother", "has hurt"):
        assert kept not in words
    by_keyboard(page, "Give your answer")
    look(page, "mother-4-answer")
    tab_to(page, "I understand")
    page.keyboard.press("ArrowDown")
    tab_to(page, "In your own words")
    page.keyboard.type(DISAGREES)
    by_keyboard(page, "Send")
    headed(page, "Your page")
    look(page, "mother-5-said")
    assert f"I do not agree, and this is why {DISAGREES}" in main_words(page)


def tell_nan(in_browser: InBrowser, ama: User, kai: Person) -> Person:
    """The worker puts the grandmother into the network and, after asking the mother, tells her something by text."""
    dee = Person.objects.get(given_name="Dee")
    dee.relationships.filter(other=kai).update(parental_responsibility=True)
    nan = make.person("Jo", "Marsden")
    make.contact(nan, NAN_S_PHONE, channel=Channel.TEXT)
    make.grant(ama, nan)
    family = Family.objects.get()
    add_to_network(
        by=ama, family=family, who="Nan", circle=NetworkCircle.CLOSE, person=nan, offers="I have Kai on Fridays."
    )
    page = in_browser(f"/families/{family.pk}/", phone=True, user=ama)
    follow(page, "Who is near them, what they offer and were told")
    look(page, "worker-4-network")
    page.get_by_role("link", name="Tell them something").click()
    headed(page, "Tell Jo Marsden something")
    choose(page, "choice", "now")
    choose(page, "agreed_by", str(dee.pk))
    fill_day(page, "asked_on", time.today())
    choose(page, "asked_how", "face")
    page.get_by_label("What did they say, in their words?").fill("Yes, tell Nan.")
    page.get_by_label("What they are told").fill(FOR_NAN)
    choose(page, "channel", "text")
    look(page, "worker-5-tell-nan")
    press(page, "Save")
    look(page, "worker-6-nan-told")
    assert FOR_NAN in main_words(page)
    return nan


def at_nan_s_door(in_browser: InBrowser) -> None:
    """The grandmother opens her door without a script, reads, asks, and changes her offer."""
    page = in_browser(f"/w/{sent('door_link')}/", phone=True, javascript=False)
    press(page, "Send me a code")
    page.get_by_label("What is your code?").fill(sent("door_code"))
    press(page, "Open")
    headed(page, "Your page")
    look_without_script(page, "nan-1-page")
    words = main_words(page)
    for said in ("What I was told", "Ama Rahman told you this on", FOR_NAN):
        assert said in words
    for kept in ("Lee", FOR_THE_FAMILY, "What we decided", "Where we are", "Yes, tell Nan.", DISAGREES):
        assert kept not in words
    press(page, "Give your answer")
    choose(page, "kind", "door_question")
    page.get_by_label("In your own words").fill("Can I bring him to football?")
    look_without_script(page, "nan-2-answer")
    press(page, "Send")
    assert "I have a question Can I bring him to football?" in main_words(page)
    follow(page, "What I offered")
    with page.expect_navigation():
        page.get_by_role("link", name="Change it or take it back").click()
    page.get_by_label("What can you do for the family?").fill("I have Kai on Saturdays.")
    press(page, "Save")
    assert "I have Kai on Saturdays." in main_words(page)


def nan_s_answer(in_browser: InBrowser, ama: User, nan: Person) -> None:
    page = in_browser(f"/door/{nan.pk}/near/", phone=True, user=ama)
    look(page, "worker-7-nan")
    for said in (
        "Can I bring him to football?",
        "I have Kai on Saturdays.",
        "I have Kai on Fridays.",
        "Dee Marsden said yes",
    ):
        assert said in main_words(page)


def test_from_asking_to_a_worker(in_browser: InBrowser, kai: Person) -> None:
    worker, manager = at_hub(Role.HUB_WORKER, "Hannah Hub"), at_hub(name="Martin Hub")
    request = ask(in_browser)
    prepare(in_browser, worker, request, kai)
    page = in_browser("/hub/", user=manager)
    decide(page, request)
    tell(page, manager)
    speak(page, worker)
    ama, _ = allocate(page, kai)
    family_page = first_page(in_browser, ama)
    at_the_door(in_browser)
    lee = Telling.objects.get(person__given_name="Lee")
    assert (lee.choice, lee.statement, lee.held_by) == (TellingChoice.HELD, None, manager)
    run_jobs()
    assert {row.to for row in OutgoingMessage.objects.filter(template__startswith="door")} == {"07700900456"}
    her_answer(family_page)
    nan = tell_nan(in_browser, ama, kai)
    at_nan_s_door(in_browser)
    nan_s_answer(in_browser, ama, nan)


def her_answer(page: Page) -> None:
    """Her worker comes to her answer from the family page."""
    page.get_by_role("link", name="Dee Marsden").first.click()
    headed(page, "Dee Marsden")
    follow(page, "What they see, and said back")
    look(page, "worker-3-answer")
    expect(page.get_by_text(DISAGREES)).to_be_visible()
