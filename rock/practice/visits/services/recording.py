"""A visit is recorded once: all that was said, seen, promised and allowed on it, in one go."""

from uuid import UUID

from django.db import connection

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.practice.visits.facts import ChildFacts, VisitFacts
from rock.practice.visits.models import Visit
from rock.practice.visits.services.checking import check_visit
from rock.practice.visits.services.sharing import release
from rock.practice.visits.services.writing import write_child
from rock.records.models import EventKind, OccasionKind, Presence, PresenceMode, Statement
from rock.records.services.events import record_event
from rock.records.services.occasions import hold_occasion


@service
def record_visit(*, by: User, facts: VisitFacts) -> Visit:
    """Record a whole visit, or return the one that was recorded with this key; Refused in plain words breaks no data.

    Readers whom a speaker said yes to are given the words, but those that `release` holds: `held_on(visit)` tells them.
    """
    _one_at_a_time(facts.key)
    known = Visit.objects.filter(key=facts.key).select_related("occasion").first()
    if known is not None:
        return _the_same(known, by, facts)
    check_visit(facts)
    visit = _visit(by, facts)
    _presences(by, visit, facts)
    for child in facts.children:
        said = write_child(by=by, visit=visit, family=facts.family, facts=child)
        _release(by, said, child)
    record_event(
        by=by,
        kind=EventKind.VISIT_RECORDED,
        people=[child.child for child in facts.children],
        happened_at=facts.happened_at,
        family=facts.family,
        occasion=visit.occasion,
    )
    return visit


def _one_at_a_time(key: UUID) -> None:
    """Let a second sending of the same visit wait until the first is done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('visits_visit'), hashtext(%s))", [str(key)])


def _the_same(known: Visit, by: User, facts: VisitFacts) -> Visit:
    if known.occasion.recorded_by_id != by.pk or known.occasion.family_id != facts.family.pk:
        raise Refused("This visit has been recorded already. Open a new one.")
    return known


def _visit(by: User, facts: VisitFacts) -> Visit:
    occasion = hold_occasion(
        by=by, kind=OccasionKind.VISIT, happened_at=facts.happened_at, place=facts.place.strip(), family=facts.family
    )
    occasion.signed_off_at = time.now()
    occasion.save(update_fields=["signed_off_at"])
    return Visit.objects.create(
        occasion=occasion,
        place_kind=facts.place_kind,
        interpreter=facts.interpreter.strip(),
        ended_early_because=facts.ended_early_because.strip(),
        key=facts.key,
    )


def _presences(by: User, visit: Visit, facts: VisitFacts) -> None:
    """Keep who was there: the worker, the children who were seen, whoever was named, and whoever spoke."""
    people = {one.person.pk for one in facts.present if one.person}
    people |= {child.child.pk for child in facts.children if child.seen}
    people |= {slot.speaker.pk for child in facts.children for slot in child.slots if slot.speaker}
    absent = {child.child.pk for child in facts.children} - people
    staff = {by.pk, *(one.staff.pk for one in facts.present if one.staff)}
    names = {one.name.strip() for one in facts.present if not one.person and not one.staff}
    Presence.objects.bulk_create(
        [
            *(Presence(occasion=visit.occasion, staff_id=pk) for pk in sorted(staff)),
            *(Presence(occasion=visit.occasion, person_id=pk) for pk in sorted(people)),
            *(Presence(occasion=visit.occasion, name=name) for name in sorted(names)),
            *(Presence(occasion=visit.occasion, person_id=pk, mode=PresenceMode.SPOKEN_ABOUT) for pk in sorted(absent)),
        ]
    )


def _release(by: User, said: list[Statement], child: ChildFacts) -> None:
    """Give each speaker's words to those whom the speaker said yes to, when asked."""
    for row in child.readers:
        own = [statement for statement in said if statement.speaker_id == row.speaker.pk]
        for reader in {reader.pk: reader for reader in row.readers}.values():
            release(by=by, statements=own, reader=reader, speaker_said=row.said.strip())
