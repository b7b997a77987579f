"""The demo's own council, whole: nothing in it that the services could not have made, and 50 families told again."""

from typing import Any

import pytest

from rock.core import time
from rock.demo.council.checking import problems
from rock.demo.council.loading.run import load
from rock.demo.council.loading.script import moment_of
from rock.demo.council.replaying import replay
from rock.demo.models import Council

pytestmark = [pytest.mark.soak, pytest.mark.django_db]
FAMILIES = 50


def test_the_demo_council_could_have_happened(settings: Any) -> None:
    facts = settings.DEMO_COUNCIL
    with time.at(moment_of(facts["as_at"])):
        made = load(**facts)
        assert sum(made.rows.values()) > 500_000
        assert all(line.inside for line in made.lines if line.measure in {"referrals a year", "cases per case-holder"})
        assert list(problems()) == []
        different = [(number, lines) for number, lines in replay(Council.objects.get(), FAMILIES) if lines]
        assert different == []
