"""Who may own a promise: never the person who is harmed, where it hangs on another adult's violence."""

from rock.core.services import Refused
from rock.records.models import Person
from rock.records.queries.people import one_person


def own_to_promise(owner: Person, depends_on: Person | None) -> Person:
    """Return who owns a promise that depends on an adult's violence (that adult); refuse the person who is harmed by it."""
    if depends_on is None:
        return owner
    if owner.pk in one_person([depends_on.pk]):
        return depends_on
    raise Refused(
        f"This is kept only if {depends_on} stops hurting or controlling somebody, so {owner} cannot promise it. "
        f"It can be {depends_on}’s own promise, a worker’s or a service’s. Choose one of them, "
        "or write what a worker will do to keep the family safe."
    )
