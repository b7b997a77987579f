"""The page on which a passage is written: what visits brought, two at once, money before neglect, words to think about."""

import pytest

from rock.core.drafts import load_draft
from rock.practice.assessments.models import Heading
from rock.practice.visits.models import NoticedKind
from rock.records.models import Need, Slot
from tests.practice.assessments.at_the_desk import at
from tests.practice.assessments.conftest import World
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def test_what_visits_brought_is_ticked_in_and_not_typed_again(pages: PageClient, world: World) -> None:
    said = world.child_said("I make toast.", Slot.BREAKFAST)
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "say/day/"))
    put = client.submit(page, words="Kai is up first.", quotes=[str(said.pk)], put_in="1")
    assert put.status == 200
    assert "“I make toast.”" in put.form()["words"]
    assert not world.assessment.passages.exists()
    done = client.submit(put)
    assert done.location == at(world.assessment)
    words = world.assessment.passages.get().statement.words
    assert words.startswith("Kai is up first.\n\nBreakfast: “I make toast.” (Kai Ashdown, ")


def test_ticks_alone_make_a_passage(pages: PageClient, world: World) -> None:
    noticed = world.noticed(NoticedKind.STRENGTH, "Nan comes each day.", "Seen on Monday")
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "say/strong/"))
    assert client.submit(page, quotes=[str(noticed.statement_id)]).status == 302
    assert "What shows it: Seen on Monday" in world.assessment.passages.get().statement.words


def test_the_money_page_starts_from_what_the_slots_said(pages: PageClient, world: World) -> None:
    world.child_said("We have toast without butter.", Slot.TEA, Need.MONEY, "Gas, on Thursdays")
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "say/money/"))
    assert "Runs out: Gas, on Thursdays." in page.form()["words"]
    assert "links, not advice" in page.words
    assert client.submit(page, looked_at=["benefits", "beds"]).status == 302
    words = world.assessment.passages.get().statement.words
    assert "We looked at this together: Income and benefits were checked; A bed for everybody." in words
    assert world.assessment.money_first.statement is not None


def test_two_at_once_see_both_wordings_and_nothing_is_lost(pages: PageClient, world: World) -> None:
    world.write(Heading.STRONG, "Nan comes. Dee reads to him.")
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "say/strong/"))
    world.write(Heading.STRONG, "Nan comes daily. Dee reads to him. He laughs.", by=world.colleague)
    clash = client.submit(page, words="Nan comes on Mondays. Dee reads to him.")
    assert clash.status == 200
    for words in ("Carl Colleague saved other words", "Nan comes daily.", "Nan comes on Mondays.", "He laughs."):
        assert words in clash.words
    assert clash.form()["words"] == "Nan comes on Mondays. Dee reads to him. He laughs."
    assert client.submit(clash).status == 302
    assert world.assessment.passages.get().revision == 3


def test_neglect_before_money_leads_the_way_and_keeps_what_was_typed(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "say/worry/"))
    typed = "Kai is hungry. We think this is neglect."
    stopped = client.submit(page, words=typed, checked="1")
    assert "Write the money side first" in " ".join(stopped.errors)
    assert stopped.form()["words"] == typed
    assert stopped.link("Write the money side") == at(world.assessment, "say/money/")
    draft = load_draft(world.worker, "assessment", f"{world.assessment.pk}-worry")
    assert draft is not None
    why = client.get(stopped.link("Say why money could not be looked at"))
    assert client.submit(why, could_not_because="Dee would not say.").status == 302
    again = client.get(at(world.assessment, "say/worry/"))
    assert again.form()["words"] == typed
    assert client.submit(again, checked="1").status == 302
    assert load_draft(world.worker, "assessment", f"{world.assessment.pk}-worry") is None


def test_words_to_think_about_are_suggested_once(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "say/meaning/"))
    shown = client.submit(page, words="Dee failed to engage with professionals.")
    assert "Words to think about" in shown.words
    assert client.submit(shown).status == 302


def test_factors_are_ticked_by_plain_words(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "factors/"))
    assert "A parent or carer’s mental health" in page.words
    form = page.form()
    named = {str(box["value"]): str(box["name"]) for box in page.soup.select("input[type=checkbox]")}
    stopped = client.post(at(world.assessment, "factors/"), form | {named["16A"]: "16A"})
    assert "Write the money side first" in " ".join(stopped.errors)
    assert stopped.soup.select_one("input[value='16A'][checked]")
    done = client.post(at(world.assessment, "factors/"), form | {named["4B"]: "4B"})
    assert done.status == 302
    assert list(world.assessment.factors.values_list("code", flat=True)) == ["4B"]
