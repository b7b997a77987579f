"""Council child numbers for children who have none: a census cannot name a child without one."""

from collections.abc import Sequence

from rock.core.bulk import copy_in
from rock.core.services import Actor, service
from rock.records.models import Identifier, IdentifierKind, SameRecord

GIVEN_HERE = "Given here for the census"


@service
def number_children(*, by: Actor, person_ids: Sequence[int]) -> int:
    """Give a number (“FR” and the record's own) to each of these people who has none; return how many were given.

    Of records that are read as one, none is numbered where one has a number.
    """
    same = SameRecord.objects.filter(person__in=person_ids).values_list("person", "same")
    groups: dict[int, set[int]] = {pk: {pk} for pk in person_ids}
    for person, other in same:
        groups[person].add(other)
    everyone = {pk for group in groups.values() for pk in group}
    kind = IdentifierKind.LA_CHILD_ID
    numbered = set(Identifier.objects.filter(kind=kind, person__in=everyone).values_list("person_id", flat=True))
    without = sorted({min(group) for group in groups.values() if not group & numbered})
    rows = ((pk, kind.value, f"FR{pk:08}", GIVEN_HERE) for pk in without)
    copy_in(Identifier, ("person_id", "kind", "value", "source"), rows)
    return len(without)
