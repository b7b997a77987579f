"""Who the children of a file are among those who are held; and who may be, which a person decides.

Likely, and never joined by itself: a pupil number that a record has which cannot be this child's for another reason; a
pupil number that is the former one of the other; born on the same day with the same sex and ethnicity, where the record
held has no council child number (the council counts two children with two numbers as two).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from rock.insight.cin.held import HeldChild, held_children
from rock.insight.cin.models import LikelyMatch, MatchReason
from rock.insight.cin.records import ChildRecord
from rock.records.models import BirthKind, Ethnicity, Identifier, IdentifierKind, Person, SameRecord, Sex

MOST_LIKELY = 5


@dataclass(slots=True)
class Known:
    """Who holds the numbers of some children of a file, and all that is held of them."""

    by_id: dict[str, int] = field(default_factory=dict)
    by_upn: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_former: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    held: dict[int, HeldChild] = field(default_factory=dict)

    def owners(self, upn: str | None) -> set[int]:
        """Return who has this pupil number now."""
        return self.by_upn.get(upn, set()) if upn else set()


def known(records: Sequence[ChildRecord]) -> Known:
    """Return who holds the numbers of these children."""
    found = Known(by_id=persons_by_id(record.la_child_id for record in records))
    upns = {upn for record in records for upn in (record.upn, record.former_upn) if upn}
    kinds = {IdentifierKind.UPN.value: found.by_upn, IdentifierKind.FORMER_UPN.value: found.by_former}
    rows = Identifier.objects.filter(kind__in=kinds, value__in=upns).values_list("kind", "value", "person_id")
    for kind, value, person_id in rows:
        kinds[kind][value].add(person_id)
    found.held = held_children({*found.by_id.values(), *(pk for owners in found.by_upn.values() for pk in owners)})
    return found


def persons_by_id(la_child_ids: Iterable[str]) -> dict[str, int]:
    """Return the keys of the people who have these council child numbers."""
    rows = Identifier.objects.filter(kind=IdentifierKind.LA_CHILD_ID, value__in=list(la_child_ids))
    return dict(rows.values_list("value", "person_id"))


def by_upn(record: ChildRecord, who: Known, claimed: set[int]) -> HeldChild | None:
    """Return the one record that has this child's pupil number, if nothing speaks against it."""
    owners = who.owners(record.upn)
    if len(owners) != 1 or owners & claimed:
        return None
    held = who.held[next(iter(owners))]
    return held if _agrees(record.birth_date, held.facts["birth_date"]) and _sex_agrees(record, held) else None


def _agrees(one: object, other: object) -> bool:
    return one is None or other is None or one == other


def _sex_agrees(record: ChildRecord, held: HeldChild) -> bool:
    sexes = {record.sex or Sex.UNKNOWN, held.facts["sex"]} - {Sex.UNKNOWN}
    return len(sexes) < 2


def likely_by_number(record: ChildRecord, who: Known, leave_out: set[int]) -> list[tuple[int, MatchReason]]:
    """Return who may be this child by a pupil number, now or formerly."""
    former = who.owners(record.former_upn) | (who.by_former.get(record.upn, set()) if record.upn else set())
    found = dict.fromkeys(sorted(former), MatchReason.FORMER_UPN)
    found |= dict.fromkeys(sorted(who.owners(record.upn)), MatchReason.SAME_UPN)
    return [(pk, reason) for pk, reason in found.items() if pk not in leave_out][:MOST_LIKELY]


Birth = tuple[object, str | None]


def without_number(records: Sequence[ChildRecord]) -> dict[Birth, list[tuple[int, str]]]:
    """Return by birth date and sex the people born like these children who have no council child number."""
    numbered = Identifier.objects.filter(person=OuterRef("pk"), kind=IdentifierKind.LA_CHILD_ID)
    days = {record.birth_date for record in records if record.birth_date}
    rows = Person.objects.filter(~Exists(numbered), birth_date__in=days, birth_kind=BirthKind.EXACT)
    found: dict[Birth, list[tuple[int, str]]] = defaultdict(list)
    for pk, born, sex, ethnicity in rows.order_by("pk").values_list("pk", "birth_date", "sex", "ethnicity"):
        found[born, sex].append((pk, ethnicity))
    return found


def likely_by_birth(
    record: ChildRecord, born_like: dict[Birth, list[tuple[int, str]]]
) -> list[tuple[int, MatchReason]]:
    """Return who may be this child by birth, sex and ethnicity; an ethnicity that is not known speaks against nobody."""
    if record.sex in (None, Sex.UNKNOWN):
        return []
    unsaid = (None, Ethnicity.NOBT)
    return [
        (pk, MatchReason.SAME_BIRTH)
        for pk, ethnicity in born_like.get((record.birth_date, record.sex), ())
        if ethnicity == record.ethnicity or ethnicity in unsaid or record.ethnicity in unsaid
    ][:MOST_LIKELY]


def undecided(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return those of the pairs of people that nobody was asked about yet, and that are not read as one already."""
    wanted = set(pairs)
    ids = {pk for pair in wanted for pk in pair}
    if not ids:
        return set()
    asked = LikelyMatch.objects.filter(Q(incoming__in=ids) & Q(held__in=ids)).values_list("incoming_id", "held_id")
    joined = SameRecord.objects.filter(person__in=ids, same__in=ids).values_list("person", "same")
    known_pairs = {frozenset(pair) for pair in (*asked, *joined)}
    return {pair for pair in wanted if frozenset(pair) not in known_pairs}
