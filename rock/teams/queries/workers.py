"""Who works with a child, and who did before."""

from collections.abc import Collection

from django.db.models import F

from rock.teams.models import Allocation


def workers_of(children: Collection[int]) -> list[Allocation]:
    """Return the allocations of children, whoever is theirs now first, then the latest that ended; without any that never ran."""
    rows = Allocation.objects.filter(child__in=children).exclude(ends__lte=F("starts"))
    return list(
        rows.select_related("worker", "pod").order_by(F("ends").desc(nulls_first=True), "kind", "-starts", "pk")
    )
