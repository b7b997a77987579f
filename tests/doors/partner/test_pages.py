"""What a partner sees of a child and what they answer: theirs, and nothing of anybody else's."""

from datetime import date, timedelta
from typing import Any

import pytest

from rock.accounts.models import UserKind
from rock.core import time
from rock.doors.partner.models import Invitation, PromiseReply
from rock.doors.partner.services.inviting import Who
from rock.practice.plans.facts import Wording
from rock.practice.plans.models import ItemKind, Part, PlanItem, Standing
from rock.practice.plans.services.starting import start_plan
from rock.practice.plans.services.writing import write_item
from rock.reach.models import ViewLog
from rock.reach.safety import declare_conflict
from rock.records.models import Audience, DayEntry, InformationShare, PromiseState, Source, Statement
from tests.doors.partner.standing import PRIYA, Near, enter, links, near
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db


@shared
def here() -> Near:
    return near()


def plan_line(here: Near, words: str, *, person: Any = None, **facts: Any) -> PlanItem:
    """Return a line of Kai's plan, a promise of the school's, worded by Ama or by somebody of the family."""
    plan = start_plan(
        by=here.ama,
        family=here.family,
        child=here.kai,
        standing=Standing.EARLY_HELP,
        review_on=time.today() + timedelta(days=42),
        lead=None if "partner_lead" in facts else here.ama,
        members=[(here.dee, Part.PARENT)],
        **facts,
    )
    wording = Wording(words, owner=PRIYA.agency, due_on=time.today() + timedelta(days=3))
    return write_item(by=here.ama, plan=plan, kind=ItemKind.PROMISE, wording=wording, by_person=person).item


def test_home_shows_what_is_late_in_the_colours_of_everybody_and_nothing_of_others(
    here: Near, pages: PageClient
) -> None:
    here.invite()
    here.promise("Ring Dee before nine", due_on=time.today() - timedelta(days=2))
    here.promise()
    here.promise("Weigh Kai", owner_agency="The health visitor")
    here.promise("Get Kai up at seven", owner_agency="", owner=here.dee)
    make.statement("Dad hurts Mum on Sundays", about=[here.kai], speaker=here.kai, of=here.family)
    make.address(here.kai, "12 Harbour Row, Blackpool")
    page = enter(pages).get("/partner/")
    assert "Late since" in page.words
    assert page.words.index("Ring Dee before nine") < page.words.index("Save Kai a breakfast")
    assert page.soup.select_one(".govuk-tag--red")
    for kept in ("Weigh", "Get Kai up", "Dad hurts", "Harbour", "health visitor", "Ashdown", "Holt"):
        assert kept not in page.text
    assert ViewLog.objects.filter(person=here.kai, user__kind=UserKind.PARTNER, purpose="own").exists()


def test_who_is_invited_for_nobody_sees_an_empty_page(here: Near, pages: PageClient, settings: Any) -> None:
    settings.DEMO = True
    row = here.invite()
    Invitation.objects.update(until=time.today() - timedelta(days=1))
    page = pages.as_user(row.holder.user).get("/partner/")
    assert "You are not invited for any child at the moment" in page.words


def test_a_promise_is_done_with_a_word_and_once_however_often_it_is_clicked(here: Near, pages: PageClient) -> None:
    row, promise = here.invite(), here.promise()
    form = enter(pages).get(f"/partner/{row.pk}/promise/{promise.pk}/")
    for _ in range(2):
        assert pages.submit(form, answer="done", words="Toast and milk, every day.").location == "/partner/thanks/"
    promise.refresh_from_db()
    assert (promise.state, promise.closed_word) == (PromiseState.KEPT, "Toast and milk, every day.")
    assert "Done" in pages.get("/partner/").words
    assert pages.get(f"/partner/{row.pk}/promise/{promise.pk}/").h1 == "This is closed"


def test_who_cannot_says_why_and_the_promise_stays_open(here: Near, pages: PageClient) -> None:
    row, promise = here.invite(), here.promise()
    form = enter(pages).get(f"/partner/{row.pk}/promise/{promise.pk}/")
    assert pages.submit(form, answer="cannot").errors == ["Say why, in your own words"]
    pages.submit(form, answer="cannot", words="Breakfast club is closed until May.")
    promise.refresh_from_db()
    said = PromiseReply.objects.get().statement
    assert promise.state == PromiseState.OPEN
    assert said.speaker_name == "Priya Nandakumar, Marram Primary School"
    assert said.signed_off_at is not None
    assert not Audience.objects.exists()
    assert "Breakfast club is closed until May." in pages.get("/partner/").words


def test_another_day_is_proposed_and_is_no_day_that_has_passed(here: Near, pages: PageClient) -> None:
    row, promise = here.invite(), here.promise()
    form = enter(pages).get(f"/partner/{row.pk}/promise/{promise.pk}/")
    assert pages.submit(form, answer="later", words="The cook is away.").errors == ["Enter until which day"]
    day = time.today() + timedelta(days=20)
    pages.submit(form, answer="later", words="The cook is away.", **boxes(day))
    assert PromiseReply.objects.get().proposed_on == day
    past = pages.submit(form, answer="later", words="x", **boxes(time.today() - timedelta(days=1)))
    assert past.errors


def boxes(day: date, name: str = "day") -> dict[str, str]:
    return {f"{name}__day": str(day.day), f"{name}__month": str(day.month), f"{name}__year": str(day.year)}


@pytest.mark.parametrize(("answer", "wait", "kept"), [("yes", 0, "yes"), ("list", 30, "list"), ("no", 0, "no")])
def test_a_question_of_help_is_answered_yes_after_a_wait_or_no(
    here: Near, pages: PageClient, answer: str, wait: int, kept: str
) -> None:
    row, asked = here.invite(), here.asked()
    form = enter(pages).get(f"/partner/{row.pk}/promise/{asked.promise_id}/")
    given = boxes(time.today() + timedelta(days=wait)) if wait else {}
    assert "It is done" not in form.words
    assert pages.submit(form, answer=answer, words="From May on.", **given).location == "/partner/thanks/"
    asked.refresh_from_db()
    assert (asked.answer, asked.outcome) == (kept, "From May on.")
    assert (asked.waits_until is not None) == bool(wait)


def test_a_wait_needs_its_day_and_a_no_needs_its_why(here: Near, pages: PageClient) -> None:
    row, asked = here.invite(), here.asked()
    form = enter(pages).get(f"/partner/{row.pk}/promise/{asked.promise_id}/")
    assert pages.submit(form, answer="list").errors == ["Enter until which day"]
    assert pages.submit(form, answer="no").errors == ["Say why, in your own words"]
    assert pages.submit(form, answer="done", words="x").errors
    asked.promise.refresh_from_db()
    assert asked.promise.state == PromiseState.OPEN


def test_what_they_saw_is_the_schools_column_signed_and_nobody_outside_reads_it(here: Near, pages: PageClient) -> None:
    row = here.invite()
    form = enter(pages).get(f"/partner/{row.pk}/day/")
    day = time.today() - timedelta(days=2)
    sent = pages.submit(form, slot="school", words="Kai fell asleep in the first lesson.", **boxes(day, "seen_on"))
    assert sent.location == f"/partner/{row.pk}/day/#wrote"
    pages.submit(form, slot="school", words="Kai fell asleep in the first lesson.", **boxes(day, "seen_on"))
    entry = DayEntry.objects.get()
    assert (entry.source, entry.slot, entry.child) == (Source.SCHOOL, "school", here.kai)
    assert entry.statement.speaker_name == "Priya Nandakumar, Marram Primary School"
    assert entry.statement.occasion.happened_at.date() == day
    assert not Audience.objects.exists()
    assert InformationShare.objects.filter(direction="in", agency=PRIYA.agency, person=here.kai).count() == 1
    assert "Kai fell asleep in the first lesson." in pages.get(f"/partner/{row.pk}/day/").words


def test_another_service_than_a_school_has_a_column_of_its_own(here: Near, pages: PageClient) -> None:
    row = here.invite(who=Who("Una Hale", "The health visitor", "una@health.example.org", is_school=False))
    form = enter(pages).get(f"/partner/{row.pk}/day/")
    pages.submit(form, slot="bedtime", words="The cot was clean.")
    assert DayEntry.objects.get().source == Source.OTHER


def test_a_question_of_an_assessment_is_answered_in_the_door(here: Near, pages: PageClient) -> None:
    row, part = here.invite(), here.ask_part().part
    here.ask_part("Only for the nurse?", name="The nurse", email="nurse@marram.example.org")
    home = enter(pages).get("/partner/")
    assert "How does he arrive in the morning?" in home.words
    assert "Only for the nurse?" not in home.text
    form = pages.get(f"/partner/{row.pk}/question/{part.pk}/")
    assert pages.submit(form, answer="words").errors == ["Write what you know, or why you cannot share it"]
    pages.submit(form, answer="words", words="Late on Mondays, on his own.")
    part.refresh_from_db()
    assert part.answer is not None
    assert (part.answer.words, part.answer.speaker_name) == (
        "Late on Mondays, on his own.",
        "Priya Nandakumar, Marram Primary School",
    )
    assert pages.get(f"/partner/{row.pk}/question/{part.pk}/").status == 404


def test_another_childs_numbers_answer_as_what_is_not_there(here: Near, pages: PageClient) -> None:
    """By path and by form: Stella's promise, the health visitor's, another partner's invitation."""
    row = here.invite()
    una = Who("Una Hale", "The health visitor", "una@health.example.org")
    others = here.invite(here.stella, una)
    part = here.ask_part(name="The nurse", email="nurse@marram.example.org").part
    mine = here.promise()
    foreign = [
        here.promise(child=here.stella),
        here.promise(child=here.stella, owner_agency="The health visitor"),
        here.promise("Weigh Kai", owner_agency="The health visitor"),
        here.promise("Get up", owner_agency="", owner=here.dee),
    ]
    enter(pages, _link_of(row))
    wrong = [f"/partner/{row.pk}/promise/{one.pk}/" for one in foreign]
    wrong += [f"/partner/{others.pk}/promise/{one.pk}/" for one in (*foreign, mine)]
    wrong += [f"/partner/{others.pk}/day/", f"/partner/{row.pk}/question/{part.pk}/", f"/partner/{row.pk}/promise/0/"]
    for address in wrong:
        assert pages.get(address).status == 404, address
        assert pages.post(address, {"answer": "done", "slot": "school", "words": "x"}).status == 404, address
    pages.post(
        f"/partner/{row.pk}/day/?child={here.stella.pk}", {"slot": "school", "words": "x", "child": here.stella.pk}
    )
    assert DayEntry.objects.get().child == here.kai
    for one in foreign:
        one.refresh_from_db()
        assert one.state == PromiseState.OPEN
    assert links(pages.get("/partner/").text) == {f"/partner/{row.pk}/day/", f"/partner/{row.pk}/promise/{mine.pk}/"}


def _link_of(row: Invitation) -> str:
    from rock.core.models import OutgoingMessage

    found = OutgoingMessage.objects.filter(template="partner_link", to=row.holder.email).order_by("-pk")[0]
    return found.reference


def test_one_who_is_close_to_the_family_gets_nothing_from_the_moment_that_it_is_said(
    here: Near, pages: PageClient
) -> None:
    row = here.invite()
    here.promise()
    assert "Kai" in enter(pages).get("/partner/").words
    declare_conflict(by=here.ama, user=row.holder.user, person=here.ray, what="Lives with Ray")
    assert "Kai" not in pages.get("/partner/").text
    assert pages.get(f"/partner/{row.pk}/day/").status == 404


def test_a_restriction_shuts_partners_out(here: Near, pages: PageClient) -> None:
    row = here.invite()
    here.promise()
    enter(pages)
    make.restriction(here.kai, here.ama, named=[here.ama])
    assert "Kai" not in pages.get("/partner/").text
    assert pages.get(f"/partner/{row.pk}/day/").status == 404


def test_words_that_give_a_hidden_address_away_are_not_shown_but_their_day_is(here: Near, pages: PageClient) -> None:
    row = here.invite()
    make.address(here.dee, "7 Quayside Walk, Fleetwood", "FY7 6AB", hidden=True, also_hidden="Marram Primary School")
    promise = here.promise("Fetch Kai from Quayside Walk", due_on=time.today() - timedelta(days=1))
    here.promise("Marram Primary keeps him a place")
    here.ask_part("Does he come from Quayside?")
    pages_seen = [enter(pages).get("/partner/"), pages.get(f"/partner/{row.pk}/promise/{promise.pk}/")]
    for page in pages_seen:
        assert "Quayside" not in page.text
        assert "Ask the child’s worker what this is." in page.words
        assert "Late since" in page.words
    assert "Marram Primary keeps him a place" in pages_seen[0].words


def test_words_of_the_family_are_not_shown_even_where_the_school_keeps_the_promise(
    here: Near, pages: PageClient
) -> None:
    here.invite()
    plan_line(here, "They ring me when he cries, like they never did", person=here.dee)
    page = enter(pages).get("/partner/")
    assert "like they never did" not in page.text
    assert "Ask the child’s worker what this is." in page.words


def test_a_named_lead_sees_when_the_plan_is_looked_at_and_another_partner_does_not(
    here: Near, pages: PageClient
) -> None:
    here.invite()
    plan_line(here, "Save him a breakfast", partner_lead="Priya Nandakumar, Marram Primary School")
    assert "You lead the plan." in enter(pages).get("/partner/").words
    here.invite(who=Who("Una Hale", "The health visitor", "una@health.example.org"))
    assert "You lead the plan." not in enter(pages).get("/partner/").words


def test_what_waits_to_be_moved_is_not_shown(here: Near, pages: PageClient) -> None:
    from rock.records.models import Redaction

    here.invite()
    promise = here.promise()
    field = {one.name for one in Redaction._meta.get_fields()}
    assert "occasion" in field
    facts = {"occasion": promise.made_on, "reason": "Wrong child", "asked_by": here.ama}
    Redaction.objects.create(**{name: value for name, value in facts.items() if name in field})
    assert "Save Kai a breakfast" not in enter(pages).get("/partner/").text


def test_too_much_at_once_is_slowed_down_and_nothing_typed_is_lost(here: Near, pages: PageClient) -> None:
    row = here.invite()
    enter(pages)
    for number in range(60):
        pages.post(f"/partner/{row.pk}/day/", {"slot": "school", "words": f"Line {number}"})
    page = pages.post(f"/partner/{row.pk}/day/", {"slot": "school", "words": "The last line"})
    assert page.errors == ["That was a lot. Wait a little, then send it again."]
    assert page.form()["words"] == "The last line"
    assert Statement.objects.filter(question="day").count() == 60
