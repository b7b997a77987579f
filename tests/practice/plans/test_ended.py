"""Why a plan ended, and who stays: for those with whom it was shared, and nobody else."""

import pytest

from rock.core.services import Refused
from rock.practice.plans.queries.ended import ended_for
from rock.practice.plans.services.readers import share_ending
from rock.practice.plans.services.standing import end_plan
from rock.records.models import RedactionKind
from rock.records.services.redaction import ask_redaction
from tests.practice.plans.conftest import World
from tests.support import factories as make
from tests.support.pages import PageClient

WORDS = "Mornings are calm now."


def end(world: World, words: str = WORDS) -> None:
    end_plan(by=world.asha, plan=world.plan, words=words, partner="Noor Khan, Marram Primary")
    world.plan.refresh_from_db()


def test_only_who_was_given_the_words_sees_that_it_ended(world: World, pages: PageClient) -> None:
    with pytest.raises(Refused, match="has not ended"):
        share_ending(by=world.asha, plan=world.plan, reader=world.dee)
    end(world)
    assert ended_for([world.dee.pk], [world.kai.pk]) is None
    client = pages.as_user(world.asha)
    path = client.get(f"/plans/{world.plan.pk}/").link("Let somebody read why it ended")
    assert client.submit(client.get(path), reader=str(world.dee.pk)).status == 302
    read = ended_for([world.dee.pk], [world.kai.pk])
    assert read is not None
    assert (read.words, read.partner, read.ended_on) == (WORDS, "Noor Khan, Marram Primary", world.plan.ended_on)
    assert ended_for([world.ray.pk], [world.kai.pk]) is None
    assert ended_for([world.dee.pk], [world.jo.pk]) is None


def test_what_is_hidden_or_waits_to_be_removed_is_not_there(world: World) -> None:
    make.address(world.dee, "4 Quayside Walk, Blackpool", "FY1 9ZZ", hidden=True)
    end(world, "Dee settled at Quayside Walk.")
    with pytest.raises(Refused, match="Tell them in another way"):
        share_ending(by=world.asha, plan=world.plan, reader=world.ray)
    share_ending(by=world.asha, plan=world.plan, reader=world.dee)
    assert ended_for([world.dee.pk], [world.kai.pk]) is not None
    ask_redaction(by=world.asha, kind=RedactionKind.REDACT, basis="Not so", statement=world.plan.ended_because)
    assert ended_for([world.dee.pk], [world.kai.pk]) is None
