"""How old a child is on a day: what a baby may be asked, and what a young person decides themselves, depend on it. Pure."""

from datetime import date

from rock.core import time
from rock.records.models import Person

YOUNG_PERSON = 12


def months_old(person: Person, day: date) -> int | None:
    """Return somebody's age in whole months on a day; None while it is not known, below 0 before birth."""
    born = person.birth_date
    if born is None:
        return None
    return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)


def is_young_person(child: Person, on: date | None = None) -> bool:
    """Return whether they are of the age at which they say themselves who may read their words, and what they agree to."""
    return child.birth_date is not None and time.add_months(child.birth_date, YOUNG_PERSON * 12) <= (on or time.today())
