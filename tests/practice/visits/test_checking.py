"""Each rule of a visit at its boundary: what is refused, in which words, and that nothing is written then."""

from datetime import timedelta
from typing import Any

import pytest

from rock.core import time
from rock.core.services import Refused
from rock.practice.visits.facts import ChildFacts, NoticedFacts, PresentFacts, VisitFacts
from rock.practice.visits.models import Alone, NoticedKind, Visit
from rock.practice.visits.services.recording import record_visit
from rock.records.models import BirthKind, DayEntry, Need, Occasion, Slot, Source
from rock.records.services.occasions import LONGEST_WORDS
from tests.support import factories as make
from tests.support.visits import Household, said, seen, visit_facts

pytestmark = pytest.mark.django_db


def refuse(home: Household, *children: ChildFacts, because: str, **facts: Any) -> None:
    with pytest.raises(Refused, match=because):
        record_visit(by=home.worker, facts=visit_facts(home.family, *children, **facts))
    assert not Occasion.objects.exists()


def accept(home: Household, facts: VisitFacts) -> Visit:
    return record_visit(by=home.worker, facts=facts)


def test_a_moment_to_come(home: Household) -> None:
    refuse(home, seen(home.kai, said()), at=time.now() + timedelta(minutes=5), because="in the future")


def test_no_child_or_one_twice(home: Household) -> None:
    refuse(home, because="Choose the children")
    refuse(home, seen(home.kai, said()), seen(home.kai, said()), because="here twice")


def test_a_child_who_left_the_family_before_the_visit(home: Household) -> None:
    gone = make.person("Theo")
    make.member(home.family, gone, ends=time.today() - timedelta(days=30))
    refuse(home, seen(gone, said()), because="not in this family")
    accept(home, visit_facts(home.family, seen(gone, said()), at=time.now() - timedelta(days=32)))


def test_a_grown_up_is_not_a_child_of_the_visit(home: Household) -> None:
    refuse(home, seen(home.dee, said()), because="not in this family")


@pytest.mark.parametrize(
    ("facts", "because"),
    [
        ({"seen": False, "alone": None}, "Say why Kai was not seen"),
        ({"not_seen_because": "Asleep"}, "Kai was seen"),
        ({"alone": None}, "whether Kai was seen alone"),
        ({"seen": False, "not_seen_because": "Asleep"}, "not alone either"),
        ({"alone": Alone.NOT_OFFERED}, "why Kai was not seen alone"),
        ({"alone": Alone.TOO_YOUNG}, "old enough to be asked"),
        ({"seen": False, "alone": None, "not_seen_because": "Asleep", "wishes": ("A dog",)}, "cannot have said this"),
        ({"where": "x" * 201}, "where Kai was. Use up to 200"),
        ({"not_seen_because": "x" * 301, "seen": False, "alone": None}, "Use up to 300"),
        ({"alone": Alone.NOT_OFFERED, "alone_because": "x" * 301}, "Use up to 300"),
        ({"wishes": ("x" * (LONGEST_WORDS + 1),)}, "Use up to 50,000"),
    ],
)
def test_what_cannot_be_said_of_one_child(home: Household, facts: dict[str, Any], because: str) -> None:
    refuse(home, seen(home.kai, **facts), because=because, ended_early_because="The bell rang")


def test_a_child_who_did_not_want_to_be_alone_needs_no_reason(home: Household) -> None:
    accept(home, visit_facts(home.family, seen(home.kai, said(), alone=Alone.DECLINED)))


@pytest.mark.parametrize(
    ("facts", "because"),
    [
        ({"source": Source.PARENT}, "Say who said this about Kai"),
        ({"source": Source.CHILD, "speaker_name": "Kai’s friend"}, "Only Kai says"),
        ({"source": Source.WORKER, "speaker_name": "Me"}, "What you saw is your own"),
        ({"face": 6}, "five faces"),
        ({"face": 0}, "five faces"),
        ({"runs_out": "Milk"}, "about money"),
        ({"runs_out": "Milk", "need": Need.CARE}, "about money"),
        ({"runs_out": "x" * 201, "need": Need.MONEY}, "Use up to 200"),
        ({"promise": "x" * 301}, "Use up to 300"),
        ({"promise": "Ring", "promise_due": time.today() - timedelta(days=1)}, "due in the past"),
        ({"words": "x" * (LONGEST_WORDS + 1)}, "what was said. Use up to 50,000"),
        ({"words": "", "face": 3, "translation": "Toast"}, "as they were said"),
        ({"language": "x" * 61}, "Use up to 60"),
        ({"speaker_name": "x" * 201, "source": Source.OTHER}, "Use up to 200"),
        ({"pictures": ("bed", "dragon")}, "among the pictures"),
    ],
)
def test_what_cannot_be_said_of_a_slot(home: Household, facts: dict[str, Any], because: str) -> None:
    refuse(home, seen(home.kai, said(**({"words": "Toast."} | facts))), because=because)


def test_words_of_one_child_never_stand_on_another(home: Household) -> None:
    refuse(home, seen(home.kai, said(speaker=home.rosie)), because="never stand on another")
    refuse(home, seen(home.kai, said(source=Source.OTHER, speaker=home.rosie)), because="never stand on another")
    refuse(home, seen(home.kai, said(source=Source.OTHER, speaker=home.kai)), because="Kai’s own words")
    refuse(home, seen(home.kai, said(source=Source.WORKER, speaker=home.dee)), because="What you saw is your own")


def test_a_strength_without_what_shows_it_and_an_empty_worry(home: Household) -> None:
    refuse(home, seen(home.kai, noticed=(NoticedFacts(NoticedKind.STRENGTH, "Kind", " "),)), because="what shows it")
    refuse(home, seen(home.kai, noticed=(NoticedFacts(NoticedKind.WORRY, " "),)), because="Write what you noticed")
    accept(home, visit_facts(home.family, seen(home.kai, noticed=(NoticedFacts(NoticedKind.WORRY, "Thin"),))))


def test_nothing_said_at_all(home: Household) -> None:
    refuse(home, seen(home.kai, said(" "), wishes=("",)), because="Nothing is written down")
    away = ChildFacts(home.kai, seen=False, not_seen_because="Nobody opened the door.")
    assert accept(home, visit_facts(home.family, away)).children.get().not_seen_because == "Nobody opened the door."


def test_somebody_there_without_a_name(home: Household) -> None:
    refuse(home, seen(home.kai, said()), present=(PresentFacts(name=" "),), because="Say who was there")
    refuse(home, seen(home.kai, said()), present=(PresentFacts(name="x" * 201),), because="Use up to 200")
    refuse(home, seen(home.kai, said()), interpreter="x" * 61, because="Use up to 60")
    refuse(home, seen(home.kai, said()), place="x" * 201, because="Use up to 200")


@pytest.mark.parametrize(
    ("months", "alone", "is_asked"),
    [
        (11, Alone.YES, False),
        (12, Alone.YES, True),
        (12, Alone.TOO_YOUNG, False),
        (23, Alone.TOO_YOUNG, False),
        (24, Alone.YES, True),
    ],
)
def test_nobody_writes_a_babys_words(home: Household, months: int, alone: Alone, is_asked: bool) -> None:
    mo = make.person("Mo", born=time.add_months(time.today(), -months))
    make.member(home.family, mo)
    own = [seen(mo, said("Toast"), alone=alone), seen(mo, said("", face=4), alone=alone)]
    own.append(seen(mo, alone=alone, wishes=("A dog",)))
    for child in own:
        if is_asked:
            accept(home, visit_facts(home.family, child, at=time.now()))
        else:
            refuse(home, child, at=time.now(), because="nobody writes a baby’s words")


def test_at_two_a_child_is_asked(home: Household) -> None:
    mo = make.person("Mo", born=time.add_months(time.today(), -24))
    make.member(home.family, mo)
    refuse(
        home, seen(mo, alone=Alone.TOO_YOUNG), at=time.now(), ended_early_because="The bell rang", because="old enough"
    )


def test_a_child_who_is_not_born_yet_is_not_seen(home: Household) -> None:
    bump = make.person("Baby", born=time.today() + timedelta(days=60), birth_kind=BirthKind.EXPECTED)
    make.member(home.family, bump)
    refuse(home, seen(bump, alone=Alone.TOO_YOUNG), because="not born yet")
    told = said("I feel him kick.", Slot.NIGHT, source=Source.PARENT, speaker=home.dee)
    unseen = seen(bump, told, seen=False, alone=None, not_seen_because="Due in June")
    accept(home, visit_facts(home.family, unseen))
    assert DayEntry.objects.get().child == bump
