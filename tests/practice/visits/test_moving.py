"""A visit to the wrong flat: two people move it, nothing of it stays with the wrong child, and no door saw it meanwhile."""

from typing import Any

import pytest

from rock.practice.visits.facts import NoticedFacts, ReadersFacts
from rock.practice.visits.models import ChildSeen, HeldShare, Noticed, NoticedKind, Visit
from rock.practice.visits.queries.day import day_of, shared_day
from rock.records.models import Audience, DayEntry, Need, Promise, RedactionKind, SaidInHearing, Slot, Wish
from rock.records.services.redaction import agree_redaction, ask_redaction
from tests.support import factories as make
from tests.support.shared import shared
from tests.support.visits import Household, a_visit, household, said, seen

pytestmark = pytest.mark.django_db


@shared
def next_door(home: Household) -> Household:
    return household("Marsh", worker=home.worker)


def wrong_visit(home: Household) -> Visit:
    return a_visit(
        home,
        seen(
            home.kai,
            said("I sleep in the bath.", Slot.NIGHT, carer=home.ray, need=Need.MONEY, runs_out="Gas", promise="A bed"),
            said("Dad shouts.", Slot.TEA),
            wishes=("A bed",),
            noticed=(NoticedFacts(NoticedKind.STRENGTH, "Kind", "Shares toast"),),
            heard_by=(home.dee,),
            readers=(ReadersFacts(home.kai, (home.ida, home.ray), "Yes"),),
            where="In the bathroom",
        ),
        ended_early_because="The bell rang",
    )


def ask(home: Household, visit: Visit, *pairs: Any, **facts: Any) -> None:
    redaction = ask_redaction(by=home.worker, kind=RedactionKind.MOVE, basis="Wrong flat", pairs=pairs, **facts)
    agree_redaction(by=make.staff_user(), redaction=redaction)


def test_a_whole_visit_goes_to_the_right_family(home: Household, next_door: Household) -> None:
    visit = wrong_visit(home)
    names = ("kai", "dee", "ray", "ida")
    pairs = [(getattr(home, name), getattr(next_door, name)) for name in names]
    there = {row.person for row in visit.occasion.presences.exclude(person=None)}
    ask(
        home,
        visit,
        *[pair for pair in pairs if pair[0] in there],
        occasion=visit.occasion,
        right_family=next_door.family,
    )
    right = next_door.kai
    for model in (ChildSeen, DayEntry, Noticed, Wish, Promise):
        rows: Any = model._default_manager.all()
        assert {row.child for row in rows} == {right}, model
    wish = Wish.objects.get()
    assert wish.clock
    assert wish.clock.person == right
    assert day_of([home.kai.pk]).latest is None
    assert [row.words for row in right.said.order_by("pk")] == ["I sleep in the bath.", "Dad shouts.", "A bed"]
    assert not Audience.objects.filter(ends=None).exists()
    assert not HeldShare.objects.filter(shared=None).exists()


def test_words_alone_take_their_place_in_the_day_with_them(home: Household, next_door: Household) -> None:
    wrong_visit(home)
    entry = DayEntry.objects.get(slot=Slot.NIGHT)
    ask(home, Visit.objects.get(), statement=entry.statement, wrong_person=home.kai, right_person=next_door.kai)
    assert DayEntry.objects.get(slot=Slot.NIGHT).child == next_door.kai
    assert DayEntry.objects.get(slot=Slot.TEA).child == home.kai
    assert SaidInHearing.objects.filter(person=home.dee).count() == 3


def test_two_children_of_one_visit_changed_by_mistake_keep_one_row_each(home: Household) -> None:
    visit = a_visit(home, seen(home.kai, said("I like jam.")), seen(home.rosie, said("I like honey.")))
    ask(home, visit, (home.kai, home.rosie), occasion=visit.occasion, right_family=home.family)
    assert [row.child for row in ChildSeen.objects.all()] == [home.rosie]
    assert {entry.child for entry in DayEntry.objects.all()} == {home.rosie}


def test_no_door_sees_it_while_a_second_person_is_awaited(home: Household, next_door: Household) -> None:
    visit = a_visit(home, seen(home.kai, said(), readers=(ReadersFacts(home.kai, (home.ida,), "Yes"),)))
    assert shared_day([home.kai.pk], [home.ida.pk]).latest
    ask_redaction(
        by=home.worker,
        kind=RedactionKind.MOVE,
        basis="Wrong flat",
        occasion=visit.occasion,
        pairs=[(home.kai, next_door.kai)],
        right_family=next_door.family,
    )
    assert shared_day([home.kai.pk], [home.ida.pk]).latest is None


def test_what_must_go_leaves_no_words_beside_it(home: Household) -> None:
    visit = wrong_visit(home)
    visit.ended_early_because = "The phone rang"
    visit.save()
    row = ask_redaction(by=home.worker, kind=RedactionKind.REDACT, basis="The law", occasion=visit.occasion)
    agree_redaction(by=make.staff_user(), redaction=row)
    assert set(DayEntry.objects.values_list("runs_out", "face")) == {("", None)}
    assert Noticed.objects.get().shown_by == "Removed"
    assert ChildSeen.objects.get().where == ""
    visit.refresh_from_db()
    assert visit.ended_early_because == ""
    assert not visit.history.exclude(ended_early_because="").exists()  # type: ignore[attr-defined]
