from datetime import timedelta

import pytest

from rock.core import time
from rock.core.services import PUBLIC, Refused
from rock.practice.assessments.models import FamilyView, Heading, PassageAnswer
from rock.practice.assessments.queries.reading import passages_for, reading_of, readings_for
from rock.practice.assessments.queries.unshared import unshared_in
from rock.practice.assessments.services.reading import answer_passage, do_not_give, finish_reading
from rock.practice.assessments.services.writing import save_passage
from rock.practice.visits.models import NoticedKind
from rock.records.models import Audience, CourtOrder, OccasionKind, OrderKind, RedactionKind, Statement
from rock.records.services.occasions import hold_occasion, say, share_words
from rock.records.services.redaction import ask_redaction
from tests.practice.assessments.conftest import DAY_WORDS, World
from tests.support import factories as make

pytestmark = pytest.mark.django_db

SUNDAYS = "Dad hurts Mum on Sundays"


def answer(
    world: World, person: object, passage: object, view: FamilyView, words: str = "", read: int | None = None
) -> PassageAnswer:
    return answer_passage(by=PUBLIC, person=person, passage=passage, view=view, words=words, read=read)  # type: ignore[arg-type]


def test_a_reader_is_given_just_the_passages_that_were_chosen(world: World) -> None:
    day, strong = world.write(Heading.DAY, DAY_WORDS), world.write(Heading.STRONG)
    world.give(world.mother, [day])
    mine = passages_for({world.mother.pk}, world.assessment)
    assert [(one.heading, one.words, one.answer) for one in mine] == [(Heading.DAY, DAY_WORDS, None)]
    assert passages_for({world.father.pk}, world.assessment) == []
    assert not Audience.objects.filter(statement=strong.statement).exists()
    assert [row.assessment for row in readings_for({world.mother.pk})] == [world.assessment]


def test_giving_again_gives_the_new_words_and_takes_back_what_is_no_longer_chosen(world: World) -> None:
    day, strong = world.write(Heading.DAY), world.write(Heading.STRONG)
    world.give(world.mother, [day, strong])
    day = world.write(Heading.DAY, "A new day.")
    assert passages_for({world.mother.pk}, world.assessment)[0].words != "A new day."
    world.give(world.mother, [day])
    assert [one.words for one in passages_for({world.mother.pk}, world.assessment)] == ["A new day."]


@pytest.mark.parametrize("days", [0, 3])
def test_there_is_a_day_to_answer_by(world: World, days: int) -> None:
    passage = world.write(Heading.DAY)
    assert world.give(world.mother, [passage], days=days).answer_by == time.today() + timedelta(days=days)
    with pytest.raises(Refused, match="has passed"):
        world.give(world.mother, [passage], days=-1)


def test_nothing_chosen_is_not_giving(world: World) -> None:
    with pytest.raises(Refused, match="Choose what Dee"):
        world.give(world.mother, [])


def test_another_childs_passage_is_not_given_with_it(world: World) -> None:
    theirs = save_passage(by=world.worker, assessment=world.strangers, heading=Heading.DAY, words="Stella.", revision=0)
    own = world.write(Heading.DAY)
    world.give(world.mother, [own, theirs])
    assert not Audience.objects.filter(statement=theirs.statement).exists()


def test_only_who_has_parental_responsibility_or_the_child_reads_it(world: World) -> None:
    passage = world.write(Heading.DAY)
    nan = make.person("Gwen")
    make.parent([world.kai], nan, responsibility=None)
    for stranger in (nan, make.person("Una")):
        with pytest.raises(Refused, match="no parental responsibility"):
            world.give(stranger, [passage])
    assert world.give(world.kai, [passage]).given_at


def test_an_order_that_limits_a_parent_stops_it(world: World) -> None:
    passage = world.write(Heading.DAY)
    order = CourtOrder.objects.create(
        child=world.kai, limits=world.father, kind=OrderKind.PROHIBITED_STEPS, starts=time.today()
    )
    with pytest.raises(Refused, match="court order"):
        world.give(world.father, [passage])
    order.ends = time.today()
    order.save()
    assert world.give(world.father, [passage]).given_at


def test_a_hidden_address_stops_it_and_says_where(world: World) -> None:
    make.address(world.mother, "14 Quayside Walk, Fleetwood", "FY7 6ZZ", hidden=True)
    passage = world.write(Heading.DAY, "They walk along quayside walk.")
    with pytest.raises(Refused, match=r"What the day is like.*hidden from Ray Holt.*Quayside"):
        world.give(world.father, [passage])
    assert not Audience.objects.filter(statement=passage.statement).exists()
    assert world.give(world.mother, [passage]).given_at


def test_a_childs_words_in_a_passage_go_to_nobody_who_was_not_given_them(world: World) -> None:
    said = world.child_said(f"I like Sundays not. {SUNDAYS}.")
    passage = world.write(Heading.DAY, f"Kai said: “{SUNDAYS.lower()}”, and looked away.")
    for parent in (world.mother, world.father):
        with pytest.raises(Refused, match="repeats what Kai Ashdown said"):
            world.give(parent, [passage])
    share_words(by=world.worker, statement=said, reader=world.mother)
    assert world.give(world.mother, [passage]).given_at
    with pytest.raises(Refused, match="repeats what Kai"):
        world.give(world.father, [passage])
    assert passages_for({world.father.pk}, world.assessment) == []


def test_the_other_parents_answer_in_a_passage_is_stopped_and_ones_own_is_not(world: World) -> None:
    day = world.write(Heading.DAY)
    world.give(world.mother, [day])
    answer(world, world.mother, day, FamilyView.NOT_RIGHT, "He sleeps at his cousin’s on Fridays.")
    day = world.write(Heading.DAY, "Dee says: He sleeps at his cousin's on Fridays.")
    with pytest.raises(Refused, match="repeats what Dee Ashdown said"):
        world.give(world.father, [day])
    assert world.give(world.mother, [day]).given_at


def test_what_a_worker_wrote_and_very_short_words_are_the_workers_to_give(world: World) -> None:
    world.child_said("Toast.")
    assert unshared_in("He eats toast.", about=world.kai, reader=world.mother) == []
    world.noticed(NoticedKind.STRENGTH, "He runs out of the door.", "Seen on Monday")
    assert unshared_in("He runs out of the door.", about=world.kai, reader=world.mother) == []


def test_how_an_answer_without_words_is_written_down_is_nobodys_words(world: World) -> None:
    occasion = hold_occasion(by=world.worker, kind=OccasionKind.VISIT)
    shown = "Pointed to: the face “Sad”, the picture “Grown-ups shouting”"
    by_kai = {"by": world.worker, "occasion": occasion, "speaker": world.kai, "about": [world.kai]}
    say(**by_kai, question="day", words=shown, verbatim=False)  # type: ignore[arg-type]
    assert unshared_in("She drew it, in the picture.", about=world.kai, reader=world.mother) == []
    found = unshared_in("He showed grown-ups shouting.", about=world.kai, reader=world.mother)
    assert [one.words for one in found] == ["Grown-ups shouting"]


@pytest.mark.parametrize("view", [FamilyView.NOT_RIGHT, FamilyView.LIKE_THIS])
def test_anything_but_right_says_what_it_was_like(world: World, view: FamilyView) -> None:
    day = world.write(Heading.DAY)
    world.give(world.mother, [day])
    with pytest.raises(Refused, match="in your own words"):
        answer(world, world.mother, day, view, "  ")
    kept = answer(world, world.mother, day, view, "He is up at seven.")
    assert kept.statement is not None
    assert (kept.statement.speaker, kept.statement.replies_to) == (world.mother, day.statement)
    assert not kept.statement.audience.exists()


def test_right_needs_no_words_and_the_last_answer_counts(world: World) -> None:
    day = world.write(Heading.DAY)
    world.give(world.mother, [day])
    answer(world, world.mother, day, FamilyView.NOT_RIGHT, "It was later.")
    assert answer(world, world.mother, day, FamilyView.RIGHT).statement is None
    shown = passages_for({world.mother.pk}, world.assessment)[0].answer
    assert shown is not None
    assert (shown.view, shown.words, shown.changed_since) == ("right", "", False)


def test_an_answer_stays_with_the_wording_that_was_read(world: World) -> None:
    day = world.write(Heading.DAY)
    read = day.statement_id
    world.give(world.mother, [day])
    answer(world, world.mother, day, FamilyView.RIGHT)
    day = world.write(Heading.DAY, "A new day.")
    assert passages_for({world.mother.pk}, world.assessment)[0].answer.changed_since is False  # type: ignore[union-attr]
    world.give(world.mother, [day])
    shown = passages_for({world.mother.pk}, world.assessment)[0]
    assert shown.answer is not None
    assert shown.answer.changed_since
    late = answer(world, world.mother, day, FamilyView.LIKE_THIS, "I had the old page open.", read=read)
    assert late.read_id == read


@pytest.mark.parametrize("which", ["never given", "taken back", "not theirs", "no wording"])
def test_nothing_is_answered_that_was_not_given(world: World, which: str) -> None:
    day, strong = world.write(Heading.DAY), world.write(Heading.STRONG)
    read = None
    if which == "taken back":
        world.give(world.father, [day])
        do_not_give(by=world.worker, assessment=world.assessment, person=world.father, because="He may hurt Dee.")
    elif which == "not theirs":
        world.give(world.father, [strong])
    elif which == "no wording":
        world.give(world.father, [day])
        read = strong.statement_id
    with pytest.raises(Refused, match="nothing to answer"):
        answer(world, world.father, day, FamilyView.RIGHT, read=read)


def test_each_parent_sees_only_their_own_answer(world: World) -> None:
    day = world.write(Heading.DAY)
    for parent, words in ((world.mother, "He eats at my mum's."), (world.father, "He never eats there.")):
        world.give(parent, [day])
        answer(world, parent, day, FamilyView.NOT_RIGHT, words)
    hers, his = (passages_for({one.pk}, world.assessment) for one in (world.mother, world.father))
    assert (hers[0].answer.words, his[0].answer.words) == ("He eats at my mum's.", "He never eats there.")  # type: ignore[union-attr]
    answers = Statement.objects.filter(question="assessment_answer")
    assert not Audience.objects.filter(statement__in=answers).exists()


def test_whoever_answered_every_passage_is_done_until_one_is_new_to_them(world: World) -> None:
    day, strong = world.write(Heading.DAY), world.write(Heading.STRONG)
    world.give(world.mother, [day, strong])
    answer(world, world.mother, day, FamilyView.RIGHT)
    assert reading_of({world.mother.pk}, world.assessment).finished_at is None  # type: ignore[union-attr]
    answer(world, world.mother, strong, FamilyView.RIGHT)
    assert reading_of({world.mother.pk}, world.assessment).finished_at  # type: ignore[union-attr]
    day = world.write(Heading.DAY, "A new day.")
    world.give(world.mother, [day, strong])
    assert reading_of({world.mother.pk}, world.assessment).finished_at is None  # type: ignore[union-attr]


def test_somebody_can_say_that_they_have_read_it_all(world: World) -> None:
    world.give(world.mother, [world.write(Heading.DAY)])
    assert finish_reading(by=PUBLIC, assessment=world.assessment, person=world.mother).finished_at
    with pytest.raises(Refused, match="nothing to answer"):
        finish_reading(by=PUBLIC, assessment=world.assessment, person=world.father)


def test_not_giving_it_says_why_and_takes_it_back(world: World) -> None:
    day = world.write(Heading.DAY)
    world.give(world.father, [day])
    with pytest.raises(Refused, match="Say why"):
        do_not_give(by=world.worker, assessment=world.assessment, person=world.father, because=" ")
    do_not_give(by=world.worker, assessment=world.assessment, person=world.father, because="He may hurt Dee.")
    assert passages_for({world.father.pk}, world.assessment) == []
    assert readings_for({world.father.pk}) == []
    assert world.give(world.father, [day]).not_given_because == ""


def test_words_that_wait_to_be_moved_are_not_shown(world: World) -> None:
    day = world.write(Heading.DAY)
    world.give(world.mother, [day])
    ask_redaction(by=world.worker, statement=day.statement, kind=RedactionKind.REDACT, basis="On the wrong child.")
    assert passages_for({world.mother.pk}, world.assessment) == []
