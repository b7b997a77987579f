"""What one reader outside may read of a plan: only what was shared with them, and no trace of the rest."""

import dataclasses
import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pikepdf
import pytest

from rock.core import time
from rock.core.services import Refused
from rock.practice.plans.as_read import PlanForReader
from rock.practice.plans.facts import Must, Quote
from rock.practice.plans.models import ItemKind, Plan, View
from rock.practice.plans.printing import fridge_pdf, whole_pdf
from rock.practice.plans.queries.for_reader import plan_for, plan_in_room
from rock.practice.plans.services.promises import take_back_promise
from rock.practice.plans.services.readers import share_item, stop_sharing_item
from rock.practice.plans.services.saying import say_view
from rock.practice.plans.services.starting import quote_in
from rock.practice.plans.services.writing import remove_item, reword
from rock.records.models import Promise, Redaction, RedactionKind
from tests.practice.plans.conftest import World, make_world, promise_words
from tests.support import factories as make


def read(world: World, reader: Any) -> PlanForReader:
    """Return what a reader reads; there must be something."""
    found = plan_for([reader.pk], [world.kai.pk])
    assert found is not None
    return found


def everything(found: PlanForReader | None) -> str:
    """Return all that a door gets, as text."""
    return json.dumps(dataclasses.asdict(found), default=str) if found else ""


def test_a_plan_of_which_nothing_is_shared_is_not_there(world: World) -> None:
    world.write()
    assert plan_for([world.dee.pk], [world.kai.pk]) is None
    assert plan_for([], [world.kai.pk]) is None
    assert plan_for([world.dee.pk], []) is None


def test_dad_hurts_mum_on_sundays_changes_nothing_at_either_parents_door(world: World) -> None:
    world.write(words="I make breakfast.", readers=[world.dee, world.ray])
    before = [everything(read(world, one)) for one in (world.dee, world.ray)]
    said = make.statement("Dad hurts Mum on Sundays.", about=[world.kai], speaker=world.kai, of=world.family)
    worry = quote_in(by=world.asha, plan=world.plan, quote=Quote(ItemKind.WORRY, said))
    item = world.write(words="Kai rings Jo on Sundays.", due_on=time.today() + timedelta(days=1))
    say_view(by=world.asha, item=worry, view=View.DISAGREE, words="Not every Sunday.", person=world.dee)
    reword(by=world.asha, item=item, revision=1, wording=promise_words("Kai rings Jo.", owner=world.kai))
    remove_item(by=world.asha, item=worry, because="Sundays")
    assert [everything(read(world, one)) for one in (world.dee, world.ray)] == before


def test_each_parent_reads_their_own_view_and_not_the_others(world: World) -> None:
    worry = world.write(ItemKind.WORRY, "There was shouting.", readers=[world.dee, world.ray])
    for who, words in ((world.dee, "Ray shouted."), (world.ray, "Dee shouted.")):
        say_view(by=world.asha, item=worry, view=View.DISAGREE, words=words, person=who, shown_back=True)
    for who, own, others in ((world.dee, "Ray shouted.", "Dee shouted."), (world.ray, "Dee shouted.", "Ray shouted.")):
        found = read(world, who)
        assert [voice.words for voice in found.of("worry")[0].voices] == [own]
        assert others not in everything(found)


def test_a_view_written_down_by_the_worker_is_not_shown_back_unless_the_speaker_says_so(world: World) -> None:
    worry = world.write(ItemKind.WORRY, "There was shouting.", readers=[world.dee])
    say_view(by=world.asha, item=worry, view=View.DISAGREE, words="I am afraid.", person=world.dee)
    assert read(world, world.dee).of("worry")[0].voices == []


def test_numbers_are_the_readers_own(world: World) -> None:
    for n in range(4):
        world.write(words=f"Promise {n}", readers=[world.dee] if n % 2 else [])
    found = read(world, world.dee)
    assert [(one.number, one.words) for one in found.promises] == [(1, "Promise 1"), (2, "Promise 3")]


def test_where_the_newest_words_are_not_shared_the_last_shared_ones_stand(world: World) -> None:
    item = world.write(words="I make breakfast.", readers=[world.dee, world.ray])
    later = promise_words("I make it at Jo’s.", owner=world.jo, due_on=time.today() + timedelta(days=20))
    reword(by=world.asha, item=item, revision=1, wording=later, keep_readers={world.dee.pk})
    rays, dees = read(world, world.ray).promises[0], read(world, world.dee).promises[0]
    assert (rays.words, rays.when) == ("I make breakfast.", time.today() + timedelta(days=7))
    assert (dees.words, dees.when) == ("I make it at Jo’s.", time.today() + timedelta(days=20))


def test_what_was_taken_back_from_a_reader_is_gone_in_every_wording(world: World) -> None:
    item = world.write(readers=[world.dee])
    reword(by=world.asha, item=item, revision=1, wording=promise_words("By eight.", owner=world.dee))
    stop_sharing_item(by=world.asha, item=item, reader=world.dee)
    assert plan_for([world.dee.pk], [world.kai.pk]) is None


def test_my_own_promises_are_marked_and_everyones_look_alike(world: World) -> None:
    for owner in (world.dee, world.ray, world.asha, "Marram Primary"):
        world.write(words=f"{owner} does it", owner=owner, readers=[world.dee])
    Promise.objects.update(due_on=time.today() - timedelta(days=3))
    found = read(world, world.dee)
    assert [one.words for one in found.mine] == ["Dee Ashdown does it"]
    made = [one.promise for one in found.promises]
    assert len({(one.look.key, one.look.colour) for one in made if one}) == 1
    assert [one.idea for one in made if one] == ["Asha Begum"] * 4


def test_another_persons_idea_and_their_word_at_closing_are_not_told(world: World) -> None:
    item = world.write(by_person=world.jo, owner=world.dee, readers=[world.dee, world.ray])
    assert item.promise is not None
    take_back_promise(by=world.asha, promise=item.promise, who=world.dee, words="Ray frightens me.")
    rays = read(world, world.ray)
    assert "Ray frightens me" not in everything(rays)
    assert rays.promises[0].promise is not None
    assert (rays.promises[0].promise.look.key, rays.promises[0].promise.idea) == ("taken_back", "")
    own = read(world, world.dee).promises[0]
    assert own.promise is not None
    assert own.promise.closed_word == "Ray frightens me."
    assert not own.may_reword


def test_what_became_hidden_after_it_was_shared_is_left_out(world: World) -> None:
    world.write(words="We meet at Quayside Walk.", readers=[world.ray])
    world.write(words="I ring school.", readers=[world.ray])
    assert len(read(world, world.ray).promises) == 2
    for one in (world.kai, world.dee):
        make.address(one, "4 Quayside Walk, Blackpool", "FY1 9ZZ", hidden=True)
    assert [one.words for one in read(world, world.ray).promises] == ["I ring school."]
    Plan.objects.update(lead=None, partner_lead="Mr Shah, Quayside Walk School")
    assert read(world, world.ray).lead == ""
    room = plan_in_room(world.plan, [world.ray.pk])
    assert [one.words for one in room.promises] == ["I ring school."]


def test_why_it_has_to_happen_goes_through_the_check_too(world: World) -> None:
    make.address(world.kai, "4 Quayside Walk, Blackpool", "FY1 9ZZ", hidden=True)
    item = world.write(must=Must("He was alone at Quayside Walk.", world.manager))
    with pytest.raises(Refused, match="Quayside Walk"):
        share_item(by=world.asha, item=item, reader=world.ray)


def test_words_that_wait_for_a_second_person_to_move_them_are_not_shown(world: World) -> None:
    item = world.write(readers=[world.dee])
    assert item.wording is not None
    Redaction.objects.create(
        kind=RedactionKind.REDACT, statement=item.wording.statement, basis="Wrong child", asked_by=world.asha
    )
    assert plan_for([world.dee.pk], [world.kai.pk]) is None


def test_words_from_a_visit_that_speak_of_the_reader_need_a_second_look(world: World) -> None:
    said = make.statement("Dad hurts Mum on Sundays.", about=[world.kai], speaker=world.kai, of=world.family)
    item = quote_in(by=world.asha, plan=world.plan, quote=Quote(ItemKind.WORRY, said))
    with pytest.raises(Refused, match="they speak of Ray Holt"):
        share_item(by=world.asha, item=item, reader=world.ray, speaker_said="Yes")
    share_item(by=world.asha, item=item, reader=world.ray, speaker_said="Yes", knowingly=True)
    assert "Sundays" in everything(read(world, world.ray))


def test_an_ended_plan_and_another_childs_are_not_there(world: World) -> None:
    world.write(readers=[world.dee])
    other = make_world()
    assert plan_for([world.dee.pk], [other.kai.pk]) is None
    Plan.objects.filter(pk=world.plan.pk).update(ended_on=time.today())
    assert plan_for([world.dee.pk], [world.kai.pk]) is None
    assert plan_in_room(world.plan, []).lines == {}


def on_paper(make_pdf: Callable[[Plan, Any], bytes], plan: Plan, reader: Any) -> str:
    """Return the data that goes onto a paper, which is all that its template can print."""
    with patch("rock.practice.plans.printing.made_pdf", return_value=b"") as made:
        make_pdf(plan, reader)
    return json.dumps(made.call_args.kwargs["plan"], ensure_ascii=False)


def test_the_page_for_the_fridge_is_one_page_of_at_most_seven_promises_and_no_worry(world: World) -> None:
    world.write(ItemKind.GOOD_DAY, "Porridge and no shouting.", readers=[world.dee])
    world.write(ItemKind.WORRY, "Kai was alone at night.", readers=[world.dee])
    for n in range(9):
        words = f"Promise {n} is as long as promises are when somebody means them."
        world.write(words=words, readers=[world.dee], due_on=time.today() + timedelta(days=n), many=True)
    world.write(ItemKind.WHAT_IF, "We ring Jo.", condition="Kai wakes alone", readers=[world.dee])
    pdf = fridge_pdf(world.plan, world.dee)
    assert len(pikepdf.open(BytesIO(pdf)).pages) == 1
    assert b"pdfuaid" in pdf
    text = on_paper(fridge_pdf, world.plan, world.dee)
    assert "Porridge and no shouting." in text
    assert "Promise 6" in text
    assert "Promise 7" not in text
    assert "alone at night" not in text
    assert '{"if": "Kai wakes alone", "said": {"words": "We ring Jo.", "language": "en"}}' in text
    assert "0800 1111" in text


def test_the_paper_says_the_if_of_a_condition_once(world: World) -> None:
    world.write(ItemKind.WHAT_IF, "We ring Jo.", condition="If Kai wakes alone", readers=[world.dee])
    for paper in (fridge_pdf, whole_pdf):
        assert '"if": "Kai wakes alone"' in on_paper(paper, world.plan, world.dee)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("somebody is at the door who frightens them", "Dee rings 999."),
        ("Ray comes home drunk", "The children go to Jo."),
        ("Kai does not feel safe", "Kai rings Jo."),
        ("somebody hits him", "Kai rings Jo."),
    ],
)
def test_the_page_for_the_fridge_says_nothing_of_harm_or_of_whom_they_fear(
    world: World, condition: str, words: str
) -> None:
    world.write(ItemKind.WHAT_IF, words, condition=condition, readers=[world.dee])
    world.write(words="Jo takes Kai to football.", readers=[world.dee])
    fridge = on_paper(fridge_pdf, world.plan, world.dee)
    assert condition not in fridge
    assert words not in fridge
    assert "football" in fridge
    assert condition in on_paper(whole_pdf, world.plan, world.dee)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Gdy tata krzyczy, dzieci idą do babci.", "Polish"),
        ("Gdy tata mnie uderzył, dzieci idą do babci.", "English"),  # typed on an English page
        ("Ngày nào cũng có bữa sáng.", "Vietnamese"),
    ],
)
def test_harm_said_in_another_language_does_not_stand_in_the_kitchen(world: World, words: str, language: str) -> None:
    world.write(words=words, readers=[world.dee], language=language)
    world.write(words="Babcia zabiera Kaia na boisko.", readers=[world.dee], language="Polish", many=True)
    world.write(words="The boiler is mended.", readers=[world.dee], many=True)
    fridge = on_paper(fridge_pdf, world.plan, world.dee)
    assert words not in fridge
    assert "boisko" not in fridge  # too many rather than too few: it begins like “boi się”
    assert "The boiler is mended." in fridge
    assert words in on_paper(whole_pdf, world.plan, world.dee)


def test_the_page_for_the_fridge_names_no_address_hidden_or_not(world: World) -> None:
    make.address(world.dee, "12 Harbour Row, Blackpool", "FY1 1AA")
    world.write(words="Jo comes to Harbour Row by seven.", readers=[world.dee])
    with pytest.raises(Refused, match="must name no address"):
        fridge_pdf(world.plan, world.dee)
    assert "Harbour Row" in on_paper(whole_pdf, world.plan, world.dee)


def test_paper_says_what_its_reader_may_read_and_nothing_else(world: World) -> None:
    world.write(ItemKind.WORRY, "Dad hurts Mum on Sundays.")
    world.write(words="#strong[I] ring *school*.", readers=[world.ray], must=Must("Kai missed school.", world.manager))
    text = on_paper(whole_pdf, world.plan, world.ray)
    assert b"pdfuaid" in whole_pdf(world.plan, world.ray)  # what looks like markup is printed as it was typed
    assert "#strong[I] ring *school*." in text
    assert "This has to happen: Kai missed school." in text
    assert "Sundays" not in text
    assert "What worries us now" not in text
    with pytest.raises(Refused, match="Nothing of this plan is shared with Dee"):
        whole_pdf(world.plan, world.dee)
