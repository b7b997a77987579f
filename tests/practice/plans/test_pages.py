"""The plan's pages: who gets them, what stands on them, and the same with another family's numbers."""

from datetime import timedelta

from rock.accounts.roles import Role
from rock.core import time
from rock.practice.plans.facts import Must, Wording
from rock.practice.plans.models import ItemKind, Plan, PlanItem, View
from rock.practice.plans.services.promises import take_back_promise
from rock.practice.plans.services.saying import keep_version, say_view
from rock.practice.plans.services.writing import reword
from rock.records.models import Promise
from tests.practice.plans.conftest import World, make_world
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


def test_the_list_shows_late_reviews_of_plans_the_worker_leads(world: World, pages: PageClient) -> None:
    Plan.objects.update(review_on=time.today() - timedelta(days=1))
    page = pages.as_user(world.asha).get("/plans/")
    assert "Kai Ashdown" in page.words
    assert "Late" in page.words
    assert "Early help" in page.words


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
