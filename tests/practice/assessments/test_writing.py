import pytest

from rock.core import time
from rock.core.services import Refused
from rock.core.three_way import EditedMeanwhile
from rock.practice.assessments.models import Assessment, Heading, MoneyFirst
from rock.practice.assessments.services.common import LONGEST_PASSAGE
from rock.practice.assessments.services.money import MoneyNeeded, check_money_first_for, record_money_first
from rock.practice.assessments.services.writing import save_passage, set_factors
from rock.records.models import Statement
from tests.practice.assessments.conftest import World

pytestmark = pytest.mark.django_db


def save(world: World, words: str, revision: int, heading: Heading = Heading.STRONG, by: object = None) -> None:
    save_passage(by=by or world.worker, assessment=world.assessment, heading=heading, words=words, revision=revision)  # type: ignore[arg-type]


def test_each_saving_is_a_new_wording_and_the_old_one_stays(world: World) -> None:
    first = world.write(Heading.STRONG, "Nan comes each day.")
    old = first.statement
    second = world.write(Heading.STRONG, "Nan comes twice a day.", by=world.colleague)
    assert (second.pk, second.revision) == (first.pk, 2)
    assert second.statement.corrects == old
    assert second.statement.speaker_staff == world.colleague
    assert Statement.objects.get(pk=old.pk).words == "Nan comes each day."


def test_the_same_words_again_change_nothing(world: World) -> None:
    world.write(Heading.STRONG, "Nan comes.")
    save(world, " Nan comes.\r\n", 0)
    assert world.assessment.passages.get(heading=Heading.STRONG).revision == 1


def test_two_who_write_at_once_are_compared_with_what_both_started_from(world: World) -> None:
    world.write(Heading.STRONG, "One. Two. Three.")
    save(world, "Eins. Two. Three.", 1, by=world.colleague)
    with pytest.raises(EditedMeanwhile) as caught:
        save(world, "One. Two. Drei.", 1)
    edited = caught.value
    assert (edited.base, edited.theirs, edited.mine) == ("One. Two. Three.", "Eins. Two. Three.", "One. Two. Drei.")
    assert (edited.revision, edited.by) == (2, "Carl Colleague")
    save(world, edited.comparison.suggested, edited.revision)
    assert world.assessment.passages.get(heading=Heading.STRONG).statement.words == "Eins. Two. Drei."


def test_two_who_begin_a_passage_at_once_are_compared_too(world: World) -> None:
    save(world, "Hers.", 0, by=world.colleague)
    with pytest.raises(EditedMeanwhile) as caught:
        save(world, "Mine.", 0)
    assert (caught.value.base, caught.value.theirs, caught.value.revision) == ("", "Hers.", 1)


@pytest.mark.parametrize(("words", "why"), [("  \n", "no words"), ("x" * (LONGEST_PASSAGE + 1), "too long")])
def test_empty_or_endless_words_are_refused(world: World, words: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        save(world, words, 0)


def test_as_long_as_is_allowed_is_kept(world: World) -> None:
    save(world, "x" * LONGEST_PASSAGE, 0)


def test_what_is_authorised_is_closed_and_so_is_what_another_system_made(world: World) -> None:
    Assessment.objects.filter(pk=world.assessment.pk).update(authorised_on=time.today())
    with pytest.raises(Refused, match="authorised"):
        save(world, "More.", 0)
    other = Assessment.objects.create(referral=world.referral, started_on=time.today(), source="census")
    with pytest.raises(Refused, match="another system"):
        set_factors(by=world.worker, assessment=other, codes=["4B"])


@pytest.mark.parametrize("heading", [Heading.WORRY, Heading.MEANING, Heading.NEXT, Heading.DAY, Heading.STRONG])
def test_neglect_is_not_written_before_money_was_looked_at(world: World, heading: Heading) -> None:
    with pytest.raises(MoneyNeeded, match="is it money, or care"):
        save(world, "This is Neglectful care.", 0, heading)
    world.write(Heading.MONEY, "The gas runs out on Thursdays. Benefits were checked.")
    save(world, "This is neglectful care.", 0, heading)


def test_a_named_person_says_why_money_could_not_be_looked_at(world: World) -> None:
    with pytest.raises(Refused, match="say why"):
        record_money_first(by=world.worker, assessment=world.assessment, could_not_because=" ")
    row = record_money_first(by=world.worker, assessment=world.assessment, could_not_because="Dee would not say.")
    assert (row.by, row.statement) == (world.worker, None)
    save(world, "We think this is neglect.", 0, Heading.WORRY)


def test_the_money_passage_takes_the_reason_away_and_follows_its_wording(world: World) -> None:
    record_money_first(by=world.worker, assessment=world.assessment, could_not_because="Dee would not say.")
    world.write(Heading.MONEY, "Now she did.")
    later = world.write(Heading.MONEY, "Now she did, and the cooker was broken.")
    row = MoneyFirst.objects.get(assessment=world.assessment)
    assert (row.statement, row.could_not_because) == (later.statement, "")


def test_words_near_neglect_in_letters_alone_are_none(world: World) -> None:
    save(world, "He is never left out.", 0, Heading.WORRY)


def test_a_plan_asks_the_newest_assessment(world: World) -> None:
    check_money_first_for(world.kai, "He is hungry.")
    with pytest.raises(MoneyNeeded):
        check_money_first_for(world.kai, "He is hungry.", "It is neglect.")
    world.write(Heading.MONEY)
    check_money_first_for(world.kai, "It is neglect.")


def test_the_neglect_factor_waits_for_money_too(world: World) -> None:
    with pytest.raises(MoneyNeeded):
        set_factors(by=world.worker, assessment=world.assessment, codes=["16A", "4B"])
    assert not world.assessment.factors.exists()
    world.write(Heading.MONEY)
    assert set_factors(by=world.worker, assessment=world.assessment, codes=["16A", "4B"]) == ["4B", "16A"]


@pytest.mark.parametrize(
    ("codes", "why"), [(["21", "4B"], "stands alone"), (["99"], "no factor"), (["18A"], "child or an adult")]
)
def test_factors_that_cannot_be(world: World, codes: list[str], why: str) -> None:
    with pytest.raises(Refused, match=why):
        set_factors(by=world.worker, assessment=world.assessment, codes=codes)


def test_two_who_tick_at_once_keep_each_others_ticks(world: World) -> None:
    set_factors(by=world.worker, assessment=world.assessment, codes=["1A", "2A"])
    set_factors(by=world.colleague, assessment=world.assessment, codes=["1A", "2A", "3A"], began_with=["1A", "2A"])
    mine = set_factors(by=world.worker, assessment=world.assessment, codes=["2A", "4A"], began_with=["1A", "2A"])
    assert mine == ["2A", "3A", "4A"]
