"""A line is written, reworded by two at once, said something to and closed, on its pages."""

from datetime import date, timedelta

import pytest

from rock.core import time
from rock.practice.plans.facts import Must, Wording
from rock.practice.plans.models import ItemKind, ItemView, PlanItem
from rock.practice.plans.services.promises import take_back_promise
from rock.practice.plans.services.starting import remove_member
from rock.practice.plans.services.writing import reword
from rock.records.models import Audience, Promise, ServiceAsked, Statement
from tests.practice.plans.conftest import World, promise_words
from tests.support import factories as make
from tests.support.pages import PageClient


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


def test_her_words_are_compared_at_once_although_they_left_another_reader_behind(
    world: World, pages: PageClient
) -> None:
    item = world.write(words="I make breakfast.", readers=[world.dee, world.kai])
    client = pages.as_user(world.asha)
    page = client.get(f"/plans/{world.plan.pk}/lines/{item.pk}/reword/")
    hers = promise_words("I make breakfast. Jo helps.", owner=world.jo)
    reword(by=world.manager, item=item, revision=1, wording=hers, keep_readers={world.dee.pk})
    both = [str(world.dee.pk), str(world.kai.pk)]
    met = client.submit(page, words="Kai and I make breakfast.", keep=both)
    assert met.errors == []
    assert "Mel Carr saved other words while you were writing" in met.words
    assert client.submit(met, words="Kai and I make breakfast. Jo helps.").status == 302
    now = PlanItem.objects.get().wordings.get(number=3)
    assert set(Audience.objects.filter(statement=now.statement).values_list("reader", flat=True)) == {world.dee.pk}


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


def test_what_is_said_belongs_to_the_wording_that_stood_on_the_page(world: World, pages: PageClient) -> None:
    item = world.write(ItemKind.WORRY, "Kai is alone at night.")
    client = pages.as_user(world.asha)
    url = f"/plans/{world.plan.pk}/lines/{item.pk}/say/"
    page = client.get(url)
    reword(by=world.manager, item=item, revision=1, wording=Wording("Kai was alone on one night."))
    client.submit(page, who=str(world.dee.pk), view="agree")
    assert ItemView.objects.get().wording.number == 1
    odd = client.submit(client.get(url), who=str(world.dee.pk), view="agree", read="7")
    assert odd.errors == ["These words are not in the plan. Go back to the line, and say it to how it reads now."]


def test_a_line_is_taken_back_from_somebody_who_left_the_plan(world: World, pages: PageClient) -> None:
    item = world.write(readers=[world.jo])
    remove_member(by=world.asha, plan=world.plan, person=world.jo)
    client = pages.as_user(world.asha)
    assert "Take it back from Jo" in client.get(f"/plans/{world.plan.pk}/lines/{item.pk}/").words
    stop = f"/plans/{world.plan.pk}/lines/{item.pk}/share/{{}}/stop/"
    assert client.post(stop.format(world.jo.pk)).status == 302
    assert not Audience.objects.filter(ends=None).exists()
    for nobody in (world.jo.pk, world.ray.pk, make.person("Una").pk, 999999):
        assert client.post(stop.format(nobody)).status == 404
