"""The child's day, side by side: what each said last, what nobody asked, and what a reader outside may see of it."""

from datetime import timedelta

import pytest

from rock.core import time
from rock.practice.visits.day import Cell, Day
from rock.practice.visits.facts import ReadersFacts, SlotFacts
from rock.practice.visits.models import Alone
from rock.practice.visits.queries.day import day_of, shared_day
from rock.records.models import Audience, DayKind, Need, Redaction, RedactionKind, Slot, Source, Statement
from tests.support import factories as make
from tests.support.visits import Household, a_visit, said, seen

pytestmark = pytest.mark.django_db


def cell(day: Day, slot: Slot = Slot.BREAKFAST, source: Source = Source.CHILD) -> Cell:
    row = next(row for row in day.rows if row.slot is slot)
    return next(cell for cell in row.cells if cell.source is source)


def words(day: Day, slot: Slot = Slot.BREAKFAST, source: Source = Source.CHILD) -> list[str]:
    return [entry.words for entry in cell(day, slot, source).entries]


def everything(day: Day) -> list[str]:
    return [entry.words for row in day.rows for cell in row.cells for entry in cell.entries]


def test_a_day_that_nobody_recorded_is_unheard_in_every_slot(home: Household) -> None:
    day = day_of([home.kai.pk])
    assert [row.slot for row in day.rows] == list(Slot)
    assert all(row.unheard for row in day.rows)
    assert day.sources == (Source.CHILD, Source.PARENT, Source.WORKER)
    assert (day.child, day.is_baby, day.latest) == ("Kai", False, None)


def test_both_parents_accounts_stand_side_by_side(home: Household) -> None:
    visit = a_visit(
        home,
        seen(
            home.kai,
            said("I make toast."),
            said("I cook for him.", source=Source.PARENT, speaker=home.dee),
            said("She is asleep then.", source=Source.PARENT, speaker=home.ray),
            said("He is hungry on Mondays.", source=Source.SCHOOL, speaker_name="Mrs Ali"),
        ),
    )
    day = day_of([home.kai.pk])
    assert words(day) == ["I make toast."]
    assert set(words(day, source=Source.PARENT)) == {"I cook for him.", "She is asleep then."}
    assert Source.SCHOOL in day.sources
    assert cell(day, source=Source.WORKER).unheard
    assert {entry.who for entry in cell(day, source=Source.PARENT).entries} == {"Dee Ashdown", "Craig Holt"}
    assert day.latest == visit.occasion.happened_at


def test_a_later_account_of_the_same_speaker_comes_to_the_front(home: Household) -> None:
    a_visit(home, seen(home.kai, said("No breakfast.")), at=time.now() - timedelta(days=40))
    a_visit(home, seen(home.kai, said("Porridge."), said("And a banana.")))
    found = cell(day_of([home.kai.pk]))
    assert {entry.words for entry in found.entries} == {"Porridge.", "And a banana."}
    assert found.earlier == 1


def test_the_day_as_it_was_known_then(home: Household) -> None:
    then = time.now() - timedelta(days=40)
    a_visit(home, seen(home.kai, said("No breakfast.")), at=then)
    a_visit(home, seen(home.kai, said("Porridge.")))
    assert words(day_of([home.kai.pk], until=time.today() - timedelta(days=30))) == ["No breakfast."]
    assert words(day_of([home.kai.pk], until=time.today() - timedelta(days=60))) == []


def test_a_child_who_moves_between_two_homes(home: Household) -> None:
    a_visit(
        home,
        seen(
            home.kai,
            said("I share with Rosie.", Slot.NIGHT, carer=home.dee),
            said("I sleep on the sofa on Wednesdays.", Slot.NIGHT, carer=home.ray),
            said("We sleep late.", Slot.WAKING, day_kind=DayKind.WEEKEND),
        ),
    )
    ids = [home.kai.pk]
    assert words(day_of(ids, carer=home.ray.pk), Slot.NIGHT) == ["I sleep on the sofa on Wednesdays."]
    assert len(words(day_of(ids), Slot.NIGHT)) == 2
    assert everything(day_of(ids, day_kind=DayKind.WEEKEND)) == ["We sleep late."]


def test_needs_and_what_runs_out_are_said_in_words(home: Household) -> None:
    a_visit(home, seen(home.kai, said(need=Need.MONEY, runs_out="Milk, by Friday"), said("Fine", Slot.TEA)))
    day = day_of([home.kai.pk])
    assert [(entry.need, entry.runs_out) for entry in cell(day).entries] == [("Money", "Milk, by Friday")]
    assert [row.need_asked for row in day.rows if not row.unheard] == [True, False]


def test_faces_and_pictures_come_as_drawings(home: Household) -> None:
    a_visit(home, seen(home.kai, said("", face=1, pictures=("empty_bowl",))))
    (entry,) = cell(day_of([home.kai.pk])).entries
    assert entry.face
    assert entry.face.file == "visits/face_1.svg"
    assert [picture.key for picture in entry.pictures] == ["empty_bowl"]
    assert not entry.verbatim


def test_an_interpreters_words_say_what_they_are_translated_from(home: Household) -> None:
    told = said("Jem tosty.", language="Polish", translation="I eat toast.")
    saw = said("No bread.", source=Source.WORKER)
    a_visit(home, seen(home.kai, told, saw, said("I wait.", Slot.TEA)), interpreter="Polish")
    day = day_of([home.kai.pk])
    (entry,) = cell(day).entries
    assert (entry.words, entry.language, entry.translation) == ("Jem tosty.", "Polish", "I eat toast.")
    assert [one.interpreter for one in cell(day, Slot.TEA).entries] == ["Polish"]
    assert [one.interpreter for one in cell(day, source=Source.WORKER).entries] == [""], (
        "nobody interpreted what was seen"
    )


def test_a_baby_is_watched(home: Household) -> None:
    baby = make.person("Mo", born=time.today() - timedelta(days=100))
    make.member(home.family, baby)
    a_visit(home, seen(baby, said("Sleeps in a cot.", source=Source.WORKER), alone=Alone.TOO_YOUNG))
    day = day_of([baby.pk])
    assert day.is_baby
    assert words(day, source=Source.WORKER) == ["Sleeps in a cot."]


def test_one_childs_day_is_not_anothers(home: Household) -> None:
    a_visit(home, seen(home.kai, said("Kai’s own")), seen(home.rosie, said("Rosie’s own")))
    assert everything(day_of([home.kai.pk])) == ["Kai’s own"]
    assert everything(day_of([home.kai.pk, home.rosie.pk])) != ["Kai’s own"]


# At a door


def shared_with_nan(home: Household, *slots: SlotFacts) -> None:
    a_visit(home, seen(home.kai, *slots, readers=(ReadersFacts(home.kai, (home.ida,), "Yes"),)))


def test_dad_hurts_mum_on_sundays_changes_nothing_at_either_parents_door(home: Household) -> None:
    before = [shared_day([home.kai.pk], [parent.pk]) for parent in (home.dee, home.ray, home.kai)]
    a_visit(home, seen(home.kai, said("Dad hurts Mum on Sundays."), wishes=("That it stops",)))
    after = [shared_day([home.kai.pk], [parent.pk]) for parent in (home.dee, home.ray, home.kai)]
    assert before == after
    assert all(row.unheard for day in after for row in day.rows)
    assert all(day.sources == (Source.CHILD, Source.PARENT, Source.WORKER) for day in after)


def test_a_reader_sees_what_is_shared_with_them_and_no_trace_of_the_rest(home: Household) -> None:
    shared_with_nan(home, said("I make toast."))
    a_visit(home, seen(home.kai, said("Mrs Ali helps me.", Slot.SCHOOL, source=Source.SCHOOL, speaker_name="Mrs Ali")))
    day = shared_day([home.kai.pk], [home.ida.pk])
    assert everything(day) == ["I make toast."]
    assert Source.SCHOOL not in day.sources
    assert day.for_reader
    assert all(found.earlier == 0 for row in day.rows for found in row.cells)


def test_nothing_is_read_any_more_when_sharing_has_stopped(home: Household) -> None:
    shared_with_nan(home, said("I make toast."))
    Audience.objects.update(ends=time.now())
    assert everything(shared_day([home.kai.pk], [home.ida.pk])) == []


@pytest.mark.parametrize("whole", [True, False])
def test_what_waits_to_be_moved_is_seen_by_no_door(home: Household, whole: bool) -> None:
    shared_with_nan(home, said("I make toast."))
    statement = Statement.objects.get()
    target = {"occasion": statement.occasion} if whole else {"statement": statement}
    Redaction.objects.create(kind=RedactionKind.MOVE, basis="Wrong flat", asked_by=home.worker, **target)
    assert everything(shared_day([home.kai.pk], [home.ida.pk])) == []
    assert everything(day_of([home.kai.pk])) == ["I make toast."]


def test_a_day_takes_few_queries(home: Household, django_assert_max_num_queries: object) -> None:
    a_visit(home, *(seen(child, *(said(slot=slot) for slot in Slot)) for child in (home.kai, home.rosie)))
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        day_of([home.kai.pk])
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        shared_day([home.kai.pk], [home.ida.pk])
