"""Words are given to a reader after asking the speaker, one reader at a time, and taken back."""

from typing import Any

import pytest

from rock.accounts.models import UserKind
from rock.accounts.roles import Role
from rock.core.services import Refused
from rock.doors.child.services.saying import tell_day
from rock.practice.requests.services.handling import match_person
from rock.practice.visits.facts import ReadersFacts
from rock.practice.visits.models import HeldShare
from rock.practice.visits.naming import spoken_of
from rock.practice.visits.services import sharing
from rock.practice.visits.services.correcting import correct
from rock.records.models import Audience, DayEntry, Event, EventKind, Person, RelationshipKind, Slot, Statement, Wish
from tests.support import factories as make
from tests.support import requests as asking
from tests.support.visits import Household, a_visit, said, seen

pytestmark = pytest.mark.django_db


def words_of(home: Household, words: str = "I make toast.") -> Statement:
    a_visit(home, seen(home.kai, said(words)))
    return Statement.objects.get()


def readers() -> list[Person]:
    return [row.reader for row in Audience.objects.filter(ends__isnull=True).select_related("reader")]


def test_sharing_keeps_who_asked_and_what_the_speaker_said(home: Household) -> None:
    statement = words_of(home)
    audience = sharing.share(by=home.worker, statement=statement, reader=home.ray, speaker_said=" He can know ")
    assert (audience.shared_by, audience.reader, audience.speaker_said) == (home.worker, home.ray, "He can know")
    event = Event.objects.get(kind=EventKind.WORDS_SHARED)
    assert [row.person for row in event.people.all()] == [home.kai]
    again = sharing.share(by=home.worker, statement=statement, reader=home.ray, speaker_said="Still yes")
    assert again == audience
    assert Event.objects.filter(kind=EventKind.WORDS_SHARED).count() == 1


def test_nobody_is_given_words_before_the_speaker_was_asked(home: Household) -> None:
    statement = words_of(home)
    for nothing in ("", "  ", "x" * 301):
        with pytest.raises(Refused):
            sharing.share(by=home.worker, statement=statement, reader=home.ray, speaker_said=nothing)
    assert readers() == []


def test_words_about_the_reader_need_a_worker_who_knows_it(home: Household) -> None:
    statement = words_of(home, "Dad hurts Mum on Sundays.")
    with pytest.raises(Refused, match="speak of the reader"):
        sharing.share(by=home.worker, statement=statement, reader=home.ray, speaker_said="Yes")
    assert readers() == []
    sharing.share(by=home.worker, statement=statement, reader=home.ray, speaker_said="Yes", knowingly=True)
    assert readers() == [home.ray]


def test_a_hidden_address_goes_out_for_nobody_however_knowingly(home: Household) -> None:
    make.address(home.dee, "4 Lantern Walk, Fleetwood", "FY7 6AA", hidden=True)
    statement = words_of(home, "We live on Lantern Walk.")
    with pytest.raises(Refused, match="hidden address"):
        sharing.share(by=home.worker, statement=statement, reader=home.ray, speaker_said="Yes", knowingly=True)
    assert readers() == []


def test_what_runs_out_is_looked_through_too(home: Household) -> None:
    make.address(home.dee, "4 Lantern Walk, Fleetwood", "FY7 6AA", hidden=True)
    a_visit(home, seen(home.kai, said("I eat toast.", need="money", runs_out="Gas at Lantern Walk")))
    with pytest.raises(Refused, match="hidden address"):
        sharing.share(by=home.worker, statement=Statement.objects.get(), reader=home.ray, speaker_said="Yes")


def test_what_was_held_is_settled_by_a_decision(home: Household) -> None:
    yes = ReadersFacts(home.kai, (home.ray, home.dee), "Yes")
    a_visit(home, seen(home.kai, said("Dad hurts Mum on Sundays."), readers=(yes,)))
    statement = Statement.objects.get()
    assert {row.reader for row in HeldShare.objects.filter(shared=None)} == {home.ray, home.dee}
    sharing.share(by=home.worker, statement=statement, reader=home.dee, speaker_said="Yes", knowingly=True)
    sharing.stop(by=home.worker, statement=statement, reader=home.ray)
    assert set(HeldShare.objects.values_list("reader", "shared", "settled_by")) == {
        (home.dee.pk, True, home.worker.pk),
        (home.ray.pk, False, home.worker.pk),
    }
    assert readers() == [home.dee]


def test_sharing_stops_and_can_begin_again(home: Household) -> None:
    statement = words_of(home)
    sharing.share(by=home.worker, statement=statement, reader=home.ida, speaker_said="Yes")
    sharing.stop(by=home.worker, statement=statement, reader=home.ida)
    assert readers() == []
    sharing.share(by=home.worker, statement=statement, reader=home.ida, speaker_said="Yes again")
    assert readers() == [home.ida]
    assert Audience.objects.count() == 2


@pytest.mark.parametrize(
    "facts", [{"pictures": ("shouting",), "words": ""}, {"words": "I sleep badly.", "carer": "ray"}]
)
def test_a_telling_picture_and_the_time_with_a_reader_speak_of_them(home: Household, facts: dict[str, Any]) -> None:
    given = facts | ({"carer": home.ray} if "carer" in facts else {})
    a_visit(home, seen(home.kai, said(**given), readers=(ReadersFacts(home.kai, (home.ray,), "Yes"),)))
    assert readers() == []
    assert HeldShare.objects.get().because == "names_reader"


# Who is spoken of


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Daddy’s cross", ["Daddys"]),
        ("my dad", ["dad"]),
        ("He is a good dancer", []),
        ("Boję się taty", ["taty"]),
        ("Тато кричить", ["Тато"]),
        ("Craig’s van", ["Craigs"]),
        ("Mr Holt came", ["Holt"]),
        ("Mum shouts", []),
        ("The tart was good", []),
    ],
)
def test_a_father_is_spoken_of_in_many_ways(home: Household, words: str, found: list[str]) -> None:
    assert spoken_of(home.ray, [home.kai.pk]).found_in(words) == found


def test_somebody_whose_place_is_not_known_may_be_anybody(home: Household) -> None:
    stranger = make.person("Lou", "Reed")
    assert spoken_of(stranger, [home.kai.pk]).found_in("Nan and Dad and Uncle Jo") == ["Nan", "Dad", "Uncle"]


def test_a_partner_is_often_called_dad_and_short_names_count(home: Household) -> None:
    thomas = make.person("Thomas", "Bell", sex="M")
    make.related(thomas, home.kai, RelationshipKind.STEP_PARENT)
    assert spoken_of(thomas, [home.kai.pk]).found_in("Tom is not my dad") == ["Tom", "dad"]


def test_a_child_may_be_given_their_own_words_though_they_name_themselves(home: Household) -> None:
    statement = words_of(home, "Kai is hungry")
    sharing.share(by=home.worker, statement=statement, reader=home.kai, speaker_said="Mine")
    assert readers() == [home.kai]


# Corrections


def test_a_correction_stands_beside_what_was_written(home: Household) -> None:
    statement = words_of(home, "I make the roast.")
    new = correct(by=home.worker, statement=statement, words="I make the toast.")
    statement.refresh_from_db()
    assert statement.words == "I make the roast."
    assert (new.corrects, new.speaker, new.verbatim) == (statement, home.kai, True)
    assert new.day_entry.slot == statement.day_entry.slot
    assert DayEntry.objects.count() == 2
    with pytest.raises(Refused, match="corrected already"):
        correct(by=home.worker, statement=statement, words="I make the boats.")
    with pytest.raises(Refused, match="says already"):
        correct(by=home.worker, statement=new, words="I make the toast.")


def test_readers_follow_a_correction_unless_it_speaks_of_them(home: Household) -> None:
    yes = ReadersFacts(home.kai, (home.ida, home.ray), "Yes")
    a_visit(home, seen(home.kai, said("I make toast."), readers=(yes,)))
    old = Statement.objects.get()
    new = correct(by=home.worker, statement=old, words="Dad makes toast.")
    assert list(Audience.objects.filter(ends=None).values_list("statement", "reader")) == [(new.pk, home.ida.pk)]
    assert HeldShare.objects.get().reader == home.ray


def test_what_waits_for_a_second_look_waits_with_the_corrected_words(home: Household) -> None:
    yes = ReadersFacts(home.kai, (home.ray,), "Yes")
    a_visit(home, seen(home.kai, said("Dad burns the boats."), readers=(yes,)))
    old = Statement.objects.get()
    new = correct(by=home.worker, statement=old, words="Somebody burns the toast.")
    waits = HeldShare.objects.get()
    assert (waits.statement, waits.reader, waits.shared) == (new, home.ray, None)
    assert not Audience.objects.exists()


def test_a_corrected_wish_is_the_same_wish(home: Household) -> None:
    a_visit(home, seen(home.kai, wishes=("A hog",)))
    wish = Wish.objects.get()
    new = correct(by=home.worker, statement=wish.statement, words="A dog")
    wish.refresh_from_db()
    assert wish.statement == new
    assert Wish.objects.count() == 1


def test_a_translation_is_corrected_with_its_original(home: Household) -> None:
    told = said("Jem tosty.", language="Polish", translation="I eat roast.")
    a_visit(home, seen(home.kai, told, heard_by=(home.dee,)))
    original = DayEntry.objects.get().statement
    with pytest.raises(Refused, match="as they were said"):
        correct(by=home.worker, statement=original.translations.get(), words="I eat toast.")
    new = correct(by=home.worker, statement=original, words="Jem tosty.", translation="I eat toast.")
    assert new.translations.get().words == "I eat toast."
    assert [row.person for row in new.heard_by.all()] == [home.dee]


def test_what_somebody_types_on_their_own_page_comes_back_to_them_whatever_it_says(home: Household) -> None:
    make.address(home.dee, "4 Lantern Walk, Fleetwood", "FY7 6AA", hidden=True)
    page = make.user("Kai", kind=UserKind.FAMILY, roles=[Role.CHILD])
    right = tell_day(
        by=page, child=home.kai, slot=Slot.EVENING, words="Is it Lantern Walk?", face=None, readers=[home.kai]
    )
    assert readers() == [home.kai]
    tell_day(by=page, child=home.kai, slot=Slot.NIGHT, words="Is it Lantern Walk?", face=None, readers=[home.ray])
    assert readers() == [home.kai]
    assert HeldShare.objects.get().reader == home.ray
    assert right.statement.words == "Is it Lantern Walk?"


def test_what_an_asker_keeps_back_is_released_to_nobody_from_whom_it_is_kept(home: Household) -> None:
    asked = asking.request(
        asking.KAI, words={"worry": "Kai is tired.", "hidden_from": "Craig must not learn Gull Primary"}
    )
    match_person(by=asking.at_hub(), asked=asked.people.get(), person=home.kai)
    a_visit(home, seen(home.kai, said("I like Gull Primary.")))
    statement = Statement.objects.get(words="I like Gull Primary.")
    with pytest.raises(Refused, match="hidden address"):
        sharing.share(by=home.worker, statement=statement, reader=home.ray, speaker_said="Yes", knowingly=True)
