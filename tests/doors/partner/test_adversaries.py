"""People who try: a lead who guesses, who led until yesterday, who sends another's numbers, who sends what cannot be kept."""

from datetime import timedelta
from typing import Any

import pytest

from rock.core import time
from rock.core.services import SYSTEM, Refused
from rock.core.words import on_day
from rock.doors.partner.models import Invitation
from rock.doors.partner.queries.leading import is_named
from rock.doors.partner.services.inviting import end_invitation, stay_longer
from rock.doors.partner.services.sharing import end_for_former_leads
from rock.practice.plans.models import ItemKind, Plan, PlanItem, Standing
from rock.practice.plans.services.promises import ask_service, carry_promise
from rock.practice.plans.services.standing import end_plan
from rock.practice.plans.services.starting import start_plan
from rock.records.models import Promise, Redaction, RelationshipKind
from rock.teams.models import PostTitle
from rock.teams.services.allocating import allocate
from rock.teams.services.pods import fill_post, make_pod
from tests.doors.partner.standing import PRIYA, enter
from tests.doors.partner.test_leading import WEEK, Led, lead_plan
from tests.doors.partner.test_pages import boxes
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db


@shared
def led() -> Led:
    return lead_plan()


def hide(led: Led) -> None:
    make.address(led.near.dee, "7 Quayside Walk, Fleetwood", "FY7 6AB", hidden=True)


@pytest.mark.parametrize("guess", ["Quayside Walk", "Herring Street"])
def test_a_guess_that_they_promise_themselves_reads_the_same_whether_it_is_right_or_not(
    led: Led, pages: PageClient, guess: str
) -> None:
    hide(led)
    door, day = enter(pages), boxes(time.today() + WEEK, "due_on")
    door.submit(door.get(f"{led.page}suggest/promise/"), words=f"Fetch him from {guess}", owner="we", **day)
    made = Promise.objects.get(what=f"Fetch him from {guess}")
    for page in (led.page, "/partner/", f"/partner/{led.row.pk}/promise/{made.pk}/"):
        assert f"Fetch him from {guess}" in door.get(page).words, page


@pytest.mark.parametrize("guess", ["Quayside Walk", "Herring Street"])
def test_a_guess_in_the_name_of_a_service_reads_the_same(led: Led, pages: PageClient, guess: str) -> None:
    hide(led)
    door, day = enter(pages), boxes(time.today() + WEEK, "due_on")
    form = door.get(f"{led.page}suggest/promise/")
    door.submit(form, words="See him", owner="agency", agency=f"{guess} Nursery", help_needed="A bus", **day)
    assert f"{guess} Nursery" in door.get(led.page).words


def test_a_service_that_was_asked_after_a_line_was_shared_is_not_told(led: Led, pages: PageClient) -> None:
    led.share("dee", "ray")
    door = enter(pages)
    before = door.get(led.page).words
    for name in ("dee", "ray"):
        ask_service(by=led.near.ama, promise=Promise.objects.get(item=led.lines[name]), service_name="Women’s refuge")
    assert "refuge" not in door.get(led.page).text
    assert door.get(led.page).words == before


def test_what_a_worker_adds_to_their_own_line_is_not_theirs(led: Led, pages: PageClient) -> None:
    hide(led)
    door, day = enter(pages), boxes(time.today() + WEEK, "due_on")
    door.submit(door.get(f"{led.page}suggest/promise/"), words="A place at a club", owner="worker", **day)
    made = Promise.objects.get(what="A place at a club")
    ask_service(by=led.near.ama, promise=made, service_name="Quayside Walk club")
    assert "Quayside" not in door.get(led.page).text


@pytest.mark.parametrize(
    "lead",
    [
        "Una Hale, who took over from Priya Nandakumar",
        "Una Hale (not Priya Nandakumar, Marram Primary School)",
        "Una Hale for Priya Nandakumar, Marram Primary School",
    ],
)
def test_who_is_only_spoken_of_does_not_lead(led: Led, lead: str) -> None:
    assert not is_named(led.row.holder, lead)


def test_one_promise_reads_alike_on_every_page_whichever_child_s_address_it_would_betray(
    led: Led, pages: PageClient
) -> None:
    other = led.near.invite(led.near.stella)
    hide(led)
    promise = led.near.promise("Stella walks along Quayside Walk", child=led.near.stella)
    door = enter(pages)
    shown = ["Quayside" in door.get(url).text for url in ("/partner/", f"/partner/{other.pk}/promise/{promise.pk}/")]
    assert shown == [False, False]


def test_while_a_plan_waits_to_be_moved_no_earlier_one_stands_in_its_place(led: Led, pages: PageClient) -> None:
    led.share("good")
    end_plan(
        by=led.near.ama,
        plan=led.plan,
        words="It goes well.",
        partner="Mrs Priya Nandakumar, Marram Primary School",
        drop_open_because="The family goes on",
    )
    new = start_plan(
        by=led.near.ama,
        family=led.near.family,
        child=led.near.kai,
        standing=Standing.EARLY_HELP,
        review_on=time.today() + WEEK,
        lead=led.near.ama,
        partner_lead="Una Hale, The health visitor",
    )
    Redaction.objects.create(kind="redact", occasion=new.occasion, basis="Wrong child", asked_by=led.near.ama)
    door = enter(pages)
    assert door.get(led.page).status == 404
    assert "Plans that you lead" not in door.get("/partner/").words


def test_the_words_of_their_own_promise_stay_when_only_its_day_moves(led: Led, pages: PageClient) -> None:
    day = time.today() + WEEK
    led.lines["seat"] = led.write(ItemKind.PROMISE, "A seat next to Jess", led.near.dee, owner=PRIYA.agency, due_on=day)
    led.share("seat")
    door = enter(pages)
    assert "A seat next to Jess" in door.get("/partner/").words
    carry_promise(by=led.near.ama, promise=Promise.objects.get(item=led.lines["seat"]), due_on=time.today() + 2 * WEEK)
    for page in ("/partner/", led.page):
        assert "A seat next to Jess" in door.get(page).words, page


def test_the_worker_is_named_on_every_page_or_on_none(led: Led, pages: PageClient) -> None:
    here = led.near
    pod, kit = make_pod(by=SYSTEM, name="North", service_name="Families"), make.staff_user(name="Kit Moss")
    for user in (here.ama, kit):
        fill_post(by=SYSTEM, pod=pod, user=user, title=PostTitle.SOCIAL_WORKER, starts=make.LONG_AGO)
    allocate(by=here.bev, child=here.kai, family=here.family, pod=pod, worker=here.ama, second=kit)
    door, all_pages = enter(pages), (led.page, "/partner/", f"{led.page}suggest/promise/")
    assert ["Ama Rahman" in door.get(page).text for page in all_pages] == [True] * 3
    make.address(here.dee, "7 Rahman Walk, Fleetwood", "FY7 6AB", hidden=True, also_hidden="Rahman")
    assert ["Rahman" in door.get(page).text for page in all_pages] == [False] * 3


LONG = "🦀" * 2_001
ODD = ["\x00Kai", "Kai \x07", "\U0001f469\u200d\U0001f467" * 50, "\u202eKai", "  "]


@pytest.mark.parametrize("words", [*ODD, LONG, "x" * 10_000_000], ids=lambda words: f"{len(words)}")
@pytest.mark.parametrize("where", ["suggest/strong/", "suggest/promise/", "suggest/what_if/"])
def test_what_cannot_be_kept_is_answered_in_words(led: Led, pages: PageClient, where: str, words: str) -> None:
    door = enter(pages)
    page = door.post(f"{led.page}{where}", {"words": words, "owner": words, "condition": "he comes late"})
    assert page.status in {200, 302, 413}
    assert page.status != 200 or page.errors


@pytest.mark.parametrize("token", ["%00", "%ED%A0%80", "x" * 5_000, "..%2f", "🦀", "%0d%0aSet-Cookie:x"])
def test_any_link_answers_in_words(led: Led, pages: PageClient, token: str) -> None:
    for page in (f"/partner/in/{token}/", f"/partner/in/{token}/code/", f"/p/{token}/", f"/p/{token}/code/"):
        assert pages.get(page).status in {200, 404}, page
        assert pages.post(page, {"code": "\x00" + "9" * 99, "words": "\x00", "answer": "words"}).status < 500, page


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_any_number_answers_as_what_is_not_there(led: Led, pages: PageClient, number: str) -> None:
    door = enter(pages)
    for url in ("{0}/day/", "{0}/plan/suggest/strong/", "{1}/promise/{0}/", "{1}/question/{0}/"):
        page = "/partner/" + url.format(number, led.row.pk)
        assert (door.get(page).status, door.post(page, {"words": "x"}).status) == (404, 404), page
    assert door.get(f"/partner/{number}/plan/").status == 404


def test_what_was_typed_comes_back_when_the_door_closed_meanwhile(led: Led, pages: PageClient, settings: Any) -> None:
    settings.DEMO = False
    sent = {"condition": "he comes late", "words": "We ring Dee", "once": "once-1"}
    page = pages.post(f"{led.page}suggest/what_if/", sent)
    assert page.status == 403
    assert "We ring Dee" in page.words
    assert "he comes late" in page.words
    assert "once-1" not in page.text


@pytest.mark.parametrize("how", ["lead", "invitation", "plan"])
def test_what_was_typed_comes_back_when_it_is_no_longer_theirs(led: Led, pages: PageClient, how: str) -> None:
    door = enter(pages)
    form = door.get(f"{led.page}suggest/what_if/")
    if how == "lead":
        Plan.objects.update(partner_lead="Una Hale, The health visitor")
    elif how == "invitation":
        end_invitation(by=led.near.ama, invitation=led.row, because="The school changed")
    else:
        Plan.objects.update(ended_on=time.today(), partner_lead="Una Hale")
    page = door.submit(form, words="We ring Dee", condition="he comes late")
    assert page.status == 404
    assert "We ring Dee" in page.words
    assert "he comes late" in page.words
    assert not PlanItem.objects.filter(wording__statement__words="We ring Dee").exists()
    assert "Kai" not in page.words


def test_what_is_not_there_says_so_in_the_frame_of_the_door(led: Led, pages: PageClient) -> None:
    page = enter(pages).get("/partner/0/plan/")
    assert page.status == 404
    assert "For you" in str(page.soup.title)
    assert page.soup.select_one("a[href='/partner/']")
    assert page.soup.select_one("[href='/partner/leave/']")


def test_two_who_press_at_the_same_time_make_one_line(led: Led, pages: PageClient) -> None:
    door = enter(pages)
    form = door.get(f"{led.page}suggest/strong/")
    door.submit(form, words="Kai reads")
    led.write(ItemKind.STRONG, "Kai sings", led.near.dee)
    door.submit(form, words="Kai reads, and more")
    assert PlanItem.objects.filter(wording__statement__words__startswith="Kai reads").count() == 1


def test_who_is_written_down_near_the_child_since_is_given_nothing_more(led: Led) -> None:
    """The father's sister, under the name that the school knows her by."""
    aunt = make.person("Priya", "Nandakumar")
    make.related(aunt, led.near.ray, RelationshipKind.SIBLING)
    make.member(led.near.family, aunt)
    with pytest.raises(Refused, match="is close to this child"):
        led.share("good")
    with pytest.raises(Refused, match="is close to this child"):
        stay_longer(by=led.near.ama, invitation=led.row, until=time.today() + WEEK)
    led.row.not_close_because = "Ama met them both"
    led.row.save()
    led.share("good")


def test_what_is_asked_of_a_speaker_is_all_that_is_read(led: Led, pages: PageClient) -> None:
    due = time.today() + WEEK
    led.lines["help"] = led.write(
        ItemKind.PROMISE, "I sleep at Nan’s", led.near.ray, owner=led.near.ray, due_on=due, help_needed="A bed"
    )
    led.lines["else"] = led.write(ItemKind.NOTHING_CHANGES, "We look for another home", due_on=due)
    Promise.objects.filter(item=led.lines["help"]).update(has_to_happen=True, why="He hit Dee", decided_by=led.near.ama)
    led.share("help", "else")
    asked = PageClient(led.near.ama).get(led.choosing).words
    assert f"I sleep at Nan’s (Ray Holt, {on_day(due)}, A bed, This has to happen.)" in asked
    assert f"We look for another home ({on_day(due)})" in asked
    read = enter(pages).get(led.page).words
    assert "A bed" in read
    assert "This has to happen." in read
    assert "hit" not in read


def test_a_worker_is_told_when_it_is_not_sure_that_a_partner_leads(led: Led) -> None:
    client, base = PageClient(led.near.ama), f"/people/{led.near.kai.pk}/partners/"
    assert "but not so that it is sure" not in client.get(base).words
    Plan.objects.update(partner_lead="The nurse Priya Nandakumar, Marram Primary School")
    assert "write there: Priya Nandakumar, Marram Primary School" in client.get(base).words
    Plan.objects.update(partner_lead="Una Hale")
    assert "but not so that it is sure" not in client.get(base).words


def test_what_they_suggested_is_called_theirs_and_who_to_ring_stands_below(led: Led, pages: PageClient) -> None:
    led.share("good", "dee")
    door, day = enter(pages), boxes(time.today() + WEEK, "due_on")
    door.submit(door.get(f"{led.page}suggest/strong/"), words="Kai reads")
    door.submit(door.get(f"{led.page}suggest/promise/"), words="A bus pass", owner="agency", agency="The bus", **day)
    page = door.get(led.page).words
    assert "Kai reads You" in page
    assert "The bus A bus pass" in page
    assert page.count("Your idea") == 1
    assert "It need not be the whole plan." in page
    assert "You lead it with: Ama Rahman" in page
    Plan.objects.update(lead=None)
    assert "Call: 01632 960 000" in door.get(led.page).words.replace("\u00a0", " ")


def test_what_a_plan_says_to_workers_is_not_told_at_the_door(
    led: Led, pages: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_facts: Any) -> None:
        raise Refused("There are 7 open promises: “Ray sees somebody” could wait.")

    monkeypatch.setattr("rock.doors.partner.views.leading.suggest_line", full)
    door = enter(pages)
    page = door.submit(door.get(f"{led.page}suggest/strong/"), words="Kai reads")
    assert page.errors == ["This could not be kept. The page may have changed. Go back and look, then try again."]
    assert page.form()["words"] == "Kai reads"


def test_what_they_read_is_not_back_when_they_stay_longer_after_it_was_over(led: Led, pages: PageClient) -> None:
    led.share("good")
    Invitation.objects.update(until=time.today() - timedelta(days=1))
    assert end_for_former_leads() == 1
    stay_longer(by=led.near.ama, invitation=led.row, until=time.today() + WEEK)
    assert "eats before" not in enter(pages).get(led.page).text
