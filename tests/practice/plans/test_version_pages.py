"""A plan is started, agreed as a version, written together in the room, and ended."""

from datetime import date

from rock.accounts.roles import Role
from rock.practice.plans.facts import Answered
from rock.practice.plans.models import ItemKind, Plan, PlanVersion, View
from rock.practice.plans.services.saying import keep_version, say_view
from rock.practice.plans.services.writing import reword
from tests.practice.plans.conftest import World, promise_words
from tests.practice.plans.test_writing_pages import _promise_answers
from tests.support import factories as make
from tests.support.pages import PageClient


def test_versions_are_kept_with_what_each_says_and_compared(world: World, pages: PageClient) -> None:
    item = world.write(words="I make breakfast.")
    client = pages.as_user(world.asha)
    page = client.get(f"/plans/{world.plan.pk}/agree/")
    given = {f"agrees_{one.pk}": "not_asked" for one in (world.kai, world.jo)}
    given |= {f"knows_{one.pk}": "not_asked" for one in (world.kai, world.jo)}
    given |= {f"agrees_{world.dee.pk}": "yes", f"knows_{world.dee.pk}": "yes"}
    given |= {f"agrees_{world.ray.pk}": "no", f"knows_{world.ray.pk}": "no"}
    assert client.submit(page, **given).status == 302
    version = PlanVersion.objects.get()
    answers = {row.person: (row.agrees, row.knows_what_if) for row in version.answers.all()}
    assert answers == {world.dee: (True, True), world.ray: (False, False)}

    reword(by=world.asha, item=item, revision=1, wording=promise_words("Jo makes breakfast.", owner=world.jo))
    world.write(ItemKind.WORRY, "Kai is tired.")
    shown = client.get(f"/plans/{world.plan.pk}/versions/")
    assert "Kai is tired." in shown.words
    assert "Who does it: Dee Ashdown Jo Ashdown" in shown.words
    assert "I know what happens if" in shown.words


def test_the_page_for_the_room_shows_only_what_everybody_there_may_read(world: World, pages: PageClient) -> None:
    world.write(ItemKind.WORRY, "Dad hurts Mum on Sundays.", by_person=world.kai, readers=[])
    world.write(words="Only Dee reads this.", readers=[world.dee])
    world.write(words="Both of them read this.", readers=[world.dee, world.ray])
    client = pages.as_user(world.asha)
    empty = client.get(f"/plans/{world.plan.pk}/together/")
    assert "Both of them read this." not in empty.words
    room = client.get(f"/plans/{world.plan.pk}/together/?room={world.dee.pk}&room={world.ray.pk}")
    assert "Both of them read this." in room.words
    assert "Only Dee reads this." not in room.words
    assert "Sundays" not in room.text
    alone = client.get(f"/plans/{world.plan.pk}/together/?room={world.dee.pk}")
    assert "Only Dee reads this." in alone.words


def test_writing_in_the_room_leads_back_to_the_room(world: World, pages: PageClient) -> None:
    client = pages.as_user(world.asha)
    room = f"room={world.dee.pk}"
    page = client.get(f"/plans/{world.plan.pk}/write/promise/?{room}")
    assert page.form()["readers"] == str(world.dee.pk)
    done = client.submit(page, **_promise_answers(world))
    assert done.location == f"/plans/{world.plan.pk}/together/?{room}"
    assert "I ring school." in client.get(done.location).words


def test_a_plan_is_started_with_what_was_said_before(db: None, pages: PageClient) -> None:
    child = make.person("Ama", born=date(2018, 1, 1))
    family = make.family("Boateng", children=[child], adults=[mother := make.person("Efua", "Boateng")])
    make.parent([child], mother)
    worker = make.staff_user(Role.SOCIAL_WORKER, "Tom Hale")
    make.grant(worker, [child, mother])
    client = pages.as_user(worker)
    page = client.get(f"/plans/start/{child.pk}/")
    assert client.submit(page, standing="in_need").errors[0].startswith("No referral is open")
    done = client.submit(page, standing="early_help")
    plan = Plan.objects.get(family=family)
    assert done.location == f"/plans/{plan.pk}/"
    assert {(row.person, row.part) for row in plan.members.all()} == {(child, "child"), (mother, "parent")}
    assert client.get(f"/plans/start/{child.pk}/").location == f"/plans/{plan.pk}/"


def test_the_plan_is_ended_with_a_named_partner(world: World, pages: PageClient) -> None:
    world.write()
    client = pages.as_user(world.asha)
    page = client.get(f"/plans/{world.plan.pk}/end/")
    given = {"words": "You did it.", "partner": "Mr Shah, Marram Primary"}
    assert client.submit(page, **given).errors[0].startswith("1 promise is open")
    done = client.submit(page, because="School goes on with it.", **given)
    assert done.location == f"/plans/{world.plan.pk}/"
    shown = client.get(done.location)
    assert "Mr Shah, Marram Primary stays with the family" in shown.words


def test_many_versions_and_voices_do_not_outgrow_the_page(world: World, pages: PageClient) -> None:
    item = world.write()
    for n in range(5):
        say_view(by=world.asha, item=item, view=View.DISAGREE, words=f"No {n}", person=world.ray)
        keep_version(by=world.asha, plan=world.plan, answers=[Answered(world.dee, agrees=True)])
    client = pages.as_user(world.asha)
    assert "Version 5" in client.get(f"/plans/{world.plan.pk}/versions/").words
    assert "No 4" in client.get(f"/plans/{world.plan.pk}/lines/{item.pk}/").words
