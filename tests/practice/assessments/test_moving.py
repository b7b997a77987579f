"""What stands on the wrong record: answers go to the right reader, an assessment never to another child, and doors wait."""

from datetime import date, timedelta
from typing import Any

import pytest

from rock.core import time
from rock.core.services import Refused
from rock.practice.assessments.models import AgencyPart, FamilyView, Heading, MoneyFirst, PassageAnswer, Reading
from rock.practice.assessments.queries.reading import passages_for, reading_of, readings_for
from rock.practice.assessments.services.money import record_money_first
from rock.practice.assessments.services.reading import answer_passage, do_not_give
from rock.records.models import Person, RedactionKind, Statement
from rock.records.services.guards import history
from rock.records.services.redaction import agree_redaction, ask_redaction
from tests.practice.assessments.conftest import World
from tests.support import factories as make


def ask(world: World, **facts: Any) -> Any:
    return ask_redaction(by=world.worker, basis="It stands on the wrong record", **facts)


def answered(world: World, words: str = "He eats at school.") -> PassageAnswer:
    passage = world.write(Heading.DAY)
    world.give(world.mother, [passage])
    return answer_passage(by=world.worker, person=world.mother, passage=passage, view=FamilyView.LIKE_THIS, words=words)


def the_other_dee(world: World) -> Person:
    other = make.person("Dee", "Ash", born=date(1990, 1, 20))
    make.family(children=[], adults=[other])
    other.memberships.update(family=world.family)
    return other


def test_a_readers_answers_go_to_her_right_record_with_the_whole_assessment(world: World) -> None:
    answered(world)
    right = the_other_dee(world)
    asked = ask(
        world,
        kind=RedactionKind.MOVE,
        occasion=world.assessment.occasion,
        right_family=world.family,
        pairs=[(world.mother, right)],
    )
    assert readings_for({world.mother.pk}) == []
    assert reading_of({world.mother.pk}, world.assessment) is None
    assert passages_for({world.mother.pk}, world.assessment) == []
    agree_redaction(by=world.manager, redaction=asked)
    answer = PassageAnswer.objects.get()
    assert answer.statement is not None
    assert (answer.person, answer.statement.speaker, Reading.objects.get().person) == (right, right, right)
    assert not history(PassageAnswer).filter(person=world.mother).exists()
    assert passages_for({world.mother.pk}, world.assessment) == []


def test_one_answer_goes_alone(world: World) -> None:
    answer, right = answered(world), the_other_dee(world)
    asked = ask(
        world,
        kind=RedactionKind.MOVE,
        statement=answer.statement,
        wrong_person=world.mother,
        right_person=right,
    )
    agree_redaction(by=world.manager, redaction=asked)
    answer.refresh_from_db()
    assert answer.person == right
    assert Reading.objects.get().person == world.mother


def test_an_assessment_is_not_moved_to_another_child(world: World) -> None:
    passage = world.write(Heading.DAY)
    asked = ask(
        world,
        kind=RedactionKind.MOVE,
        statement=passage.statement,
        wrong_person=world.kai,
        right_person=world.stranger,
    )
    with pytest.raises(Refused, match="cannot go to another child"):
        agree_redaction(by=world.manager, redaction=asked)
    passage.statement.refresh_from_db()
    assert [row.person for row in passage.statement.about.all()] == [world.kai]


def test_an_assessment_that_goes_takes_what_stands_beside_its_words(world: World) -> None:
    record_money_first(by=world.worker, assessment=world.assessment, could_not_because="Dee was in Grimsby.")
    do_not_give(by=world.worker, assessment=world.assessment, person=world.father, because="He is in Grimsby.")
    AgencyPart.objects.create(
        assessment=world.assessment,
        agency="Marram Primary",
        name="Noor",
        email="noor@example.org",
        question="Is he in Grimsby?",
        asked_by=world.worker,
        due_on=time.today() + timedelta(days=5),
        token_hash="x",
        expires_at=time.now() + timedelta(days=5),
    )
    world.write(Heading.DAY, "He lives in Grimsby.")
    asked = ask(world, kind=RedactionKind.REDACT, occasion=world.assessment.occasion)
    agree_redaction(by=world.manager, redaction=asked)
    assert (MoneyFirst.objects.get().could_not_because, AgencyPart.objects.get().question) == ("Removed", "Removed")
    assert AgencyPart.objects.get().refused_because == ""
    for model in (MoneyFirst, Reading, AgencyPart, Statement):
        rows: Any = model._default_manager
        for kept in (*rows.values(), *history(model).values()):
            assert "Grimsby" not in str(kept), model
