"""The plan's pages: who gets them, what stands on them, and the same with another family's numbers."""

from datetime import date, timedelta

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.practice.plans.facts import Answered, Must, Wording
from rock.practice.plans.models import ItemKind, ItemView, Plan, PlanItem, PlanVersion, View
from rock.practice.plans.services.promises import take_back_promise
from rock.practice.plans.services.saying import keep_version, say_view
from rock.practice.plans.services.writing import reword
from rock.records.models import Audience, Promise, ServiceAsked, Statement
from tests.practice.plans.conftest import World, make_world, promise_words
from tests.support import factories as make
from tests.support.pages import PageClient


def _paths(plan: Plan, item: PlanItem, person: int) -> list[str]:
    own = [
        "",
        "together/",
        "versions/",
        "people/",
        "agree/",
        "kind/",
        "end/",
        "print/",
        "write/promise/",
        "write/worry/",
    ]
    line = ["", "reword/", "say/", "promise/", "service/", "share/", "remove/"]
    paper = [f"print/{person}/fridge.pdf", f"print/{person}/plan.pdf"]
    return [f"/plans/{plan.pk}/{one}" for one in [*own, *paper]] + [
        f"/plans/{plan.pk}/lines/{item.pk}/{one}" for one in line
    ]


def test_every_page_opens_for_the_worker_within_its_budget(world: World, pages: PageClient) -> None:
    item = world.write(readers=[world.dee], by_person=world.dee)
    for kind in ItemKind:
        if kind != ItemKind.PROMISE:
            world.write(kind, condition="Kai is alone", due_on=time.today(), readers=[world.dee])
    client = pages.as_user(world.asha)
    for path in ["/plans/", *_paths(world.plan, item, world.dee.pk)]:
        assert client.get(path).status == 200, path


def test_nobody_else_opens_any_of_them_and_another_familys_line_is_not_there(world: World, pages: PageClient) -> None:
    other = make_world()
    item, theirs = world.write(), other.write()
    stranger = pages.as_user(make.staff_user(Role.SOCIAL_WORKER))
    for path in _paths(world.plan, item, world.dee.pk):
        assert stranger.get(path).status == 404, path
    client = pages.as_user(world.asha)
    for path in _paths(world.plan, theirs, other.dee.pk)[-9:]:
        assert client.get(path).status == 404, path
    for path in _paths(other.plan, theirs, other.dee.pk):
        assert client.get(path).status == 404, path
    assert client.get(f"/plans/start/{other.kai.pk}/").status == 404
    data_officer = pages.as_user(make.staff_user(Role.DATA_OFFICER))
    assert data_officer.get(f"/plans/{world.plan.pk}/").status == 403


def test_who_may_only_read_is_offered_no_writing(world: World, pages: PageClient) -> None:
    item = world.write()
    reader = make.staff_user(Role.PRINCIPAL_SOCIAL_WORKER)
    make.grant(reader, [world.kai])
    client = pages.as_user(reader)
    assert "Add a promise" not in client.get(f"/plans/{world.plan.pk}/").words
    assert client.get(f"/plans/{world.plan.pk}/lines/{item.pk}/reword/").status == 403


def test_the_plan_says_the_worry_who_does_what_and_what_happens_if(world: World, pages: PageClient) -> None:
    world.write(ItemKind.WORRY, "Kai was alone at night.")
    world.write(words="Jo sleeps over on Fridays.", owner=world.jo, by_person=world.jo)
    world.write(ItemKind.WHAT_IF, "We ring Jo.", condition="Kai wakes alone")
    world.write(ItemKind.NOTHING_CHANGES, "A manager meets us.", due_on=time.today() + timedelta(days=60))
    page = pages.as_user(world.asha).get(f"/plans/{world.plan.pk}/")
    for words in ("Kai was alone at night.", "Jo sleeps over on Fridays.", "Kai wakes alone", "A manager meets us."):
        assert words in page.words
    assert page.words.index("The day of Kai") < page.words.index("Kai was alone at night.")
    assert "Nobody has asked Kai about this yet" in page.words
    assert page.link("Who does what") == "#promises", "the day is long on a phone: the rest is one press away"


def test_the_if_of_a_condition_is_said_once(world: World, pages: PageClient) -> None:
    world.write(ItemKind.WHAT_IF, "We ring Jo.", condition="If Kai wakes alone")
    assert "If If" not in pages.as_user(world.asha).get(f"/plans/{world.plan.pk}/").words


def test_a_late_service_looks_as_late_as_a_late_parent(world: World, pages: PageClient) -> None:
    for owner in (world.dee, "Marram Primary", world.asha):
        world.write(owner=owner)
    Promise.objects.update(due_on=time.today() - timedelta(days=1))
    soup = pages.as_user(world.asha).get(f"/plans/{world.plan.pk}/").soup
    tags = {str(tag["class"]) + tag.get_text() for tag in soup.select(".rock-promise .govuk-tag")}
    assert len(tags) == 1
    assert "govuk-tag--red" in tags.pop()


def test_forty_promises_stay_readable_the_soonest_seven_first_then_by_who(world: World, pages: PageClient) -> None:
    Promise.objects.all().delete()
    for n in range(40):
        owner = [world.dee, world.ray, "Marram Primary", world.asha][n % 4]
        world.write(words=f"Imported promise {n}", owner=owner, due_on=time.today() + timedelta(days=40 - n), many=True)
    page = pages.as_user(world.asha).get(f"/plans/{world.plan.pk}/")
    assert "more than anybody can hold in their head" in page.words
    first = [row.get_text(" ") for row in page.soup.select("#promises ~ ul")[0].select("li")]
    assert [n for n in range(39, 32, -1) if f"Imported promise {n} " not in " ".join(first)] == []
    assert len(first) == 7
    headings = [one.get_text() for one in page.soup.select("h3") if one.get_text().startswith("Later")]
    assert headings == ["Later: Asha Begum", "Later: Dee", "Later: Marram Primary", "Later: Ray"]


def _promise_answers(world: World, **more: str) -> dict[str, str]:
    due = time.today() + timedelta(days=5)
    given = {"whose": str(world.dee.pk), "words": "I ring school.", "language": "English", "owner": str(world.dee.pk)}
    when = {"due_on__day": str(due.day), "due_on__month": str(due.month), "due_on__year": str(due.year)}
    return {**given, **when, "depends": "no", "must": "no", **more}


def test_a_promise_is_written_in_the_familys_words_and_read_by_whom_was_ticked(world: World, pages: PageClient) -> None:
    client = pages.as_user(world.asha)
    page = client.get(f"/plans/{world.plan.pk}/write/promise/")
    assert sorted(page.form()["readers"]) == sorted(str(one.pk) for one in (world.kai, world.dee, world.ray, world.jo))
    done = client.submit(page, **_promise_answers(world, readers=str(world.dee.pk), speaker_said="Only me"))
    assert done.location == f"/plans/{world.plan.pk}/"
    item = PlanItem.objects.get()
    assert item.wording is not None
    assert (item.wording.by_person, item.wording.statement.words) == (world.dee, "I ring school.")
    assert [row.reader for row in Audience.objects.all()] == [world.dee]


def test_nobody_is_ticked_from_whom_an_address_is_hidden_or_whom_an_order_limits(
    world: World, pages: PageClient
) -> None:
    make.address(world.dee, "4 Quayside Walk, Blackpool", "FY1 9ZZ", hidden=True)
    make.address(world.kai, "4 Quayside Walk, Blackpool", "FY1 9ZZ", hidden=True)
    client = pages.as_user(world.asha)
    page = client.get(f"/plans/{world.plan.pk}/write/worry/")
    assert sorted(page.form()["readers"]) == sorted([str(world.dee.pk), str(world.kai.pk)])


def test_the_eighth_promise_is_kept_as_typed_and_goes_on_when_somebody_says_so(world: World, pages: PageClient) -> None:
    for n in range(7):
        world.write(words=f"Promise {n}")
    client = pages.as_user(world.asha)
    page = client.get(f"/plans/{world.plan.pk}/write/promise/")
    stopped = client.submit(page, **_promise_answers(world))
    assert stopped.status == 200
    assert "Which of these could wait?" in stopped.words
    assert "Promise 6" in stopped.words
    assert stopped.form()["words"] == "I ring school."
    assert client.submit(stopped, said_by=str(world.dee.pk)).status == 200  # who, and not yet why
    done = client.submit(stopped, said_by=str(world.dee.pk), said="I want to do this too.")
    assert done.status == 302
    assert Statement.objects.get(question="plan_more_promises").speaker == world.dee


def test_violence_of_another_is_asked_about_and_the_person_harmed_is_refused(world: World, pages: PageClient) -> None:
    client = pages.as_user(world.asha)
    page = client.get(f"/plans/{world.plan.pk}/write/promise/")
    no = client.submit(page, **_promise_answers(world, depends="yes", depends_on=str(world.ray.pk)))
    assert any("cannot promise it" in line for line in no.errors)
    assert no.form()["words"] == "I ring school."
    unsaid = client.submit(page, **_promise_answers(world, must="yes"))
    assert any("what could hurt the child" in line for line in unsaid.errors)


def test_two_who_edit_are_shown_each_others_words_and_facts(world: World, pages: PageClient) -> None:
    item = world.write(words="I make breakfast.", readers=[world.dee])
    client = pages.as_user(world.asha)
    page = client.get(f"/plans/{world.plan.pk}/lines/{item.pk}/reword/")
    reword(
        by=world.manager,
        item=item,
        revision=1,
        wording=promise_words("I make breakfast. Jo helps.", owner=world.jo),
    )
    met = client.submit(page, words="Kai and I make breakfast.")
    assert met.status == 200
    assert "Mel Carr saved other words while you were writing" in met.words
    assert "What stands beside the words" in met.words
    assert met.form()["revision"] == "2"
    done = client.submit(met, words="Kai and I make breakfast. Jo helps.")
    assert done.status == 302
    item.refresh_from_db()
    assert item.revision == 3


def test_both_voices_stay_side_by_side_for_the_staff(world: World, pages: PageClient) -> None:
    worry = world.write(ItemKind.WORRY, "There was shouting on Sunday.")
    client = pages.as_user(world.asha)
    path = f"/plans/{world.plan.pk}/lines/{worry.pk}/"
    for who, words in ((world.dee, "Ray shouted, I did not."), (world.ray, "Dee shouted, I did not.")):
        form = client.get(path + "say/")
        assert client.submit(form, who=str(who.pk), view="disagree", words=words).location == path
    page = client.get(path)
    assert "Ray shouted, I did not." in page.words
    assert "Dee shouted, I did not." in page.words
    assert ItemView.objects.count() == 2


def test_what_has_to_happen_is_not_up_to_agreeing(world: World, pages: PageClient) -> None:
    item = world.write(must=Must("Kai was left alone.", world.manager))
    page = pages.as_user(world.asha).get(f"/plans/{world.plan.pk}/lines/{item.pk}/say/")
    offered = [str(one["value"]) for one in page.soup.select("input[name=view]")]
    assert offered == ["understand", "disagree", "another"]


@pytest.mark.parametrize(
    ("state", "becomes"),
    [("kept", "kept"), ("carried", "carried"), ("taken_back", "taken_back"), ("dropped", "dropped")],
)
def test_what_became_of_a_promise(world: World, pages: PageClient, state: str, becomes: str) -> None:
    item = world.write()
    made = Promise.objects.get()
    client = pages.as_user(world.asha)
    page = client.get(f"/plans/{world.plan.pk}/lines/{item.pk}/promise/")
    due = time.today() + timedelta(days=30)
    when = {"due_on__day": str(due.day), "due_on__month": str(due.month), "due_on__year": str(due.year)}
    assert client.submit(page, state=state, words="It is how it is.", **when).status == 302
    made.refresh_from_db()
    assert made.state == becomes
    assert client.get(f"/plans/{world.plan.pk}/").status == 200


def test_a_promise_that_has_to_happen_and_was_taken_back_is_shown_as_nobodys(world: World, pages: PageClient) -> None:
    item = world.write(must=Must("Kai was left alone.", world.manager))
    assert item.promise is not None
    take_back_promise(by=world.asha, promise=item.promise, who=world.dee, words="I cannot do it now.")
    page = pages.as_user(world.asha).get(f"/plans/{world.plan.pk}/")
    assert "This has to happen, and nobody has it now." in page.words
    assert "I cannot do it now." in page.words
    assert "Taken back" in page.words


def test_a_service_is_asked_and_its_wait_is_written(world: World, pages: PageClient) -> None:
    item = world.write()
    client = pages.as_user(world.asha)
    path = f"/plans/{world.plan.pk}/lines/{item.pk}/service/"
    page = client.get(path)
    assert client.submit(page, service="Sleep clinic", answer="list").errors == ["Enter until when the wait is"]
    until = {"waits_until__day": "1", "waits_until__month": "3", "waits_until__year": "2027"}
    assert client.submit(page, service="Sleep clinic", answer="list", **until).status == 302
    assert ServiceAsked.objects.get().waits_until == date(2027, 3, 1)
    assert "Sleep clinic: Yes, after a wait, until 1 March 2027" in client.get(path.removesuffix("service/")).words


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


def test_the_list_shows_late_reviews_of_plans_the_worker_leads(world: World, pages: PageClient) -> None:
    Plan.objects.update(review_on=time.today() - timedelta(days=1))
    page = pages.as_user(world.asha).get("/plans/")
    assert "Kai Ashdown" in page.words
    assert "Late" in page.words
    assert "Early help" in page.words


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


def test_no_page_gives_a_hidden_address_to_a_role_that_may_not_see_it(world: World, pages: PageClient) -> None:
    for one in (world.kai, world.dee):
        make.address(one, "4 Quayside Walk, Blackpool", "FY1 9ZZ", hidden=True)
    said = "Jo waits at Quayside Walk"
    item = world.write(words=said, help_needed=f"{said} 2", must=Must(f"{said} 3", world.manager))
    world.write(ItemKind.WHAT_IF, said, condition=f"{said} 4")
    say_view(by=world.asha, item=item, view=View.DISAGREE, words=f"{said} 5", person=world.jo)
    take_back_promise(by=world.asha, promise=Promise.objects.get(), who=world.dee, words=f"{said} 6")
    keep_version(by=world.asha, plan=world.plan, answers=[])
    reword(by=world.asha, item=PlanItem.objects.get(kind="what_if"), revision=1, wording=Wording(said, condition="No"))
    reader = make.staff_user(Role.PRINCIPAL_SOCIAL_WORKER)
    make.grant(reader, [world.kai])
    own = f"/plans/{world.plan.pk}/"
    for path in ("/plans/", own, f"{own}versions/", f"{own}lines/{item.pk}/"):
        page = pages.as_user(reader).get(path)
        assert page.status == 200
        assert "Quayside" not in page.text, path
        assert "Quayside" in pages.as_user(world.asha).get(path).text or path == "/plans/"
