"""What a worker sees of somebody's door: how it stands, what they said and took back, what was stopped at it."""

from dataclasses import dataclass

from rock.doors.family.models import DoorHolder, DoorKey, LooksHeld, SafetyFinding
from rock.doors.family.queries.doors import holder_about, standing_keys, told
from rock.records.models import Agreement, Person, Statement, Telling
from rock.records.queries.people import one_person


@dataclass(frozen=True)
class AboutDoor:
    """One person's door, for the workers who reach that person."""

    holder: DoorHolder | None
    told: list[Telling]
    key: DoorKey | None
    said: list[Statement]
    taken_back: list[Agreement]
    findings: list[SafetyFinding]
    held: LooksHeld | None


def about_door(person: Person) -> AboutDoor:
    """Return what stands about the door of one person, whom the caller has reached."""
    ids = frozenset(one_person([person.pk]))
    holder = holder_about(person)
    said = Statement.objects.filter(speaker__in=ids, question__startswith="answer_", replies_to__isnull=False)
    taken_back = Agreement.objects.filter(person__in=ids, withdrawn_on__isnull=False).order_by("-withdrawn_on")
    return AboutDoor(
        holder=holder,
        told=list(told(ids)),
        key=standing_keys().filter(holder=holder).order_by("-made_at").first() if holder else None,
        said=list(said.order_by("-recorded_at")),
        taken_back=list(taken_back),
        findings=list(holder.findings.order_by("-found_at")) if holder else [],
        held=LooksHeld.objects.filter(person__in=ids, released_at__isnull=True).select_related("held_by").first(),
    )
