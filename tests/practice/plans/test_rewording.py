"""A line is worded anew: the old words stay, two who edit at once lose nothing, and the readers are looked at again."""

from datetime import timedelta

import pytest

from rock.core import time
from rock.core.services import Refused
from rock.practice.plans.facts import Answered
from rock.practice.plans.models import ItemView, PlanWording
from rock.practice.plans.refusals import ItemEditedMeanwhile
from rock.practice.plans.services.promises import times_carried
from rock.practice.plans.services.saying import keep_version
from rock.practice.plans.services.writing import reword
from rock.records.models import Promise, PromiseState
from tests.practice.plans.conftest import World, promise_words
from tests.support import factories as make


def test_rewording_cannot_hand_it_to_the_person_harmed_either(world: World) -> None:
    item = world.write(owner=world.ray, depends_on=world.ray)
    with pytest.raises(Refused, match="cannot promise it"):
        reword(by=world.asha, item=item, revision=1, wording=promise_words(owner=world.dee))


def test_rewording_keeps_the_old_words_and_moves_the_promise_along(world: World) -> None:
    item = world.write()
    done = reword(
        by=world.asha,
        item=item,
        revision=1,
        wording=promise_words("Toast by eight.", owner=world.ray),
        by_person=world.ray,
    )
    assert done.item.revision == 2
    assert [row.statement.words for row in item.wordings.order_by("number")] == [
        "Breakfast is on the table by half past seven.",
        "Toast by eight.",
    ]
    item.refresh_from_db()
    assert item.promise is not None
    assert (item.promise.what, item.promise.owner) == ("Toast by eight.", world.ray)


def test_the_same_words_again_make_no_revision(world: World) -> None:
    item = world.write()
    again = promise_words("Breakfast is on the table  by half past seven. ", owner=world.dee)
    assert reword(by=world.asha, item=item, revision=1, wording=again).item.revision == 1
    assert PlanWording.objects.count() == 1


def test_mother_and_worker_edit_one_promise_at_once_and_nothing_is_lost(world: World) -> None:
    item = world.write(words="I make breakfast.", by_person=world.dee, readers=[world.dee])
    reword(by=world.asha, item=item, revision=1, wording=promise_words("Dee makes breakfast by 7.", owner=world.dee))

    with pytest.raises(ItemEditedMeanwhile) as met:
        reword(
            by=world.door,
            item=item,
            revision=1,
            wording=promise_words("I make breakfast. Jo helps on Mondays.", owner=world.jo),
            by_person=world.dee,
            reader_ids={world.dee.pk},
        )
    edited = met.value
    assert (edited.base, edited.theirs) == ("I make breakfast.", "Dee makes breakfast by 7.")
    assert (edited.mine, edited.revision, edited.by) == ("I make breakfast. Jo helps on Mondays.", 2, "Asha Begum")
    assert [(one.name, one.base, one.theirs, one.mine) for one in edited.facts] == [
        ("Who does it", "Dee Ashdown", "Dee Ashdown", "Jo Ashdown")
    ]
    mine = promise_words(edited.mine, owner=world.jo)
    done = reword(by=world.door, item=item, revision=2, wording=mine, by_person=world.dee, reader_ids={world.dee.pk})
    assert done.item.revision == 3


def test_at_a_door_words_that_are_not_shared_are_never_shown_and_mine_are_kept_as_my_idea(world: World) -> None:
    item = world.write(words="I make breakfast.", readers=[world.ray])
    reword(
        by=world.asha,
        item=item,
        revision=1,
        wording=promise_words("Only Dee reads this.", owner=world.dee),
        keep_readers=[],
    )
    done = reword(
        by=make.user("Ray"),
        item=item,
        revision=1,
        wording=promise_words("I make it on Sundays.", owner=world.ray),
        by_person=world.ray,
        reader_ids={world.ray.pk},
    )
    assert done.kept_as_idea
    assert done.item.revision == 2
    view = ItemView.objects.get()
    assert (view.person, view.view, view.wording.number) == (world.ray, "another", 1)
    assert view.statement is not None
    assert view.statement.words.startswith("I make it on Sundays.")


def test_an_agreed_promise_that_gets_a_later_day_is_carried_and_counted(world: World) -> None:
    item = world.write()
    sooner = promise_words(owner=world.dee, due_on=time.today() + timedelta(days=9))
    reword(by=world.asha, item=item, revision=1, wording=sooner)
    assert Promise.objects.count() == 1  # nobody had agreed to it yet

    keep_version(by=world.asha, plan=world.plan, answers=[Answered(world.dee, agrees=True)])
    later = promise_words(owner=world.dee, due_on=time.today() + timedelta(days=10))
    reword(by=world.asha, item=item, revision=2, wording=later)
    item.refresh_from_db()
    assert item.promise is not None
    assert times_carried(item.promise) == 1
    assert item.promise.carried_from is not None
    assert item.promise.carried_from.state == PromiseState.CARRIED


def test_rewording_keeps_the_readers_only_when_the_new_words_pass(world: World) -> None:
    make.address(world.kai, "4 Quayside Walk, Blackpool", "FY1 9ZZ", hidden=True)
    make.address(world.dee, "4 Quayside Walk, Blackpool", "FY1 9ZZ", hidden=True)
    item = world.write(readers=[world.dee, world.ray])
    done = reword(by=world.asha, item=item, revision=1, wording=promise_words("Meet at Quayside Walk", owner=world.dee))
    assert [one.reader for one in done.stopped] == [world.ray]
    assert "Quayside Walk" in str(done.stopped[0])
    now = item.wordings.get(number=2)
    assert [row.reader for row in now.statement.audience.all()] == [world.dee]
