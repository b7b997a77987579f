"""The day then and now, for the staff and for one reader at a door."""

from typing import Any

from django.db.models import F

from rock.practice.plans.picture import picture
from rock.practice.plans.queries.then_and_now import ThenAndNow, shared_then_and_now, then_and_now
from rock.practice.visits.services.recording import record_visit
from rock.records.hidden import tokens
from rock.records.models import Audience, Mark, Redaction, RedactionKind, Slot, Statement
from rock.records.services.occasions import share_words
from tests.practice.plans.conftest import World
from tests.support.reviews import a_review, days_ago, mark, moment
from tests.support.visits import said, seen, visit_facts

SINCE = days_ago(20)


def heard(world: World, words: str, days: int, **facts: Any) -> None:
    slot = said(words, facts.pop("slot", Slot.BREAKFAST), **facts)
    record_visit(by=world.asha, facts=visit_facts(world.family, seen(world.kai, slot), at=moment(days_ago(days))))


def words_in(found: ThenAndNow) -> list[tuple[list[str], list[str], list[str]]]:
    return [
        (
            [one.words for one in row.then],
            [one.words for one in row.now],
            [f"{one.mark} {one.words}" for one in row.marks],
        )
        for row in found.rows
    ]


def test_the_last_words_before_a_day_stand_beside_the_last_after_it(world: World) -> None:
    for words, days in (("Long ago", 90), ("On the day itself", 20), ("The day after", 19), ("Now", 2)):
        heard(world, words, days)
    a_review(world.asha, world.plan, mark(world.kai, Mark.BETTER, "Yes!"), on=days_ago(1))
    assert words_in(then_and_now([world.kai.pk], SINCE)) == [(["On the day itself"], ["Now"], ["better Yes!"])]


def test_marks_and_words_after_the_end_of_the_time_are_left_out(world: World) -> None:
    heard(world, "Then", 25)
    heard(world, "Too late", 2)
    a_review(world.asha, world.plan, mark(world.kai, Mark.BETTER), on=days_ago(2))
    assert words_in(then_and_now([world.kai.pk], SINCE, days_ago(3))) == [(["Then"], [], [])]


def test_parts_of_the_day_come_in_the_order_of_the_day_and_carers_apart(world: World) -> None:
    heard(world, "The sofa", 3, slot=Slot.NIGHT, carer=world.ray)
    heard(world, "My bed", 3, slot=Slot.NIGHT, carer=world.dee)
    heard(world, "Late", 3, slot=Slot.WAKING)
    found = then_and_now([world.kai.pk], SINCE)
    assert [row.heading for row in found.rows] == [
        "Waking up",
        *sorted(["The night, with Dee Ashdown", "The night, with Ray Holt"]),
    ]


def test_it_takes_few_queries(world: World, django_assert_max_num_queries: Any) -> None:
    for slot in Slot:
        heard(world, "Words", 3, slot=slot)
    a_review(world.asha, world.plan, *(mark(world.kai, slot=slot) for slot in Slot), what_changed="Jo helps")
    with django_assert_max_num_queries(4):
        found = then_and_now([world.kai.pk], SINCE, child=world.kai)
    assert (len(found.rows), [one.words for one in found.changed]) == (10, ["Jo helps"])


def test_dad_hurts_mum_on_sundays_changes_nothing_for_either_parent(world: World) -> None:
    def both() -> list[ThenAndNow]:
        return [shared_then_and_now([world.kai.pk], [one.pk], SINCE) for one in (world.dee, world.ray)]

    before = both()
    heard(world, "Dad hurts Mum on Sundays.", 2)
    a_review(
        world.asha,
        world.plan,
        mark(world.kai, Mark.HARDER, "Dad hurts Mum."),
        mark(None, Mark.HARDER, "Kai is afraid."),
        what_changed="Ray came back.",
    )
    assert both() == before
    assert all(not found.rows and not found.changed for found in before)


def test_a_reader_has_the_marks_that_are_shared_with_them_and_no_other(world: World) -> None:
    heard(world, "Porridge.", 2)
    a_review(
        world.asha,
        world.plan,
        mark(world.kai, Mark.BETTER, "I like it."),
        mark(world.dee, Mark.SAME),
        mark(world.ray, Mark.HARDER, "No."),
    )
    for statement in Statement.objects.filter(speaker__in=[world.kai, world.dee], question="review_mark"):
        share_words(by=world.asha, statement=statement, reader=world.dee, speaker_said="Yes")
    found = shared_then_and_now([world.kai.pk], [world.dee.pk], SINCE)
    assert words_in(found) == [([], [], ["better I like it.", "same "])]
    assert [one.mine for one in found.rows[0].marks] == [False, True]
    assert "You: the same" in picture(found).description
    assert "Not asked" not in str(picture(found))
    assert shared_then_and_now([world.kai.pk], [world.ray.pk], SINCE).rows == ()


def test_what_is_taken_back_moved_or_hidden_is_not_there(world: World) -> None:
    a_review(world.asha, world.plan, mark(world.kai, Mark.BETTER, "We live at Quayside Walk."))
    statement = Statement.objects.get(question="review_mark")
    share_words(by=world.asha, statement=statement, reader=world.dee, speaker_said="Yes")
    args = [world.kai.pk], [world.dee.pk], SINCE
    assert shared_then_and_now(*args).rows
    hidden = tokens([("4 Quayside Walk, Blackpool", "FY1 9ZZ", "")])
    assert shared_then_and_now(*args, hidden=hidden).rows == ()
    waits = Redaction.objects.create(
        kind=RedactionKind.MOVE, basis="Wrong child", asked_by=world.asha, statement=statement
    )
    assert shared_then_and_now(*args).rows == ()
    waits.delete()
    Audience.objects.update(ends=F("starts"))
    assert shared_then_and_now(*args).rows == ()


def test_long_words_are_cut_in_the_picture_and_whole_beneath_it(world: World) -> None:
    words = "I get up by myself and then I look for something to eat and mostly there is nothing in the cupboard."
    heard(world, words, 2)
    found = then_and_now([world.kai.pk], SINCE)
    (row,) = picture(found).rows
    assert len(row.halves[1].lines) == 4
    assert row.halves[1].lines[-1].endswith("…")
    assert found.rows[0].now[0].words == words
