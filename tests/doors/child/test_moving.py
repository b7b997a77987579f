"""What was said on a child's page and stands on the wrong child: hidden while it waits, and the page stays whose it is."""

from datetime import date

import pytest

from rock.core import time
from rock.doors.child.models import ChildPage, UnsafeCall
from rock.doors.child.queries.own import OwnPage, own_words, wishes_of
from rock.doors.child.services import opening, saying, unsafe
from rock.practice.visits.queries.day import shared_day
from rock.records.models import Clock, DayEntry, Person, Redaction, RedactionKind, Slot, Statement, Wish
from rock.records.services.occasions import say, share_words
from rock.records.services.redaction import agree_redaction, ask_redaction
from tests.doors.child.standing import Home
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def page_of(home: Home) -> OwnPage:
    opening.give_card(by=home.ama, person=home.kai)
    page = ChildPage.objects.get(person=home.kai)
    return OwnPage(page, frozenset({home.kai.pk}))


def brother(home: Home) -> Person:
    bo = make.person("Bo", "Quillfeather", born=date(2018, 1, 2))
    make.grant(home.ama, [bo])
    return bo


def move(home: Home, statement: Statement, right: Person) -> Redaction:
    return ask_redaction(
        by=home.ama,
        kind=RedactionKind.MOVE,
        basis="Bo used Kai’s card",
        statement=statement,
        wrong_person=home.kai,
        right_person=right,
    )


def test_a_wish_and_a_day_go_to_the_child_who_said_them() -> None:
    home = Home()
    own, bo = page_of(home), brother(home)
    wish = saying.wish(by=own.page.user, child=home.kai, words="A night light", readers=[home.kai])
    entry = saying.tell_day(by=own.page.user, child=home.kai, slot=Slot.TEA, words="Crisps", face=2, readers=[home.kai])
    assert len(wishes_of(own)) == 1
    assert len(own_words(own)) == 2
    asked = [move(home, one.statement, bo) for one in (wish, entry)]
    assert (wishes_of(own), own_words(own)) == ([], [])
    assert shared_day([home.kai.pk], [home.kai.pk]).latest is None
    for one in asked:
        agree_redaction(by=home.kit, redaction=one)
    assert (Wish.objects.get().child, DayEntry.objects.get().child, Clock.objects.get().person) == (bo, bo, bo)
    assert {row.speaker for row in Statement.objects.all()} == {bo}
    assert (wishes_of(own), own_words(own)) == ([], [])


def test_an_answer_that_waits_is_not_shown_and_the_wish_is() -> None:
    home = Home()
    own = page_of(home)
    wish = saying.wish(by=own.page.user, child=home.kai, words="A night light", readers=[home.kai])
    answer = say(
        by=home.ama,
        occasion=wish.statement.occasion,
        question="wish_answer",
        words="It comes on Friday.",
        speaker_staff=home.ama,
        about=[home.kai],
    )
    share_words(by=home.ama, statement=answer, reader=home.kai, speaker_said="Mine to share")
    Wish.objects.update(answer=answer, answered_at=time.now())
    assert wishes_of(own)[0].answer_is_mine  # type: ignore[attr-defined]
    ask_redaction(by=home.ama, kind=RedactionKind.REDACT, basis="Not his", statement=answer)
    assert not wishes_of(own)[0].answer_is_mine  # type: ignore[attr-defined]


def test_who_did_not_feel_safe_and_whose_page_it_is_stay() -> None:
    home = Home()
    own, bo = page_of(home), brother(home)
    call = unsafe.say_unsafe(by=own.page.user, child=home.kai, words="He is outside")
    agree_redaction(by=home.kit, redaction=move(home, Statement.objects.get(question="unsafe"), bo))
    assert UnsafeCall.objects.get() == call
    call.refresh_from_db()
    assert (call.child, call.clock.person, call.taken_at) == (home.kai, home.kai, None)
    assert ChildPage.objects.get().person == home.kai
    assert Statement.objects.get(question="unsafe").speaker == bo
