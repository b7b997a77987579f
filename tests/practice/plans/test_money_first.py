"""Money before neglect, in a plan too: refused with the way out, nothing typed lost, and the family says what it says."""

from typing import Any

import pytest

from rock.core import time
from rock.core.services import Refused
from rock.practice.assessments.models import Assessment, Heading
from rock.practice.assessments.services.money import MoneyNeeded
from rock.practice.assessments.services.starting import start
from rock.practice.assessments.services.writing import save_passage
from rock.practice.plans.facts import Must, Quote, Wording
from rock.practice.plans.forms.writing import WORKER
from rock.practice.plans.models import ItemKind, PlanItem
from rock.practice.plans.services.must import must_happen
from rock.practice.plans.services.starting import quote_in
from rock.practice.plans.services.writing import reword
from rock.records.models import OccasionKind
from rock.records.services.occasions import hold_occasion, say
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


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (ItemKind.NOTHING_CHANGES, {"words": "We say that it is neglect.", "due_on": time.today()}),
        (ItemKind.WHAT_IF, {"words": "We ring the police.", "condition": "the neglect goes on"}),
        (ItemKind.PROMISE, {"words": "I write down the neglect."}),
    ],
)
def test_no_other_line_of_ours_concludes_it_either(world: World, kind: ItemKind, facts: dict[str, Any]) -> None:
    with pytest.raises(MoneyNeeded):
        world.write(kind, **facts)
    assert not PlanItem.objects.exists()


def test_it_is_no_reason_why_something_has_to_happen(world: World) -> None:
    promise = world.write().promise
    assert promise
    must = Must("Without it this is neglect.", world.manager)
    with pytest.raises(MoneyNeeded):
        must_happen(by=world.asha, promise=promise, must=must)
    with pytest.raises(MoneyNeeded):
        world.write(words="A dentist sees Kai.", must=must)
    promise.refresh_from_db()
    assert not promise.has_to_happen
    looked_at_money(world, start(by=world.asha, child=world.kai))
    assert must_happen(by=world.asha, promise=promise, must=must).has_to_happen


def test_a_worry_of_a_visit_that_calls_it_neglect_is_not_quoted_in_before(world: World) -> None:
    visit = hold_occasion(by=world.asha, kind=OccasionKind.VISIT, family=world.family)
    said = {
        who: say(by=world.asha, occasion=visit, question="worry", words=NEGLECT, about=[world.kai], **facts)
        for who, facts in (("worker", {"speaker_staff": world.asha}), ("mother", {"speaker": world.dee}))
    }
    with pytest.raises(MoneyNeeded):
        quote_in(by=world.asha, plan=world.plan, quote=Quote(ItemKind.WORRY, said["worker"]))
    quote_in(by=world.asha, plan=world.plan, quote=Quote(ItemKind.WORRY, said["mother"]))
    looked_at_money(world, start(by=world.asha, child=world.kai))
    quote_in(by=world.asha, plan=world.plan, quote=Quote(ItemKind.WORRY, said["worker"]))


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
