"""Who reads what was said on a visit when it is recorded, and another family’s people in every field."""

from uuid import uuid4

import pytest

from rock.core.services import Refused
from rock.practice.visits.facts import PresentFacts, ReadersFacts
from rock.practice.visits.models import HeldShare
from rock.practice.visits.services.recording import record_visit
from rock.records.models import Audience, Occasion, RelationshipKind, Slot, Source
from tests.support import factories as make
from tests.support.visits import Household, a_visit, household, said, seen, visit_facts

pytestmark = pytest.mark.django_db


def test_a_reader_the_speaker_said_yes_to_reads_that_speakers_words(home: Household) -> None:
    yes = ReadersFacts(home.kai, (home.ida,), "You can tell Nan")
    a_visit(
        home,
        seen(
            home.kai,
            said("I make toast."),
            said("He is fine.", Slot.TEA, source=Source.PARENT, speaker=home.dee),
            wishes=("Football",),
            readers=(yes,),
        ),
        seen(home.rosie, said("I wait.")),
    )
    assert set(Audience.objects.values_list("statement__words", "reader", "speaker_said", "shared_by")) == {
        ("I make toast.", home.ida.pk, "You can tell Nan", home.worker.pk),
        ("Football", home.ida.pk, "You can tell Nan", home.worker.pk),
    }


def test_nothing_at_all_is_shared_when_nobody_was_asked(home: Household) -> None:
    a_visit(home, seen(home.kai, said(), readers=(ReadersFacts(home.kai, ()),)))
    assert not Audience.objects.exists()


def test_a_hidden_address_stops_that_one_and_the_visit_is_kept(home: Household) -> None:
    make.address(home.dee, "4 Lantern Walk, Fleetwood", "FY7 6AA", hidden=True)
    yes = ReadersFacts(home.kai, (home.ray,), "Yes")
    a_visit(home, seen(home.kai, said("We live in Lantern Walk now."), said("I like tea.", Slot.TEA), readers=(yes,)))
    assert [row.statement.words for row in Audience.objects.all()] == ["I like tea."]
    held = HeldShare.objects.get()
    assert (held.statement.words, held.reader, held.because) == ("We live in Lantern Walk now.", home.ray, "hidden")


def test_the_translation_is_looked_through_as_well(home: Household) -> None:
    make.address(home.dee, "4 Lantern Walk, Fleetwood", "FY7 6AA", hidden=True)
    told = said("Mieszkamy tam.", language="Polish", translation="We live in Lantern Walk.")
    a_visit(home, seen(home.kai, told, readers=(ReadersFacts(home.kai, (home.ray,), "Tak"),)))
    assert not Audience.objects.exists()
    assert HeldShare.objects.get().because == "hidden"


@pytest.mark.parametrize("words", ["Dad hurts Mum on Sundays.", "I hide when CRAIG shouts", "Boję się taty."])
def test_words_that_speak_of_the_reader_wait_for_a_second_look(home: Household, words: str) -> None:
    a_visit(home, seen(home.kai, said(words), readers=(ReadersFacts(home.kai, (home.ray, home.ida), "ok"),)))
    assert [row.reader for row in Audience.objects.all()] == [home.ida]
    assert [(row.reader, row.because) for row in HeldShare.objects.all()] == [(home.ray, "names_reader")]


def test_another_familys_people_are_refused_in_every_field(home: Household) -> None:
    other = household("Marsh", worker=home.worker)
    wrong = [
        visit_facts(home.family, seen(other.kai, said())),
        visit_facts(other.family, seen(home.kai, said())),
        visit_facts(home.family, seen(home.kai, said()), present=(PresentFacts(person=other.dee),)),
        visit_facts(home.family, seen(home.kai, said(source=Source.PARENT, speaker=other.dee))),
        visit_facts(home.family, seen(home.kai, said(speaker=other.kai))),
        visit_facts(home.family, seen(home.kai, said(carer=other.ray))),
        visit_facts(home.family, seen(home.kai, said(), heard_by=(other.ray,))),
        visit_facts(home.family, seen(home.kai, said(), readers=(ReadersFacts(home.kai, (other.ida,), "Yes"),))),
        visit_facts(home.family, seen(home.kai, said(), readers=(ReadersFacts(other.kai, (home.ida,), "Yes"),))),
    ]
    for facts in wrong:
        with pytest.raises(Refused):
            record_visit(by=home.worker, facts=facts)
    assert not Occasion.objects.exists()


def test_a_second_record_of_a_parent_may_be_named(home: Household) -> None:
    cousin = make.person("Tess", "Poole")
    make.related(cousin, home.kai, RelationshipKind.OTHER)
    visit = a_visit(home, seen(home.kai, said()), present=(PresentFacts(person=cousin),), key=uuid4())
    assert visit.occasion.presences.filter(person=cousin).exists()
