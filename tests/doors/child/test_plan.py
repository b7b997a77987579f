"""A young person reads the plan as far as it is shared with them, answers it line by line, and writes their own ideas."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from rock.core import time
from rock.core.models import OutgoingMessage
from rock.practice.plans.facts import Wording
from rock.practice.plans.models import ItemKind, ItemView, Part, Plan, PlanItem, PlanMember, Standing
from rock.practice.plans.services.readers import stop_sharing_item
from rock.practice.plans.services.starting import start_plan
from rock.practice.plans.services.writing import write_item
from rock.records.models import Audience, Person, Promise, PromiseState
from tests.doors.child.standing import Home
from tests.doors.child.test_young import entered
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


@dataclass
class Planned:
    """A child with a plan in which they have a part, as their parents do."""

    home: Home
    plan: Plan
    lines: dict[str, PlanItem] = field(default_factory=dict)

    def write(
        self, kind: ItemKind, words: str, *readers: Person, person: Person | None = None, **facts: Any
    ) -> PlanItem:
        """Write a line and share it with these readers."""
        wording = Wording(words, **facts)
        return write_item(
            by=self.home.ama,
            plan=self.plan,
            kind=kind,
            wording=wording,
            by_person=person,
            readers=readers,
            speaker_said="Yes",
        ).item


def planned(age: int = 15) -> Planned:
    home = Home(age=age)
    plan = start_plan(
        by=home.ama,
        family=home.family,
        child=home.kai,
        standing=Standing.EARLY_HELP,
        review_on=time.today() + timedelta(days=42),
        lead=home.ama,
        members=[(home.kai, Part.CHILD), (home.dee, Part.PARENT), (home.ray, Part.PARENT)],
    )
    made, due = Planned(home, plan), time.today() + timedelta(days=7)
    kai = home.kai
    made.lines = {
        "good": made.write(ItemKind.GOOD_DAY, "I get up and nobody shouts", kai, person=kai),
        "worry": made.write(ItemKind.WORRY, "Kai misses school on Mondays.", kai),
        "kai": made.write(ItemKind.PROMISE, "Text Ama on Sunday night", kai, owner=kai, due_on=due),
        "dee": made.write(ItemKind.PROMISE, "Wake Kai at seven", kai, owner=home.dee, due_on=due),
        "if": made.write(ItemKind.WHAT_IF, "Kai rings Nan", kai, condition="there is shouting"),
        "kept": made.write(ItemKind.PROMISE, "Ray sees the drink worker", home.ray, owner=home.ray, due_on=due),
    }
    return made


def test_the_plan_is_there_part_by_part_and_only_what_is_shared(pages: PageClient) -> None:
    made = planned()
    page = entered(pages, made.home)
    page_plan = page.get(page.get("/me/home/").link("Our plan"))
    said = page_plan.words
    order = ["I get up and nobody shouts", "Kai misses school on Mondays.", "Text Ama on Sunday night", "Kai rings Nan"]
    assert sorted(order, key=said.index) == order
    assert "You By " in said
    assert "Dee By " in said
    assert "We look again on" in said
    assert "drink worker" not in page_plan.text
    assert page_plan.response.headers["Cache-Control"].startswith("no-store")


def test_the_page_is_the_same_to_the_letter_whatever_is_said_and_not_shared(pages: PageClient) -> None:
    made = planned()
    client = entered(pages, made.home)
    before = client.get("/me/plan/").words
    made.write(ItemKind.WORRY, "Dad hurts Mum on Sundays", made.home.dee, person=made.home.dee)
    assert client.get("/me/plan/").words == before
    assert client.get("/me/home/").words == entered(PageClient(), made.home).get("/me/home/").words


def test_a_line_that_is_taken_back_is_gone_with_its_page(pages: PageClient) -> None:
    made = planned()
    client, line = entered(pages, made.home), made.lines["worry"]
    assert client.get(f"/me/plan/{line.pk}/").status == 200
    stop_sharing_item(by=made.home.ama, item=line, reader=made.home.kai)
    assert "Mondays" not in client.get("/me/plan/").text
    assert client.get(f"/me/plan/{line.pk}/").status == 404


@pytest.mark.parametrize(
    ("view", "words"), [("agree", ""), ("disagree", "I only miss the first hour"), ("another", "A later start")]
)
def test_they_agree_disagree_or_have_another_idea_line_by_line(pages: PageClient, view: str, words: str) -> None:
    made = planned()
    client, line = entered(pages, made.home), made.lines["worry"]
    form = client.get(f"/me/plan/{line.pk}/")
    assert client.submit(form, view=view, words=words).location == "/me/plan/"
    said = ItemView.objects.get(item=line)
    assert (said.person, said.view) == (made.home.kai, view)
    assert words in client.get("/me/plan/").words
    readers = Audience.objects.filter(statement=said.statement) if words else Audience.objects.none()
    assert {row.reader for row in readers} == ({made.home.kai} if words else set())
    told = {row.to for row in OutgoingMessage.objects.filter(template="waiting")}
    assert told == ({"ama@example.org", "kit@example.org"} if words else set())


def test_before_they_write_they_are_told_who_reads_it(pages: PageClient) -> None:
    made = planned()
    client, line = entered(pages, made.home), made.lines["worry"].pk
    assert (
        f"You read it, and {made.home.ama.name} does, who works with you."
        in client.get("/me/plan/write/promise/").words
    )
    assert client.get("/me/plan/write/promise/").h1 == "Something that could be done", "as the way in is called"
    assert "plan is led by" not in client.get(f"/me/plan/{line}/").words
    made.plan.partner_lead = "Mrs Una Hale, Marram Primary School"
    made.plan.save()
    words = client.get("/me/plan/write/good_day/").words
    assert "This plan is led by Mrs Una Hale, Marram Primary School. We ask you before they read your words." in words
    assert "They do not read what you say here." in client.get(f"/me/plan/{line}/").words


def test_who_disagrees_says_why_and_loses_nothing(pages: PageClient) -> None:
    made = planned()
    client = entered(pages, made.home)
    page = client.submit(client.get(f"/me/plan/{made.lines['worry'].pk}/"), view="disagree")
    assert page.errors == ["Write what you want to say"]
    assert not ItemView.objects.exists()


def test_an_answer_stands_by_the_words_that_they_read(pages: PageClient) -> None:
    from rock.practice.plans.services.writing import reword

    made = planned()
    client, line = entered(pages, made.home), made.lines["worry"]
    form = client.get(f"/me/plan/{line.pk}/")
    reword(by=made.home.ama, item=line, revision=1, wording=Wording("Kai misses every Monday."))
    client.submit(form, view="agree")
    assert ItemView.objects.get().wording.number == 1


@pytest.mark.parametrize(("kind", "more"), [("good_day", {}), ("what_if", {"condition": "the bus is late"})])
def test_their_own_idea_goes_in_as_theirs_and_to_nobody_else(
    pages: PageClient, kind: str, more: dict[str, str]
) -> None:
    made = planned()
    client = entered(pages, made.home)
    form = client.get(f"/me/plan/write/{kind}/")
    for _ in range(2):
        assert client.submit(form, words="I go in at ten", **more).location == "/me/plan/"
    item = PlanItem.objects.get(kind=kind, wording__statement__words="I go in at ten")
    assert item.wording is not None
    assert item.wording.by_person == made.home.kai
    assert [row.reader for row in Audience.objects.filter(statement=item.wording.statement)] == [made.home.kai]
    assert "I go in at ten" in client.get("/me/plan/").words


@pytest.mark.parametrize(("owner", "agency"), [("me", ""), ("worker", ""), ("agency", "Marram High School")])
def test_their_idea_of_what_could_be_done_says_who_and_by_when(pages: PageClient, owner: str, agency: str) -> None:
    made = planned()
    client, day = entered(pages, made.home), time.today() + timedelta(days=9)
    form = client.get("/me/plan/write/promise/")
    boxes = {"due_on__day": str(day.day), "due_on__month": str(day.month), "due_on__year": str(day.year)}
    client.submit(form, words="Ring the school together", owner=owner, agency=agency, **boxes)
    row = Promise.objects.get(what="Ring the school together")
    owners: dict[str, object] = {"me": row.owner, "worker": row.owner_staff, "agency": row.owner_agency}
    assert owners[owner] == {"me": made.home.kai, "worker": made.home.ama, "agency": agency}[owner]
    assert (row.idea_of, row.due_on) == (made.home.kai, day)


def test_what_they_promised_is_done_by_them_and_what_others_promised_is_not(pages: PageClient) -> None:
    made = planned()
    client, mine, hers = entered(pages, made.home), made.lines["kai"], made.lines["dee"]
    assert client.get(f"/me/plan/{hers.pk}/done/").status == 404
    assert client.post(f"/me/plan/{hers.pk}/done/", {"words": ""}).status == 200
    client.submit(client.get(f"/me/plan/{mine.pk}/done/"), words="Every Sunday")
    states = {row.what: row.state for row in Promise.objects.all()}
    assert states["Text Ama on Sunday night"] == PromiseState.KEPT
    assert states["Wake Kai at seven"] == PromiseState.OPEN
    assert "Every Sunday" in client.get("/me/plan/").words


def test_what_is_hidden_from_them_is_not_shown_though_it_was_shared(pages: PageClient) -> None:
    made = planned()
    made.write(ItemKind.WHAT_IF, "We meet at 7 Quayside Walk", made.home.kai, condition="the lift breaks")
    make.address(made.home.dee, "7 Quayside Walk, Fleetwood", "FY7 6AB", hidden=True)
    client = entered(pages, made.home)
    assert "Quayside" not in client.get("/me/plan/").text


def addresses(made: Planned) -> list[str]:
    line = made.lines["worry"].pk
    return ["/me/plan/", f"/me/plan/{line}/", f"/me/plan/{line}/done/", "/me/plan/write/good_day/"]


def test_a_child_of_nine_has_no_such_pages(pages: PageClient) -> None:
    made = planned(age=9)
    client = entered(pages, made.home)
    assert "Our plan" not in client.get("/me/home/").text
    assert [client.get(path).status for path in addresses(made)] == [404] * 4


def test_who_has_no_part_in_it_and_whose_plan_has_ended_has_no_such_pages(pages: PageClient) -> None:
    made = planned()
    client = entered(pages, made.home)
    Plan.objects.update(ended_on=time.today())
    assert [client.get(path).status for path in addresses(made)] == [404] * 4
    Plan.objects.update(ended_on=None)
    PlanMember.objects.filter(person=made.home.kai).update(ends=time.now())
    assert [client.get(path).status for path in addresses(made)] == [404] * 4
    assert "Our plan" not in client.get("/me/home/").text


def test_a_line_of_another_plan_is_not_there(pages: PageClient) -> None:
    made = planned()
    sister = make.person("Mia", "Quillfeather", born=made.home.kai.birth_date)
    other = start_plan(
        by=made.home.ama,
        family=make.family("Brook", children=[sister]),
        child=sister,
        standing=Standing.EARLY_HELP,
        review_on=time.today() + timedelta(days=42),
        lead=made.home.ama,
    )
    PlanMember.objects.create(plan=other, person=made.home.kai, part=Part.NETWORK, added_by=made.home.ama)
    line = Planned(made.home, other).write(ItemKind.STRONG, "Mia reads", made.home.kai)
    client = entered(pages, made.home)
    assert client.get(f"/me/plan/{line.pk}/").status == 404
    assert client.post(f"/me/plan/{line.pk}/", {"view": "agree"}).status == 404
    assert not ItemView.objects.exists()


def test_in_a_grown_up_s_session_there_is_no_such_page(pages: PageClient) -> None:
    made = planned()
    for user in (made.home.ama, make.user("Ray")):
        for path in addresses(made):
            page = PageClient(user).get(path)
            assert "Mondays" not in page.text
            assert "Our plan" not in page.text
