"""An assessment that was written here goes out in the census like one that came in by a file."""

import pytest

from rock.core import time
from rock.core.services import PUBLIC
from rock.insight.cin.exporting.children import children
from rock.practice.assessments.models import Outcome
from rock.practice.assessments.services.deciding import authorise
from rock.practice.assessments.services.reading import finish_reading
from rock.practice.assessments.services.writing import set_factors
from tests.practice.assessments import conftest
from tests.practice.assessments.conftest import World

pytestmark = pytest.mark.django_db
world = conftest.world


def authorised(world: World, outcome: Outcome, lead: str = "") -> None:
    world.write_all()
    set_factors(by=world.worker, assessment=world.assessment, codes=["4B", "16A"])
    for parent in (world.mother, world.father):
        world.give(parent)
        finish_reading(by=PUBLIC, assessment=world.assessment, person=parent)
    authorise(
        by=world.manager,
        assessment=world.assessment,
        outcome=outcome,
        reasons="So.",
        would_change="So.",
        family_words="So.",
        partner_lead=lead,
    )


def test_its_start_its_end_and_its_factors_go_out(world: World) -> None:
    authorised(world, Outcome.EARLY_HELP, "Mr Shah, Marram Primary")
    [child] = list(children([world.kai.pk], None))
    [episode] = child.episodes
    [assessment] = episode.assessments
    assert (assessment.start, assessment.authorised) == (time.today(), time.today())
    assert set(assessment.factors) == {"4B", "16A"}
    assert (episode.closure_date, episode.closure_reason) == (time.today(), "RC9")


def test_an_enquiry_goes_out_with_its_target(world: World) -> None:
    authorised(world, Outcome.STRATEGY)
    [child] = list(children([world.kai.pk], None))
    [enquiry] = child.episodes[0].section47s
    assert (enquiry.start, enquiry.icpc_target) == (time.today(), time.add_working_days(time.today(), 15))
