"""Money before neglect, in a plan too: refused with the way out, nothing typed lost, and the family says what it says."""

import pytest

from rock.core import time
from rock.core.services import Refused
from rock.practice.assessments.models import Assessment, Heading
from rock.practice.assessments.services.money import MoneyNeeded
from rock.practice.assessments.services.starting import start
from rock.practice.assessments.services.writing import save_passage
from rock.practice.plans.facts import Wording
from rock.practice.plans.forms.writing import WORKER
from rock.practice.plans.models import ItemKind, PlanItem
from rock.practice.plans.services.writing import reword
from tests.practice.plans.conftest import World
from tests.support.pages import PageClient

NEGLECT = "Kai’s teeth are neglected."


def looked_at_money(world: World, assessment: Assessment) -> None:
    save_passage(
        by=world.asha, assessment=assessment, heading=Heading.MONEY, words="There is no dentist near.", revision=0
    )


def test_a_worry_that_speaks_of_neglect_waits_for_the_money_side(world: World) -> None:
    assessment = start(by=world.asha, child=world.kai)
    with pytest.raises(MoneyNeeded, match="Write the money side first"):
        world.write(ItemKind.WORRY, NEGLECT)
    assert not PlanItem.objects.exists()
    looked_at_money(world, assessment)
    world.write(ItemKind.WORRY, NEGLECT)


def test_a_new_wording_waits_too(world: World) -> None:
    item = world.write(ItemKind.WORRY, "Kai’s teeth hurt.")
    with pytest.raises(MoneyNeeded):
        reword(by=world.asha, item=item, revision=1, wording=Wording(NEGLECT))
    item.refresh_from_db()
    assert item.revision == 1


def test_without_an_assessment_to_write_in_the_way_out_is_another(world: World) -> None:
    with pytest.raises(Refused, match="without calling it neglect"):
        world.write(ItemKind.WORRY, NEGLECT)
    Assessment.objects.filter(pk=start(by=world.asha, child=world.kai).pk).update(authorised_on=time.today())
    with pytest.raises(Refused, match="without calling it neglect"):
        world.write(ItemKind.WORRY, NEGLECT)


def test_nobody_stops_the_family_from_saying_it(world: World) -> None:
    said = world.write(ItemKind.WORRY, "They wrote that I neglect him.", by_person=world.dee)
    reword(by=world.door, item=said, revision=1, wording=Wording("You wrote neglect."), by_person=world.dee)
    world.write(ItemKind.STRONG, "Jo never neglected him.")


def test_the_page_keeps_what_was_typed_and_leads_to_the_money_side(world: World, pages: PageClient) -> None:
    assessment = start(by=world.asha, child=world.kai)
    item = world.write(ItemKind.WORRY, "Kai’s teeth hurt.")
    client = pages.as_user(world.asha)
    for path in (f"/plans/{world.plan.pk}/write/worry/", f"/plans/{world.plan.pk}/lines/{item.pk}/reword/"):
        stopped = client.submit(client.get(path), words=NEGLECT, whose=WORKER)
        assert stopped.errors[0].startswith("Write the money side first")
        assert stopped.form()["words"] == NEGLECT
        assert stopped.link("Write the money side") == f"/assessments/{assessment.pk}/say/money/"
        assert client.get(path).form()["words"] == NEGLECT
