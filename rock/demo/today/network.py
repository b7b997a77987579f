"""Who stands around the Carrows."""

from rock.accounts.models import User
from rock.practice.requests.models import Decision
from rock.records.models import Family, NetworkCircle, Person
from rock.records.services import families


def family_of(decision: Decision) -> Family:
    """Return the family that a decision made."""
    if decision.occasion.family is None:
        raise ValueError("the decision made no family")
    return decision.occasion.family


def add_network(decision: Decision, *, by: User, leanne: Person, nan: Person) -> None:
    """Write who could help, as the mother named them: the grandmother, the school, a coach."""
    family = family_of(decision)
    near: tuple[tuple[Person | None, str, str, NetworkCircle, str], ...] = (
        (nan, "", "Nan", NetworkCircle.CLOSE, "Comes every day after tea, and has the key"),
        (
            None,
            "Priya Nandakumar",
            "Maisie’s school",
            NetworkCircle.NEAR,
            "Keeps a quiet start for Maisie each morning",
        ),
        (None, "Dougie Marsh", "Tyler’s football coach", NetworkCircle.AROUND, "Gives Tyler a lift home on Tuesdays"),
    )
    for person, name, who, circle, offers in near:
        families.add_to_network(
            by=by,
            family=family,
            person=person,
            name=name,
            who=who,
            circle=circle,
            offers=offers,
            named_by=leanne,
        )
