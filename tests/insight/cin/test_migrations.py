"""Impossible dates are kept where another system said them, and refused where work here would write them."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rock.practice.assessments.models import Assessment
from rock.practice.conferences.models import ProtectionPlan
from rock.practice.plans.models import CINPlan
from rock.practice.requests.models import Referral
from rock.records.models import Person
from tests.support import factories

pytestmark = pytest.mark.django_db

START, BEFORE = date(2025, 6, 2), date(2025, 6, 1)


def _made(model: Any, source: str, end: date | None) -> Any:
    child = factories.person()
    if model is Person:
        return Person.objects.create(birth_date=START, birth_kind="exact", death_date=end, source=source)
    if model is Referral:
        return Referral.objects.create(child=child, referred_on=START, closed_on=end, source=source)
    under = Referral.objects.create(child=child, referred_on=START)
    name = "authorised_on" if model is Assessment else "ended_on"
    return model.objects.create(referral=under, started_on=START, source=source, **{name: end})


MODELS = [Person, Referral, Assessment, CINPlan, ProtectionPlan]


@pytest.mark.parametrize("model", MODELS)
def test_work_here_is_held_to_possible_dates(model: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        _made(model, "", BEFORE)
    assert _made(model, "", START).pk
    assert _made(model, "", None).pk


@pytest.mark.parametrize("model", MODELS)
def test_another_systems_row_keeps_what_it_said(model: Any) -> None:
    assert _made(model, "CIN census 2024-25", BEFORE).pk
