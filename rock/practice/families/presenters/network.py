"""The people around a family, as the reader may know them."""

from collections.abc import Iterable
from dataclasses import dataclass

from rock.practice.families.presenters.veil import Veil
from rock.records.models import NetworkCircle, NetworkMember


@dataclass(frozen=True)
class NetworkPlace:
    """Somebody in the network; without a name where the reader does not reach their record."""

    pk: int
    circle: int
    closeness: str
    name: str
    who: str
    offers: str
    cannot: str
    person_id: int | None


def network(rows: Iterable[NetworkMember], reached: set[int], closed: set[int], veil: Veil) -> list[NetworkPlace]:
    """Return today's network, the closest first.

    Somebody with a record that the reader does not reach is only who the family says they are (“Nan”); somebody who is
    closed to the reader is not there at all.
    """
    return [_place(row, reached, veil) for row in rows if row.person_id not in closed or row.person_id in reached]


def _place(row: NetworkMember, reached: set[int], veil: Veil) -> NetworkPlace:
    own_page = row.person_id if row.person_id in reached else None
    name = str(row.person) if own_page else veil(row.name) if row.person_id is None else ""
    return NetworkPlace(
        pk=row.pk,
        circle=row.circle,
        closeness=NetworkCircle(row.circle).label,
        name=name,
        who=veil(row.who),
        offers=veil(row.offers),
        cannot=veil(row.cannot),
        person_id=own_page,
    )
