"""Where an assessment’s pages stand, and a service that was asked."""

from rock.practice.assessments.models import AgencyPart, Assessment
from rock.practice.assessments.services.agencies import ask_agency
from tests.practice.assessments.conftest import World


def at(assessment: Assessment, path: str = "") -> str:
    return f"/assessments/{assessment.pk}/{path}"


def asked(world: World) -> AgencyPart:
    return ask_agency(
        by=world.worker,
        assessment=world.assessment,
        agency="Marram Primary",
        name="Mr Shah",
        email="shah@example.org",
        question="How is Kai in the morning?",
        without_agreement_because="Asking could put Kai at risk.",
    ).part
