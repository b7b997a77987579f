"""A partner who leads a plan reads of it what each speaker was asked for, and suggests lines; nothing says that more is there."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from rock.core import time
from rock.core.services import Refused
from rock.doors.partner.models import Invitation, SharedWording
from rock.doors.partner.queries.leading import invitation_read_or_404, is_named, lines_to_share
from rock.doors.partner.services.inviting import Who, end_invitation
from rock.doors.partner.services.sharing import end_for_former_leads, share_lines
from rock.practice.plans.facts import Wording
from rock.practice.plans.models import ItemKind, Part, Plan, PlanItem, Standing
from rock.practice.plans.services.promises import carry_promise
from rock.practice.plans.services.standing import end_plan
from rock.practice.plans.services.starting import start_plan
from rock.practice.plans.services.writing import remove_item, reword, write_item
from rock.records.models import Audience, InformationShare, Person, Promise, PromiseState
from tests.doors.partner.standing import PRIYA, Near, enter, near
from tests.doors.partner.test_pages import boxes
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
LEAD = "Mrs Priya Nandakumar, Marram Primary School"
WEEK = timedelta(days=7)


@dataclass
class Led:
    """Kai's plan, led by Priya of his school, with lines of Dee's, Ray's and the worker's."""

    near: Near
    row: Invitation
    plan: Plan
    lines: dict[str, PlanItem] = field(default_factory=dict)

    def write(self, kind: ItemKind, words: str, person: Person | None = None, **facts: Any) -> PlanItem:
        """Write a line of the plan."""
        wording = Wording(words, **facts)
        return write_item(by=self.near.ama, plan=self.plan, kind=kind, wording=wording, by_person=person).item

    def share(self, *names: str) -> None:
        """Let Priya read these lines."""
        rows = [PlanItem.objects.get(pk=self.lines[name].pk).wording for name in names]
        wordings = [row for row in rows if row]
        share_lines(by=self.near.ama, invitation=self.row, wordings=wordings, speaker_said="Yes")

    @property
    def page(self) -> str:
        """Return the address of the plan at Priya's door."""
        return f"/partner/{self.row.pk}/plan/"

    @property
    def choosing(self) -> str:
        """Return the address at which the worker chooses."""
        return f"/people/{self.near.kai.pk}/partners/{self.row.pk}/plan/"


def lead_plan() -> Led:
    here = near()
    plan = start_plan(
        by=here.ama,
        family=here.family,
        child=here.kai,
        standing=Standing.EARLY_HELP,
        review_on=time.today() + 6 * WEEK,
        lead=here.ama,
        partner_lead=LEAD,
        members=[(here.dee, Part.PARENT), (here.ray, Part.PARENT)],
    )
    found, due = Led(here, here.invite(), plan), time.today() + WEEK
    found.lines = {
        "good": found.write(ItemKind.GOOD_DAY, "Kai eats before school", here.dee),
        "worry": found.write(ItemKind.WORRY, "Kai comes hungry."),
        "dee": found.write(ItemKind.PROMISE, "Breakfast is ready at eight", here.dee, owner=here.dee, due_on=due),
        "ray": found.write(ItemKind.PROMISE, "I pay for the club", here.ray, owner=here.ray, due_on=due),
        "school": found.write(ItemKind.PROMISE, "Save Kai a breakfast", owner=PRIYA.agency, due_on=due),
        "if": found.write(ItemKind.WHAT_IF, "I ring Ama", here.dee, condition="there is no money left"),
    }
    return found


@shared
def led() -> Led:
    return lead_plan()


def test_who_leads_has_a_list_of_the_plans_and_reads_nothing_that_was_not_shared(led: Led, pages: PageClient) -> None:
    door = enter(pages)
    home = door.get("/partner/")
    assert "Plans that you lead" in home.words
    assert led.page in home.text
    page = door.get(led.page)
    assert "Save Kai a breakfast" in page.words, "their own promise is theirs"
    for kept in ("eats before", "hungry", "Breakfast is ready", "Ray", "club", "ring Ama", "Dee"):
        assert kept not in page.words
    assert "We look again on" in page.words


def test_what_is_shared_is_read_part_by_part_in_the_colours_of_everybody(led: Led, pages: PageClient) -> None:
    led.share("good", "worry", "dee", "if")
    Promise.objects.filter(item=led.lines["dee"]).update(state=PromiseState.KEPT, closed_on=time.today())
    page = enter(pages).get(led.page)
    order = ["Kai eats before school", "Kai comes hungry.", "Breakfast is ready at eight", "there is no money left"]
    assert sorted(order, key=page.words.index) == order
    tags = {tag.get_text(): tag["class"] for tag in page.soup.select(".govuk-tag")}
    assert "govuk-tag--green" in tags["Done"]
    assert "Ashdown" not in page.text
    assert "club" not in page.text


def test_the_page_is_the_same_to_the_letter_whatever_else_is_said(led: Led, pages: PageClient) -> None:
    led.share("good")
    door = enter(pages)
    pages_before = [door.get(led.page).words, door.get("/partner/").words]
    led.write(ItemKind.WORRY, "Dad hurts Mum on Sundays", led.near.dee)
    led.write(ItemKind.PROMISE, "Ray sees somebody", owner=led.near.ray, due_on=time.today() + WEEK)
    assert [door.get(led.page).words, door.get("/partner/").words] == pages_before


def test_a_line_worded_anew_is_read_as_it_was_and_one_whose_day_moved_goes_along(led: Led, pages: PageClient) -> None:
    led.share("good", "dee")
    day = time.today() + 3 * WEEK
    carry_promise(by=led.near.ama, promise=Promise.objects.get(item=led.lines["dee"]), due_on=day)
    reword(by=led.near.ama, item=led.lines["good"], revision=1, wording=Wording("Ray shouts"), by_person=led.near.dee)
    page = enter(pages).get(led.page).words
    assert f"By {day.day} " in page
    assert "Kai eats before school" in page
    assert "shouts" not in page
    remove_item(by=led.near.ama, item=led.lines["good"], because="It is done")
    assert "eats before" not in enter(PageClient()).get(led.page).text


def test_nothing_hidden_passes_neither_when_it_is_shared_nor_later(led: Led, pages: PageClient) -> None:
    led.lines["van"] = led.write(ItemKind.STRONG, "They fetch him from Quayside Walk", led.near.dee)
    led.share("van", "good")
    make.address(led.near.dee, "7 Quayside Walk, Fleetwood", "FY7 6AB", hidden=True)
    page = enter(pages).get(led.page)
    assert "Quayside" not in page.text
    assert "Kai eats before school" in page.words
    led.lines["late"] = led.write(ItemKind.STRONG, "Quayside Walk is warm", led.near.dee)
    with pytest.raises(Refused, match="give away what is hidden"):
        led.share("late")


def test_reach_ends_when_another_leads_and_is_not_back_by_itself(led: Led, pages: PageClient) -> None:
    led.share("good")
    door = enter(pages)
    Plan.objects.update(partner_lead="Una Hale, The health visitor")
    assert [door.get(path).status for path in (led.page, f"{led.page}suggest/strong/")] == [404, 404]
    assert door.post(f"{led.page}suggest/strong/", {"words": "Kai reads"}).status == 404
    assert "Plans that you lead" not in door.get("/partner/").words
    assert end_for_former_leads() == 1
    Plan.objects.update(partner_lead=LEAD)
    assert "eats before" not in door.get(led.page).text


def test_who_still_leads_keeps_what_they_read_at_night(led: Led) -> None:
    led.share("good", "worry")
    assert end_for_former_leads() == 0
    assert SharedWording.objects.filter(ended_at=None).count() == 2


def test_with_the_invitation_the_plan_is_gone(led: Led, pages: PageClient) -> None:
    led.share("good")
    door = enter(pages)
    end_invitation(by=led.near.ama, invitation=led.row, because="The school changed")
    assert door.get(led.page).status == 404


def test_when_the_work_closes_with_her_as_the_partner_her_pages_go_on(led: Led, pages: PageClient) -> None:
    led.share("good", "dee")
    end_plan(
        by=led.near.ama, plan=led.plan, words="It goes well.", partner=LEAD, drop_open_because="The family goes on"
    )
    door = enter(pages)
    assert "You stay with the family" in door.get("/partner/").words
    page = door.get(led.page)
    assert "Kai eats before school" in page.words
    assert "No longer needed" in page.words
    assert "Suggest a line" not in page.words
    assert door.get(f"{led.page}suggest/strong/").status == 404
    assert door.get(f"/partner/{led.row.pk}/day/").status == 200


def test_when_it_closes_with_somebody_else_it_is_gone(led: Led, pages: PageClient) -> None:
    led.share("good")
    end_plan(by=led.near.ama, plan=led.plan, words="Well.", partner="Una Hale", drop_open_because="The family goes on")
    assert enter(pages).get(led.page).status == 404


def test_another_child_s_plan_and_another_partner_s_are_not_there(led: Led, pages: PageClient) -> None:
    led.share("good")
    other = led.near.invite(led.near.stella)
    una = led.near.invite(who=Who("Una Hale", "The health visitor", "una@health.example.org"))
    theirs = enter(pages)
    for row in (other, led.row):
        assert theirs.get(f"/partner/{row.pk}/plan/").status == 404
    assert theirs.get(f"/partner/{una.pk}/plan/").status == 404, "she is invited for Kai, and leads nothing"


def test_in_a_father_s_session_there_is_no_such_page(led: Led) -> None:
    led.share("good")
    page = PageClient(make.user("Ray")).get(led.page)
    assert "eats before" not in page.text
    assert page.h1 != "The plan that you lead"


def test_they_mark_their_own_as_done_from_the_plan(led: Led, pages: PageClient) -> None:
    door = enter(pages)
    way = f"/partner/{led.row.pk}/promise/{led.lines['school'].promise_id}/"
    assert way in door.get(led.page).text
    form = door.get(way)
    door.submit(form, answer="done", words="Every day.")
    assert "Done" in door.get(led.page).words


@pytest.mark.parametrize(("kind", "more"), [("strong", {}), ("what_if", {"condition": "he comes late"})])
def test_a_line_that_they_suggest_is_theirs_to_read_and_at_no_other_door(
    led: Led, pages: PageClient, kind: str, more: dict[str, str]
) -> None:
    door = enter(pages)
    form = door.get(f"{led.page}suggest/{kind}/")
    for _ in range(2):
        assert door.submit(form, words="Kai helps the little ones", **more).location == f"{led.page}#{kind}"
    item = PlanItem.objects.get(wording__statement__words="Kai helps the little ones")
    assert item.wording is not None
    assert item.wording.by_staff == led.row.holder.user
    assert not Audience.objects.filter(statement=item.wording.statement).exists()
    assert "Kai helps the little ones" in door.get(led.page).words
    assert "Kai helps the little ones" in PageClient(led.near.ama).get(f"/plans/{led.plan.pk}/").words


@pytest.mark.parametrize("owner", ["we", "worker", "agency"])
def test_a_promise_that_they_suggest_says_who_and_by_when(led: Led, pages: PageClient, owner: str) -> None:
    door, day = enter(pages), time.today() + 2 * WEEK
    form = door.get(f"{led.page}suggest/promise/")
    assert door.submit(form).errors
    door.submit(form, words="A place at the club", owner=owner, agency="Health visitor", **boxes(day, "due_on"))
    row = Promise.objects.get(what="A place at the club")
    owners: dict[str, object] = {"we": PRIYA.agency, "worker": "", "agency": "Health visitor"}
    assert (row.owner_agency, row.owner_staff) == (owners[owner], led.near.ama if owner == "worker" else None)
    assert row.due_on == day
    assert "A place at the club" in door.get(led.page).words


def test_a_worry_is_not_theirs_to_suggest(led: Led, pages: PageClient) -> None:
    assert enter(pages).get(f"{led.page}suggest/worry/").status == 404


def test_what_they_typed_they_read_back_whatever_it_says(led: Led, pages: PageClient) -> None:
    make.address(led.near.dee, "7 Quayside Walk, Fleetwood", "FY7 6AB", hidden=True)
    door = enter(pages)
    door.submit(door.get(f"{led.page}suggest/strong/"), words="They live in Quayside Walk")
    assert "Quayside Walk" in door.get(led.page).words, "or a guess would be told"


def test_a_worker_shares_several_lines_at_once_and_asks_each_speaker(led: Led, pages: PageClient) -> None:
    client = PageClient(led.near.ama)
    assert led.choosing in client.get(f"/people/{led.near.kai.pk}/partners/").text
    form = client.get(led.choosing)
    assert "Lines of Dee Ashdown" in form.words
    assert "Save Kai a breakfast" not in form.words, "they read it in any case"
    ticked: dict[str, Any] = {
        f"lines_{led.near.dee.pk}": [wording(led, "good"), wording(led, "dee")],
        "lines_us": [wording(led, "worry")],
    }
    page = client.submit(form, **ticked)
    assert page.errors == [f"Ask {who}, and write what they said" for who in ("the family", "Dee Ashdown")]
    said = {f"said_{led.near.dee.pk}": "Yes, she may know", "said_us": "Dee: that is fair"}
    assert client.submit(form, **ticked, **said).status == 302
    assert {row.speaker_said for row in SharedWording.objects.all()} == {"Yes, she may know", "Dee: that is fair"}
    assert InformationShare.objects.filter(what="Lines of the plan that they lead", agency=PRIYA.agency).count() == 2
    read = enter(pages).get(led.page).words
    assert "Breakfast is ready at eight" in read
    assert "Kai comes hungry." in read
    assert "club" not in read


def wording(led: Led, name: str) -> str:
    return str(PlanItem.objects.get(pk=led.lines[name].pk).wording_id)


def test_what_is_unticked_is_taken_back_and_what_stays_is_not_asked_again(led: Led, pages: PageClient) -> None:
    led.share("good", "dee")
    client = PageClient(led.near.ama)
    form = client.get(led.choosing)
    ticked: dict[str, Any] = {f"lines_{led.near.dee.pk}": [wording(led, "dee")]}
    client.submit(form, **ticked)
    read = enter(pages).get(led.page).words
    assert "Breakfast is ready at eight" in read
    assert "eats before" not in read


def test_a_line_worded_anew_since_stands_twice_and_both_can_be_chosen(led: Led) -> None:
    led.share("good")
    new = Wording("Kai eats with us")
    reword(by=led.near.ama, item=led.lines["good"], revision=1, wording=new, by_person=led.near.dee)
    row = invitation_read_or_404([led.near.kai.pk], led.row.pk)
    groups = {group.speaker: group for group in lines_to_share(row, led.plan)}
    group = groups[led.near.dee]
    lines = {one.statement.words: one.pk in group.reads for one in group.rows if one.item_id == led.lines["good"].pk}
    assert lines == {"Kai eats before school": True, "Kai eats with us": False}


def test_only_who_leads_is_given_lines_and_only_by_who_reaches_the_child(led: Led) -> None:
    una = led.near.invite(who=Who("Una Hale", "The health visitor", "una@health.example.org"))
    good = PlanItem.objects.get(pk=led.lines["good"].pk).wording
    assert good is not None
    with pytest.raises(Refused, match="do not lead"):
        share_lines(by=led.near.ama, invitation=una, wordings=[good], speaker_said="Yes")
    with pytest.raises(Refused, match="Ask them first"):
        share_lines(by=led.near.ama, invitation=led.row, wordings=[good], speaker_said=" ")
    assert PageClient(led.near.ama).get(led.choosing.replace(str(led.row.pk), str(una.pk), 1)).status == 404
    assert PageClient(led.near.bev).get(led.choosing).status == 404


@pytest.mark.parametrize(
    ("lead", "is_theirs"),
    [
        ("Priya Nandakumar, Marram Primary School", True),
        ("Mrs Priya Nandakumar, deputy head, Marram Primary School", True),
        ("PRIYA NANDAKUMAR (Marram Primary School)", True),
        ("Priya Nandakumar", True),
        ("Priya Nandakumar, Harbour Primary School", False),
        ("Marram Primary School", False),
        ("Apriya Nandakumars, Marram Primary School", False),
        ("", False),
    ],
)
def test_a_lead_is_named_by_the_whole_name_and_the_place_where_one_is_said(
    led: Led, lead: str, is_theirs: bool
) -> None:
    assert is_named(led.row.holder, lead) is is_theirs
