"""Children as the census says them, read from the tables a thousand at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from rock.insight.cin.exporting.standing import as_stood, in_scope, person_as_stood
from rock.insight.cin.held import HeldChild, HeldRow, held_children
from rock.insight.cin.loading.people import ELEMENTS, is_nothing
from rock.insight.cin.records import ChildRecord, Episode
from rock.insight.cin.sources import Standing
from rock.insight.cin.tables import EPISODES, Table
from rock.practice.requests.models import Referral
from rock.records.models import SameRecord

CHUNK = 1000


def children(person_ids: Sequence[int], census: Standing | None) -> Iterator[ChildRecord]:
    """Yield these people as children of a census (None: everything that is held), each person once."""
    groups = _groups(person_ids)
    for start in range(0, len(groups), CHUNK):
        part = groups[start : start + CHUNK]
        held = held_children([pk for group in part for pk in group])
        for group in part:
            child = _record([held[pk] for pk in group], census)
            if child.episodes or census is None:
                yield child


def persons_in(census: Standing | None) -> list[int]:
    """Return the keys of the people whom a census holds (None: everybody with a referral), in the order of their making."""
    rows = Referral.objects.all()
    if census is not None:
        begun, starts = Q(referred_on__lte=census.as_at), census.starts or date.min
        still_open = Q(closed_on__isnull=True, no_further_action=False)
        rows = rows.filter(begun & (still_open | Q(closed_on__gte=starts) | Q(referred_on__gte=starts)))
    return list(rows.order_by("child_id").values_list("child_id", flat=True).distinct())


def _groups(person_ids: Sequence[int]) -> list[list[int]]:
    """Return the records of each person together, the earliest first."""
    same: dict[int, set[int]] = defaultdict(set)
    for person, other in SameRecord.objects.filter(person__in=person_ids).values_list("person", "same"):
        same[person].add(other)
    groups = {tuple(sorted({pk, *same.get(pk, ())})): None for pk in person_ids}
    return [list(group) for group in groups]


def _record(records: Sequence[HeldChild], census: Standing | None) -> ChildRecord:
    facts = dict(records[0].facts)
    for other in records[1:]:
        facts |= {name: other.facts[name] for name in ("la_child_id", *ELEMENTS) if is_nothing(facts[name])}
    rows = (row for record in records for row in record.episodes)
    said = dict.fromkeys(_episodes(rows, census))
    if census is not None:
        facts |= person_as_stood(facts, census.as_at)
    return ChildRecord(**facts | {"la_child_id": facts["la_child_id"] or "", "episodes": tuple(said)})


def _episodes(rows: Iterable[HeldRow], census: Standing | None) -> Iterator[Episode]:
    for row in rows:
        if census is None:
            yield _made(EPISODES, row)
        elif in_scope(row.facts, census):
            yield _made(EPISODES, as_stood(EPISODES, row, census.as_at))


def _made(table: Table, row: HeldRow) -> Any:
    """Return the record that a row and all under it say."""
    parts = {part.attr: tuple(_made(part, inner) for inner in row.parts[part.attr]) for part in table.parts}
    return table.make(**row.facts | parts)
