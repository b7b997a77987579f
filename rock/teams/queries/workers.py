"""Who works with a child, and who did before."""

from collections.abc import Collection

from django.db.models import F, QuerySet

from rock.core.built_once import built_once
from rock.teams.models import Allocation


def workers_of(children: Collection[int]) -> list[Allocation]:
    """Return the allocations of children, whoever is theirs now first, then the latest that ended; without any that never ran."""
    return _allocations(frozenset(children))


@built_once
def _allocations(ids: frozenset[int]) -> QuerySet[Allocation]:
    rows = Allocation.objects.filter(child__in=ids).exclude(ends__lte=F("starts")).select_related("worker", "pod")
    return rows.order_by(F("ends").desc(nulls_first=True), "kind", "-starts", "pk")
