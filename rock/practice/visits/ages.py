"""How old a child is on a day, in months: what a baby may be asked depends on it. Pure."""

from datetime import date

from rock.records.models import Person


def months_old(person: Person, day: date) -> int | None:
    """Return somebody's age in whole months on a day; None while it is not known, below 0 before birth."""
    born = person.birth_date
    if born is None:
        return None
    return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
