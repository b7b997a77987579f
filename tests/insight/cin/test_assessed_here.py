"""An assessment that was written here goes out in the census like one that came in by a file."""

import pytest

from rock.core import time
from rock.insight.cin.exporting.children import children
from rock.practice.assessments.models import Outcome
from tests.practice.assessments import conftest
from tests.practice.assessments.conftest import World

FACTORS = ("4B", "16A")
pytestmark = pytest.mark.django_db
world = conftest.world


def test_its_start_its_end_and_its_factors_go_out(world: World) -> None:
    world.authorised(Outcome.EARLY_HELP, "Mr Shah, Marram Primary", FACTORS)
    [child] = list(children([world.kai.pk], None))
    [episode] = child.episodes
    [assessment] = episode.assessments
    assert (assessment.start, assessment.authorised) == (time.today(), time.today())
    assert set(assessment.factors) == {"4B", "16A"}
    assert (episode.closure_date, episode.closure_reason) == (time.today(), "RC9")


def test_an_enquiry_goes_out_with_its_target(world: World) -> None:
    world.authorised(Outcome.STRATEGY, codes=FACTORS)
    [child] = list(children([world.kai.pk], None))
    [enquiry] = child.episodes[0].section47s
    assert (enquiry.start, enquiry.icpc_target) == (time.today(), time.add_working_days(time.today(), 15))
