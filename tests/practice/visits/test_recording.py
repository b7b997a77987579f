"""A visit is recorded once, with all that was said and seen on it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rock.core import time
from rock.core.services import Refused
from rock.practice.visits.facts import NoticedFacts, PresentFacts, PromiseFacts
from rock.practice.visits.models import Alone, HeldShare, Noticed, NoticedKind, Visit
from rock.practice.visits.services.recording import record_visit
from rock.records.models import (
    Audience,
    DayEntry,
    DayKind,
    EventKind,
    Need,
    Occasion,
    PresenceMode,
    Promise,
    Slot,
    Source,
    Statement,
    Wish,
)
from tests.support import factories as make
from tests.support.visits import Household, a_visit, said, seen, visit_facts

pytestmark = pytest.mark.django_db


def test_brother_and_sister_each_keep_their_own(home: Household) -> None:
    visit = a_visit(
        home,
        seen(home.kai, said("I make the toast."), where="In his bedroom"),
        seen(home.rosie, said("Kai makes the toast and I eat it.")),
    )
    assert visit.occasion.signed_off_at
    words = {entry.child: entry.statement.words for entry in DayEntry.objects.select_related("statement", "child")}
    assert words == {home.kai: "I make the toast.", home.rosie: "Kai makes the toast and I eat it."}
    for entry in DayEntry.objects.select_related("statement"):
        assert entry.statement.speaker_id == entry.child_id
        assert entry.statement.signed_off_at
        assert entry.statement.verbatim
        assert [row.person_id for row in entry.statement.about.all()] == [entry.child_id]
    event = visit.occasion.events.get(kind=EventKind.VISIT_RECORDED)
    assert {row.person for row in event.people.all()} == {home.kai, home.rosie}


def test_the_same_visit_sent_twice_is_one(home: Household) -> None:
    facts = visit_facts(home.family, seen(home.kai, said()))
    first = record_visit(by=home.worker, facts=facts)
    assert record_visit(by=home.worker, facts=facts) == first
    assert (Visit.objects.count(), Occasion.objects.count(), Statement.objects.count()) == (1, 1, 1)


def test_somebody_elses_key_does_not_give_their_visit(home: Household) -> None:
    facts = visit_facts(home.family, seen(home.kai, said()))
    record_visit(by=home.worker, facts=facts)
    with pytest.raises(Refused, match="recorded already"):
        record_visit(by=make.staff_user(), facts=facts)


def test_each_source_stands_in_its_own_row(home: Household) -> None:
    a_visit(
        home,
        seen(
            home.kai,
            said("Toast."),
            said("He has cereal every morning.", source=Source.PARENT, speaker=home.dee),
            said("No bowl was used.", source=Source.WORKER),
            said("Kai comes hungry on Mondays.", source=Source.SCHOOL, speaker_name="Mrs Ali, class teacher"),
        ),
    )
    rows = {entry.source: entry.statement for entry in DayEntry.objects.select_related("statement")}
    assert rows["parent"].speaker == home.dee
    assert rows["worker"].speaker_staff == home.worker
    assert not rows["worker"].verbatim
    assert (rows["school"].speaker, rows["school"].speaker_name) == (None, "Mrs Ali, class teacher")


def test_an_answer_without_words_says_what_was_pointed_to(home: Household) -> None:
    a_visit(home, seen(home.kai, said("", face=2, pictures=("bed",)), said("", Slot.TEA, need=Need.MONEY)))
    shown, asked = DayEntry.objects.select_related("statement").order_by("pk")
    assert shown.statement.words == "Pointed to: the face “Sad”, the picture “In their own bed”"
    assert asked.statement.words == "Asked whether money or care is missing: money"
    assert not shown.statement.verbatim
    assert not asked.statement.verbatim
    assert shown.face == 2


def test_an_empty_slot_is_left_out(home: Household) -> None:
    a_visit(home, seen(home.kai, said(), said("  ", Slot.TEA)))
    assert [entry.slot for entry in DayEntry.objects.all()] == [Slot.BREAKFAST]


def test_a_day_between_two_homes_keeps_who_cares_then(home: Household) -> None:
    a_visit(
        home,
        seen(
            home.kai,
            said("At Mum’s I sleep with Rosie.", Slot.NIGHT, carer=home.dee),
            said("On Wednesdays I sleep on the sofa.", Slot.NIGHT, carer=home.ray, day_kind=DayKind.WEEKEND),
        ),
    )
    assert {entry.carer: entry.day_kind for entry in DayEntry.objects.select_related("carer")} == {
        home.dee: "ordinary",
        home.ray: "weekend",
    }


def test_a_need_becomes_a_promise_of_the_worker(home: Household) -> None:
    slot = said(
        "The card runs out.",
        source=Source.PARENT,
        speaker=home.dee,
        need=Need.MONEY,
        runs_out="Electric, on Thursdays",
        promise="Ask for a fuel voucher",
    )
    visit = a_visit(
        home, seen(home.kai, slot, said("Cold.", Slot.NIGHT, promise="Find a heater", promise_due=time.today()))
    )
    voucher, heater = Promise.objects.order_by("pk")
    assert (voucher.what, voucher.child, voucher.slot) == ("Ask for a fuel voucher", home.kai, Slot.BREAKFAST)
    assert (voucher.idea_of, voucher.idea_of_staff, voucher.owner_staff) == (None, home.worker, home.worker)
    assert voucher.due_on == time.add_working_days(time.today(), 10)
    assert (voucher.made_on, voucher.family) == (visit.occasion, home.family)
    assert (heater.due_on, heater.idea_of_staff) == (time.today(), home.worker)


def test_a_parents_promise_and_idea_are_theirs(home: Household) -> None:
    theirs = PromiseFacts("Ring the school", by=home.dee, idea=home.kai, slot=Slot.SCHOOL)
    visit = a_visit(home, seen(home.kai, said("I wait."), promises=(theirs,)))
    made = Promise.objects.get()
    assert (made.owner, made.owner_staff, made.idea_of, made.idea_of_staff) == (home.dee, None, home.kai, None)
    assert (made.child, made.slot, made.made_on) == (home.kai, Slot.SCHOOL, visit.occasion)
    assert made.due_on == time.add_working_days(time.today(), 10)


def test_nobody_promises_that_another_adult_stops_hurting_them(home: Household) -> None:
    hers = PromiseFacts("Keep him out of the house", by=home.dee, depends_on=home.ray)
    with pytest.raises(Refused, match="cannot promise it"):
        a_visit(home, seen(home.kai, said(), promises=(hers,)))
    assert not Visit.objects.exists()
    a_visit(home, seen(home.kai, said(), promises=(replace(hers, by=home.ray),)))
    assert (Promise.objects.get().owner, Promise.objects.get().depends_on) == (home.ray, home.ray)


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ({"what": " "}, "Write what was promised"),
        ({"what": "x" * 301}, "Use up to 300"),
        ({"due": time.today() - timedelta(days=1)}, "due in the past"),
    ],
)
def test_a_promise_that_says_nothing_or_is_over_is_refused(
    home: Household, wrong: dict[str, Any], because: str
) -> None:
    with pytest.raises(Refused, match=because):
        a_visit(home, seen(home.kai, said(), promises=(replace(PromiseFacts("Help"), **wrong),)))


def test_whoever_promises_is_of_the_family(home: Household) -> None:
    stranger = make.person("Pat", "Else")
    for theirs in (
        PromiseFacts("A", by=stranger),
        PromiseFacts("A", idea=stranger),
        PromiseFacts("A", depends_on=stranger),
    ):
        with pytest.raises(Refused, match="not of this family"):
            a_visit(home, seen(home.kai, said(), promises=(theirs,)))


def test_a_wish_starts_its_clock_when_it_was_said(home: Household) -> None:
    moment = time.now() - timedelta(days=3)
    a_visit(home, seen(home.kai, said(), wishes=("A bed of my own", " ")), at=moment)
    wish = Wish.objects.select_related("clock__rule", "statement").get()
    assert wish.statement.words == "A bed of my own"
    assert wish.clock is not None
    assert (wish.clock.rule.key, wish.clock.started_at, wish.clock.person) == ("wish", moment, home.kai)


def test_a_strength_is_the_workers_and_says_what_shows_it(home: Household) -> None:
    strength = NoticedFacts(NoticedKind.STRENGTH, "Dee listens to Rosie.", "She sat down with her.", Slot.BEDTIME)
    a_visit(home, seen(home.rosie, noticed=(strength, NoticedFacts(NoticedKind.WORRY, "The window is broken."))))
    row = Noticed.objects.select_related("statement").get(kind="strength")
    assert (row.child, row.slot, row.shown_by) == (home.rosie, "bedtime", "She sat down with her.")
    assert (row.statement.speaker_staff, row.statement.question) == (home.worker, "strength")


def test_who_was_there(home: Household) -> None:
    visit = a_visit(
        home,
        seen(home.kai, said(), said("He sleeps well.", Slot.NIGHT, source=Source.PARENT, speaker=home.dee)),
        seen(home.rosie, seen=False, alone=None, not_seen_because="She was at school."),
        present=(PresentFacts(person=home.ida), PresentFacts(name="A neighbour"), PresentFacts(staff=home.worker)),
    )
    there = visit.occasion.presences.filter(mode=PresenceMode.THERE)
    assert {str(one) for one in there} == {str(home.kai), str(home.dee), str(home.ida), "A neighbour", str(home.worker)}
    assert visit.occasion.presences.get(mode=PresenceMode.SPOKEN_ABOUT).person == home.rosie


def test_an_interpreters_words_stand_beside_the_original(home: Household) -> None:
    polish = said("Jem tosty.", language="Polish", translation="I eat toast.")
    visit = a_visit(home, seen(home.kai, polish), interpreter="Polish")
    assert visit.interpreter == "Polish"
    original = DayEntry.objects.get().statement
    assert (original.words, original.language, original.verbatim) == ("Jem tosty.", "Polish", True)
    beside = original.translations.get()
    assert (beside.words, beside.language, beside.verbatim) == ("I eat toast.", "English", False)
    assert beside.signed_off_at


def test_twins_keep_their_own_though_their_names_are_alike(home: Household) -> None:
    born = home.kai.birth_date
    ella, bella = make.person("Ella", born=born), make.person("Bella", born=born)
    make.member(home.family, ella)
    make.member(home.family, bella)
    a_visit(
        home, seen(ella, said("I like jam."), wishes=("A cat",)), seen(bella, said("I like honey."), wishes=("A dog",))
    )
    for twin, likes, wants in ((ella, "I like jam.", "A cat"), (bella, "I like honey.", "A dog")):
        assert list(Statement.objects.filter(speaker=twin).order_by("pk").values_list("words", flat=True)) == [
            likes,
            wants,
        ]
        assert Wish.objects.get(child=twin).statement.words == wants


def test_what_a_parent_heard_is_known_and_is_not_theirs_to_read(home: Household) -> None:
    said_there = seen(
        home.kai,
        said("Dad hurts Mum on Sundays."),
        said("Kai sleeps well.", Slot.NIGHT, source=Source.PARENT, speaker=home.dee),
        heard_by=(home.ray, home.ray, home.kai),
        wishes=("That it stops",),
    )
    a_visit(home, said_there)
    for statement in Statement.objects.filter(speaker=home.kai):
        assert [row.person for row in statement.heard_by.all()] == [home.ray]
    assert not Statement.objects.get(speaker=home.dee).heard_by.exists()
    assert not Audience.objects.exists()
    assert not HeldShare.objects.exists()


def test_a_visit_that_ended_in_the_middle_keeps_what_there_is(home: Household) -> None:
    visit = a_visit(home, seen(home.kai), ended_early_because="The police came to the door.")
    assert visit.ended_early_because == "The police came to the door."
    assert not DayEntry.objects.exists()


def test_a_baby_is_watched_and_not_asked(home: Household) -> None:
    baby = make.person("Mo", born=time.add_months(time.today(), -11))
    make.member(home.family, baby)
    a_visit(
        home,
        seen(
            baby,
            said("Reached for Dee and was picked up.", source=Source.WORKER, pictures=("baby_held",)),
            said("Wakes twice.", Slot.NIGHT, source=Source.PARENT, speaker=home.dee),
            alone=Alone.TOO_YOUNG,
        ),
    )
    assert set(DayEntry.objects.values_list("source", flat=True)) == {"worker", "parent"}
