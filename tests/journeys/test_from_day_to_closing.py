"""Two visits, an assessment answered by both parents apart, a plan written by three, three months, a review, an end: at real doors."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from rock.core import time
from rock.core.nightly import run_all
from rock.core.services import SYSTEM
from rock.demo import clock
from rock.practice.assessments.models import Assessment, Heading, PassageAnswer
from rock.practice.plans.models import Drift, Plan
from rock.practice.requests.models import Referral
from rock.practice.visits.models import Visit
from rock.records.models import Person
from tests.doors.family.standing import betrays
from tests.journeys.steps import InBrowser, fill_day, look, main_words, press
from tests.journeys.the_story import Story, keep, line, readers, write
from tests.support.jobs import forget_jobs, run_jobs

# Eighty seconds in one piece: make soak runs it, beside the shorter journeys of make test over the same pages.
pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.django_db(transaction=True)]
TOAST, BEANS, BALL = "I make toast for me and Bea.", "I have tea at Nan’s.", "A football of my own"
THIRD = "Nobody is to shout at tea."
PASSAGES = {
    Heading.DAY: "Kai makes his own toast, and has his tea at Nan’s.",
    Heading.STRONG: "Nan is there every day.",
    Heading.WORRY: "Kai has an empty stomach at school on Thursdays.",
    Heading.MONEY: "The bread runs out on Thursdays. Free school meals are asked for.",
    Heading.MEANING: "Kai cannot listen at school when his stomach is empty.",
}
HERS, HIS = "It was one Thursday, in March.", "I never saw a Thursday like that."


@pytest.fixture
def story(in_browser: InBrowser) -> Story:
    forget_jobs()
    return Story(in_browser)


def visit(story: Story, slot: str, words: str, adult: Person, **more: str) -> None:
    page = story.at(f"/visits/new/{story.told.family.pk}/")
    page.locator(f'[name="children"][value="{story.told.bea.pk}"]').uncheck()
    write(page, people=f"p{adult.pk}")
    keep(page, "Save and continue")
    write(page, seen="yes", alone="yes", add_slots=slot)
    press(page, "Add these parts of the day")
    write(page, **{f"{slot}_ordinary_0__words": words}, **more)
    look(page)
    keep(page, "Save and continue")
    assert words in main_words(page)
    press(page, "Keep this visit")


def two_visits(story: Story) -> None:
    kai, dee = story.kai, story.dee
    visit(
        story,
        "breakfast",
        TOAST,
        dee,
        **{
            f"breakfast_ordinary_0__said_{dee.pk}": "There is toast, when there is bread.",
            "breakfast_ordinary_0__need": "money",
            "breakfast_ordinary_0__runs_out": "Bread, on Thursdays",
            "wish1__words": BALL,
            "strength1__words": "Kai gets himself up",
            "strength1__shown": "He showed me his clock",
            f"readers{kai.pk}__readers": str(dee.pk),
            f"readers{kai.pk}__said": "Yes, Mum may.",
        },
    )
    visit(story, "tea", BEANS, story.ray, **{f"tea_ordinary_0__said_{story.ray.pk}": "He eats with me on Sundays."})
    assert Visit.objects.count() == 2
    page = story.at(f"/people/{kai.pk}/day/")
    look(page, "day-1-two-visits")
    for said in (TOAST, BEANS, "He eats with me on Sundays.", "Bread, on Thursdays"):
        assert said in main_words(page)


def assessment(story: Story) -> Assessment:
    """Start it, write it, tick what was found, give each parent other parts of it."""
    page = story.at(f"/assessments/start/{story.kai.pk}/")
    keep(page, "Start")
    found = Assessment.objects.get()
    for heading, words in PASSAGES.items():
        page.goto(f"/assessments/{found.pk}/say/{heading}/")
        write(page, words=words)
        keep(page, "Save")
    page.goto(f"/assessments/{found.pk}/factors/")
    page.locator('main [type="checkbox"]').first.check()
    keep(page, "Save")
    for person, headings in ((story.dee, list(PASSAGES)), (story.ray, [Heading.DAY, Heading.WORRY])):
        page.goto(f"/assessments/{found.pk}/family/{person.pk}/")
        write(page, give="yes")
        for one in found.passages.filter(heading__in=headings):
            write(page, passages=str(one.pk))
        keep(page, "Save")
    page.goto(f"/assessments/{found.pk}/")
    look(page, "assessment-1-written")
    assert main_words(page).index(TOAST) < main_words(page).index(PASSAGES[Heading.STRONG])
    return found


def answered_apart(story: Story, found: Assessment) -> None:
    """Each goes in by a link and a code, reads what they were given, and answers; neither learns of the other."""
    worry = found.passages.get(heading=Heading.WORRY)
    for person, view, words in ((story.dee, "like_this", HERS), (story.ray, "not_right", HIS)):
        page = story.door(person)
        page.goto(f"/w/report/{found.pk}/")
        look(page)
        shown = main_words(page)
        assert PASSAGES[Heading.WORRY] in shown
        assert (PASSAGES[Heading.MONEY] in shown) == (person == story.dee)
        page.goto(f"/w/report/{found.pk}/{worry.pk}/")
        write(page, view=view, words=words)
        keep(page, "Send")
        page.goto(f"/w/report/{found.pk}/")
        press(page, "I have read it all, and said what I want to say")
        other = HIS if person == story.dee else HERS
        assert words in main_words(page)
        assert other not in page.content()
        if person == story.ray:
            assert betrays(page.content()) == []
    assert set(PassageAnswer.objects.values_list("statement__words", flat=True)) == {HERS, HIS}


def authorised(story: Story, found: Assessment) -> None:
    page = story.at(f"/assessments/{found.pk}/decide/", story.manager)
    write(
        page,
        outcome="plan",
        reasons="The bread runs out, and both want it to change.",
        would_change="Breakfast every day for a month.",
        family_words="You make a plan together, and we help.",
    )
    look(page, "assessment-2-decide")
    keep(page, "Authorise")
    found.refresh_from_db()
    assert (found.outcome, found.authorised_on) == ("plan", time.today())
    page.goto(f"/assessments/{found.pk}/")
    assert HERS in main_words(page)
    assert HIS in main_words(page)


def plan_by_three(story: Story) -> Plan:
    """Asha in the room, Dee at her door, Jo at hers; Kai's wish stands in it in his words."""
    page = story.at(f"/plans/start/{story.kai.pk}/")
    write(page, standing="in_need")
    look(page, "plan-1-start")
    keep(page, "Start the plan")
    plan = Plan.objects.get()
    due = time.today() + timedelta(days=60)
    line(story, page, plan, "worry", words=PASSAGES[Heading.WORRY])
    page.goto(f"/plans/{plan.pk}/write/promise/")
    write(page, whose="worker", words="Ask for a place at the breakfast club.", owner="worker", depends="no", must="no")
    fill_day(page, "due_on", due)
    readers(page, story.dee, story.ray)
    keep(page, "Write it into the plan")
    line(story, page, plan, "what_if", condition="the bread runs out", words="We ring Nan, then Asha.")
    at_doors = ((story.dee, "Breakfast is on the table at eight."), (story.jo, "Kai sleeps at mine on Fridays."))
    for person, words in at_doors:
        at_door = story.door(person)
        at_door.goto(f"/w/plan/{story.kai.pk}/write/promise/")
        write(at_door, words=words, owner="me")
        fill_day(at_door, "due_on", due)
        look(at_door)
        keep(at_door, "Put it into the plan")
        assert words in main_words(at_door)
    return plan


def agreed(story: Story, plan: Plan) -> None:
    page = story.at(f"/plans/{plan.pk}/agree/")
    for box in page.locator('[name^="agrees_"][value="yes"], [name^="knows_"][value="yes"]').all():
        box.check()
    keep(page, "Keep it")
    look(page, "plan-2-versions")


def on_the_fridge(story: Story, where: Path) -> None:
    """Each has a page for the fridge, and it is their own."""
    words = {}
    for person in (story.dee, story.ray):
        page = story.door(person)
        answer = page.context.request.get(f"/w/plan/{story.kai.pk}/fridge/")
        assert answer.ok, answer.status
        (where / "fridge.pdf").write_bytes(answer.body())
        read = subprocess.run(["pdftotext", where / "fridge.pdf", "-"], check=True, capture_output=True, text=True)
        words[person.given_name] = " ".join(read.stdout.split())
    assert "Breakfast is on the table at eight." in words["Dee"]
    assert "breakfast club" in words["Ray"]
    assert "sleeps at mine" not in words["Ray"]
    assert betrays(words["Ray"]) == []


def three_months(story: Story) -> None:
    """Ninety-five nights go by; what stood still is found, and shown to the worker."""
    clock.set_to(by=SYSTEM, day=time.today() + timedelta(days=95))
    assert not [done.name for done in run_all() if done.failed]
    run_jobs()
    assert Drift.objects.filter(child=story.kai).exists()
    page = story.at("/drift/")
    look(page, "drift-1-found")
    assert "Kai" in main_words(page)


def reviewed(story: Story, plan: Plan) -> None:
    """Kai, Dee and the worker mark breakfast; a promise is kept; the wish is answered; then stands beside now."""
    page = story.at(f"/plans/{plan.pk}/review/who/")
    for person in (story.kai, story.dee):
        write(page, present=str(person.pk))
    keep(page, "Save and continue")
    page.goto(f"/plans/{plan.pk}/review/breakfast/")
    for key, mark in ((story.kai.pk, "better"), (story.dee.pk, "better"), ("worker", "same")):
        write(page, **{f"mark_ordinary_0_{key}": mark})
    write(page, **{f"words_ordinary_0_{story.kai.pk}": "Mum makes it now."})
    look(page, "review-1-breakfast")
    keep(page, "Save and continue")
    page.goto(f"/plans/{plan.pk}/review/promises/")
    page.locator("select[name^=became_]").first.select_option("kept")
    keep(page, "Save and continue")
    page.goto(f"/plans/{plan.pk}/review/wishes/")
    page.locator("textarea[name^=wish_]").first.fill("You said: a football. We got you one.")
    keep(page, "Save and continue")
    write(page, what_changed="The club opens at seven.")
    keep(page, "Save and continue")
    press(page, "Keep this review")
    look(page, "review-2-then-and-now")
    words = main_words(page)
    for said in (TOAST, "Mum makes it now.", "The club opens at seven.", "We got you one.", BALL):
        assert said in words


def ended(story: Story, plan: Plan) -> None:
    """A second version beside the first; then the school stays with the family, and the referral is closed."""
    page = story.at(f"/plans/{plan.pk}/")
    line(story, page, plan, "good_day", words="Everybody eats before school.")
    agreed(story, plan)
    page = story.at(f"/plans/{plan.pk}/versions/?from=1&to=2")
    assert "Everybody eats before school." in main_words(page)
    page.goto(f"/plans/{plan.pk}/end/")
    write(
        page,
        words="Kai eats before school. You did this.",
        partner="Mrs Okoro, Marram Primary School",
        because="The family goes on with them by itself.",
    )
    look(page, "plan-3-end")
    keep(page, "End the plan")
    plan.refresh_from_db()
    assert (plan.ended_on, plan.partner_lead) == (time.today(), "Mrs Okoro, Marram Primary School")
    assert Referral.objects.get(child=story.kai).closed_on == time.today()
    assert "Mrs Okoro" in main_words(page)


def what_each_may_not_see(story: Story) -> None:
    """Ray's last look: nothing of hers, nothing of Kai's words, no address; Jo reads no worry."""
    his = story.door(story.ray)
    for url in ("/w/", "/w/plan/", "/w/report/", f"/w/day/{story.kai.pk}/", "/w/who/", "/w/questions/"):
        his.goto(url)
        for kept in (TOAST, HERS, BALL, "Mum makes it now.", "sleeps at mine", "Bea"):
            assert kept not in his.content(), (url, kept)
        assert betrays(his.content()) == []
    hers = story.door(story.jo)
    for url in ("/w/", "/w/plan/", "/w/questions/"):
        hers.goto(url)
        for kept in (PASSAGES[Heading.WORRY], TOAST, HERS, HIS):
            assert kept not in hers.content(), (url, kept)


def test_from_a_day_to_an_end(story: Story, tmp_path: Path) -> None:
    two_visits(story)
    found = assessment(story)
    answered_apart(story, found)
    authorised(story, found)
    plan = plan_by_three(story)
    agreed(story, plan)
    on_the_fridge(story, tmp_path)
    three_months(story)
    reviewed(story, plan)
    what_each_may_not_see(story)
    ended(story, plan)
