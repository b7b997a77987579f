"""Writing a plan, line by line: what each kind needs, the gentle stop, and two who edit at once."""

from datetime import timedelta

import pytest

from rock.core import time
from rock.core.services import Refused
from rock.practice.plans.facts import GoingOn, Must, Wording
from rock.practice.plans.models import ItemKind, Part, PlanItem, Standing
from rock.practice.plans.refusals import EnoughPromises
from rock.practice.plans.services.promises import close_promise
from rock.practice.plans.services.readers import share_item
from rock.practice.plans.services.starting import add_member, remove_member
from rock.practice.plans.services.writing import remove_item, reword, take_in, write_item
from rock.records.models import Audience, EventKind, EventPerson, Promise, PromiseState, Statement
from tests.practice.plans.conftest import IN_A_WEEK, World, make_world, promise_words
from tests.support import factories as make


def test_a_line_in_a_mothers_words_is_hers_and_nobodys_to_read_at_first(world: World) -> None:
    item = world.write(ItemKind.GOOD_DAY, "We have porridge and nobody shouts.", by_person=world.dee)

    assert item.wording is not None
    statement = item.wording.statement
    assert (statement.speaker, statement.verbatim, statement.words) == (
        world.dee,
        True,
        "We have porridge and nobody shouts.",
    )
    assert statement.signed_off_at is not None
    assert [row.person for row in statement.about.all()] == [world.kai]
    assert not Audience.objects.filter(statement=statement).exists()
    assert EventPerson.objects.filter(person=world.kai, event__kind=EventKind.PLAN_CHANGED).exists()


def test_a_promise_is_in_the_one_list_with_its_owner_day_and_whose_idea_it_was(world: World) -> None:
    item = world.write(by_person=world.jo, slot="breakfast", help_needed="A bus pass")

    promise = item.promise
    assert promise is not None
    assert (promise.owner, promise.idea_of, promise.idea_of_staff) == (world.dee, world.jo, None)
    assert (promise.slot, promise.help_needed, promise.child) == ("breakfast", "A bus pass", world.kai)
    assert promise.due_on == time.today() + IN_A_WEEK


@pytest.mark.parametrize(
    ("kind", "wording", "says"),
    [
        (ItemKind.WORRY, Wording("  "), "Write what it says"),
        (ItemKind.PROMISE, Wording("Read with Kai", due_on=time.today()), "Say who does it"),
        (ItemKind.PROMISE, Wording("Read with Kai", owner="Marram Primary"), "Say by when"),
        (ItemKind.PROMISE, Wording("x" * 301, owner="School", due_on=time.today()), "shorter"),
        (ItemKind.WHAT_IF, Wording("We ring Jo"), "Write the “if”"),
        (ItemKind.NOTHING_CHANGES, Wording("We meet with a manager"), "Say when"),
    ],
)
def test_what_a_kind_of_line_lacks_is_asked_for(world: World, kind: ItemKind, wording: Wording, says: str) -> None:
    with pytest.raises(Refused, match=says):
        write_item(by=world.asha, plan=world.plan, kind=kind, wording=wording)
    assert not PlanItem.objects.exists()


def test_a_promise_may_be_due_today_and_not_yesterday(world: World) -> None:
    assert world.write(due_on=time.today()).promise is not None
    with pytest.raises(Refused, match="That day has passed"):
        world.write(due_on=time.today() - timedelta(days=1))


def test_a_line_that_is_no_promise_keeps_no_owner(world: World) -> None:
    item = world.write(ItemKind.WORRY, owner=world.dee, due_on=time.today(), condition="If it rains")
    assert item.wording is not None
    assert (item.wording.owner, item.wording.due_on, item.wording.condition) == (None, None, "")


def test_words_of_somebody_who_is_not_in_the_plan_are_refused(world: World) -> None:
    stranger = make.person("Sam")
    with pytest.raises(Refused, match="not in this plan yet"):
        world.write(by_person=stranger)
    with pytest.raises(Refused, match="not in this family or its network"):
        add_member(by=world.asha, plan=world.plan, person=stranger, part=Part.NETWORK)
    remove_member(by=world.asha, plan=world.plan, person=world.jo)
    with pytest.raises(Refused, match="not in this plan yet"):
        world.write(by_person=world.jo)


def test_the_eighth_open_promise_asks_which_could_wait_and_goes_on_when_somebody_says_so(world: World) -> None:
    items = [world.write(words=f"Promise {n}") for n in range(1, 8)]
    with pytest.raises(EnoughPromises, match="Which of these could wait") as stop:
        world.write(words="Promise 8")
    assert [one.what for one in stop.value.open_promises] == [f"Promise {n}" for n in range(1, 8)]

    world.write(words="Promise 8", going_on=GoingOn("I can do it, Mum helps.", world.dee))
    said = Statement.objects.get(question="plan_more_promises")
    assert (said.speaker, said.words) == (world.dee, "I can do it, Mum helps.")

    assert items[0].promise is not None
    close_promise(by=world.asha, promise=items[0].promise, state=PromiseState.KEPT)
    with pytest.raises(EnoughPromises):
        world.write(words="Promise 9")


def test_closing_one_of_seven_makes_room_for_another(world: World) -> None:
    items = [world.write(words=f"Promise {n}") for n in range(1, 8)]
    assert items[3].promise is not None
    close_promise(by=world.asha, promise=items[3].promise, state=PromiseState.KEPT)
    assert world.write(words="Promise 8").promise is not None


def test_going_on_without_words_is_refused(world: World) -> None:
    for n in range(7):
        world.write(words=f"Promise {n}")
    with pytest.raises(Refused, match="no words"):
        world.write(words="Promise 8", going_on=GoingOn(" "))


def test_a_promise_that_has_to_happen_says_why_and_who_decided(world: World) -> None:
    with pytest.raises(Refused, match="Say why it has to happen"):
        world.write(must=Must(" ", world.manager))
    promise = world.write(must=Must("Kai was left alone at night.", world.manager)).promise
    assert promise is not None
    assert (promise.has_to_happen, promise.why, promise.decided_by) == (
        True,
        "Kai was left alone at night.",
        world.manager,
    )


def test_whoever_is_harmed_cannot_own_another_adults_violence_and_is_told_who_can(world: World) -> None:
    with pytest.raises(Refused, match="Dee Ashdown cannot promise it") as no:
        world.write(owner=world.dee, depends_on=world.ray)
    assert "Ray Holt’s own promise, a worker’s or a service’s" in str(no.value)
    assert not Promise.objects.exists()
    for owner in (world.ray, world.asha, "Harbour Project"):
        assert world.write(owner=owner, depends_on=world.ray).promise is not None


def test_a_line_is_taken_out_with_why_and_an_open_promise_is_closed_first(world: World) -> None:
    worry = world.write(ItemKind.WORRY)
    with pytest.raises(Refused, match="Say why"):
        remove_item(by=world.asha, item=worry, because=" ")
    remove_item(by=world.asha, item=worry, because="It stands twice.")
    with pytest.raises(Refused, match="took this line out"):
        reword(by=world.asha, item=worry, revision=1, wording=Wording("Again"))
    with pytest.raises(Refused, match="still open"):
        remove_item(by=world.asha, item=world.write(), because="Too much")


def test_a_need_from_a_visit_is_taken_in_as_it_was_worded(world: World) -> None:
    visit = make.statement(of=world.family, about=[world.kai]).occasion
    promise = Promise.objects.create(
        family=world.family,
        made_on=visit,
        child=world.kai,
        what="Asha asks for a school uniform grant.",
        owner_staff=world.asha,
        due_on=time.today(),
        slot="ready",
    )
    item = take_in(by=world.asha, plan=world.plan, promise=promise)
    assert item.wording is not None
    assert (item.promise, item.wording.statement.words, item.wording.slot) == (
        promise,
        "Asha asks for a school uniform grant.",
        "ready",
    )
    with pytest.raises(Refused, match="cannot be taken in"):
        take_in(by=world.asha, plan=world.plan, promise=promise)


def test_a_promise_for_another_child_is_not_taken_in(world: World) -> None:
    other = make_world(Standing.EARLY_HELP)
    promise = Promise.objects.create(
        family=other.family,
        made_on=other.plan.occasion,
        child=other.kai,
        what="x",
        owner=other.dee,
        due_on=time.today(),
    )
    with pytest.raises(Refused, match="cannot be taken in"):
        take_in(by=world.asha, plan=world.plan, promise=promise)


def test_a_hidden_address_stops_a_reader_and_shows_where(world: World) -> None:
    make.address(world.kai, "4 Quayside Walk, Blackpool", "FY1 9ZZ", hidden=True)
    make.address(world.dee, "4 Quayside Walk, Blackpool", "FY1 9ZZ", hidden=True)
    item = world.write(words="Jo meets Kai at the corner of Quayside Walk.")
    with pytest.raises(Refused, match="“Quayside Walk”"):
        share_item(by=world.asha, item=item, reader=world.ray)
    assert share_item(by=world.asha, item=item, reader=world.dee).reader == world.dee


def test_help_needed_betrays_as_words_do(world: World) -> None:
    make.address(world.kai, "4 Quayside Walk, Blackpool", "FY1 9ZZ", hidden=True)
    item = world.write(help_needed="A lift to Quayside Walk")
    with pytest.raises(Refused, match="hidden from them"):
        share_item(by=world.asha, item=item, reader=world.ray)


def test_words_typed_at_a_door_go_on_to_nobody_but_their_writer(world: World) -> None:
    item = world.write(readers=[world.dee, world.ray])
    reword(
        by=world.door,
        item=item,
        revision=1,
        wording=promise_words("Ray frightens me at tea.", owner=world.dee),
        by_person=world.dee,
        reader_ids={world.dee.pk},
    )
    now = item.wordings.get(number=2)
    assert [row.reader for row in now.statement.audience.all()] == [world.dee]


def test_nobody_shares_anothers_words_from_a_door(world: World) -> None:
    done = write_item(
        by=world.door,
        plan=world.plan,
        kind=ItemKind.WORRY,
        wording=Wording("He shouts."),
        by_person=world.dee,
        readers=[world.dee, world.ray],
    )
    assert done.item.wording is not None
    assert [row.reader for row in done.item.wording.statement.audience.all()] == [world.dee]
    with pytest.raises(Refused, match="Ask your worker"):
        share_item(by=world.door, item=done.item, reader=world.ray)
