"""What can be moved, to whom; asked when it is proposed and again when it is agreed, for the record goes on meanwhile."""

from rock.core.services import Refused
from rock.core.words import joined
from rock.records.models import FamilyMember, Occasion, OccasionKind, Person, Redaction
from rock.records.queries.concerned import people_on
from rock.records.queries.people import members, one_person

_NEVER_WHOLE = frozenset({OccasionKind.REQUEST, OccasionKind.DECISION})


def check_move(row: Redaction) -> None:
    """Return when this can be moved; Refused says what is wrong."""
    if row.occasion:
        _check_occasion(row, row.occasion)
    else:
        _check_one(row, row.wrong_person, row.right_person)


def _check_one(row: Redaction, wrong: Person | None, right: Person | None) -> None:
    if wrong is None or right is None or wrong.pk == right.pk:
        raise Refused("Choose the person with whom it stands wrongly, and the right person.")
    if row.document and row.document.person_id != wrong.pk:
        raise Refused("This document does not stand with that person.")
    words = row.statement
    if words and words.speaker_id != wrong.pk and not words.about.filter(person=wrong).exists():
        raise Refused("These words do not stand with that person.")


def _check_occasion(row: Redaction, occasion: Occasion) -> None:
    if occasion.kind in _NEVER_WHOLE:
        raise Refused("A request and its decision are not moved whole. Move their words one by one.")
    if occasion.family_id != row.wrong_family_id:
        raise Refused("It stands with another family by now. Take this back and ask again.")
    pairs = {pair.wrong_person: pair.right_person for pair in row.pairs.select_related("wrong_person", "right_person")}
    _check_pairs(occasion, pairs)
    if occasion.family_id is None:
        if row.right_family_id or not pairs:
            raise Refused("Choose the person with whom it stands wrongly, and the right person.")
        return
    _check_family(row, occasion, pairs)


def _check_pairs(occasion: Occasion, pairs: dict[Person, Person]) -> None:
    if set(pairs) & set(pairs.values()):
        raise Refused("Nobody can be wrong and right at once. Choose the right record of each person.")
    absent = set(pairs) - set(people_on(occasion))
    if absent:
        raise Refused(f"It does not stand with {joined([str(one) for one in absent])}.")


def _check_family(row: Redaction, occasion: Occasion, pairs: dict[Person, Person]) -> None:
    family = row.right_family
    if family is None or (family.pk == occasion.family_id and not pairs):
        raise Refused("Choose the right family, or the right person in this one.")
    inside = one_person(members(family).values_list("person_id", flat=True))
    strangers = [str(one) for one in pairs.values() if one.pk not in inside]
    if strangers:
        raise Refused(
            f"{joined(strangers)}: not in that family today. Choose the right record, or add them to it first."
        )
    ours = FamilyMember.objects.filter(family=occasion.family_id).values_list("person_id", flat=True)
    left = [one for one in people_on(occasion) if one not in pairs and one.pk in set(ours) - inside]
    if left and family.pk != occasion.family_id:
        raise Refused(f"It stands with {joined([str(one) for one in left])} too. Choose their right records as well.")
