"""Make a record from the search page: whoever makes it reaches it for a while, until work with the person gives reach."""

from datetime import date, timedelta

from rock.accounts.models import User
from rock.core import time
from rock.core.services import service
from rock.reach.models import Basis, Capacity
from rock.reach.services import grant
from rock.records.models import BirthKind, Person, Sex
from rock.records.services.people import create_person

MAKER_REACHES_FOR = timedelta(days=30)


@service
def create_and_reach(
    *,
    by: User,
    searched_for: str,
    given_name: str,
    family_name: str,
    birth_date: date | None,
    birth_kind: BirthKind,
    sex: Sex,
) -> Person:
    """Make a record after a search, and let its maker open it for 30 days."""
    person = create_person(
        by=by,
        searched_for=searched_for,
        given_name=given_name,
        family_name=family_name,
        birth_date=birth_date,
        birth_kind=birth_kind,
        sex=sex,
    )
    grant(
        by=by,
        people=[person],
        user=by,
        capacity=Capacity.WORKER,
        basis=Basis.REQUEST,
        source=f"created:{person.pk}",
        ends=time.now() + MAKER_REACHES_FOR,
    )
    return person
