"""Acts into rows: for each act just what its service writes, which `replay` proves."""

from collections.abc import Iterable

from rock.demo.council.loading.acts import Act
from rock.demo.council.loading.writing.family import FamilyRows, House
from rock.demo.council.loading.writing.people import WRITERS as PEOPLE
from rock.demo.council.loading.writing.requests import WRITERS as REQUESTS
from rock.demo.council.loading.writing.telling import WRITERS as TELLING
from rock.demo.council.loading.writing.work import WRITERS as WORK

WRITERS = PEOPLE | REQUESTS | TELLING | WORK


def write(rows: FamilyRows, acts: Iterable[Act]) -> None:
    """Write the acts of one family, in their order."""
    for act in acts:
        WRITERS[type(act)](rows, act)


__all__ = ["FamilyRows", "House", "write"]
