import pytest

from rock.doors.family.models import LooksHeld
from rock.practice.assessments.models import Outcome
from tests.practice.assessments import conftest
from tests.practice.assessments.conftest import World

pytestmark = pytest.mark.django_db
world = conftest.world


@pytest.mark.parametrize(("outcome", "held"), [(Outcome.STRATEGY, True), (Outcome.PLAN, False)])
def test_who_looked_is_held_back_when_an_assessment_leads_to_an_enquiry(
    world: World, outcome: Outcome, held: bool
) -> None:
    world.authorised(outcome)
    people = set(LooksHeld.objects.filter(released_at__isnull=True).values_list("person", flat=True))
    assert people == ({world.kai.pk, world.mother.pk, world.father.pk} if held else set())
