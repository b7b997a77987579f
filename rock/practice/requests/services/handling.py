"""What the hub does before it decides: somebody takes the request, people are matched, history is opened."""

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.practice.requests.models import HistoryOpening, RequestForSupport, RequestLook, RequestPerson
from rock.practice.requests.queries.board import open_requests_for
from rock.reach.models import Basis, Capacity, Circle
from rock.reach.role_circles import HUB, role_circle
from rock.reach.services import grant
from rock.records.models import Agreement, EventKind, Family, FamilyMember, MemberRole, Person
from rock.records.queries.people import families_of, household_of, members
from rock.records.services.events import record_event

SOURCE = "request"


def source_of(request: RequestForSupport) -> str:
    """Return the name under which a request grants reach."""
    return f"{SOURCE}:{request.pk}"


def hub() -> Circle:
    """Return the circle of everyone who works at the hub's desk: whoever holds one of its roles is in it."""
    return role_circle(HUB)


@service
def look_at(*, by: User, request: RequestForSupport) -> None:
    """Note that somebody at the hub opened the request, so that the others see who has looked."""
    RequestLook.objects.bulk_create(
        [RequestLook(request=request, user=by)],
        update_conflicts=True,
        unique_fields=["request", "user"],
        update_fields=["last_at"],
    )


@service
def take(*, by: User, request: RequestForSupport) -> RequestForSupport:
    """Have the request oneself; refused when a colleague had it first, or when it is decided."""
    row = RequestForSupport.objects.select_for_update().get(pk=request.pk)
    if hasattr(row, "decision"):
        raise Refused("This request has been decided. Nobody needs to take it.")
    if row.taken_by_id not in {None, by.pk}:
        raise Refused(f"{row.taken_by} has this request. Ask them to give it to you.")
    if row.taken_by_id is None:
        row.taken_by, row.taken_at = by, time.now()
        row.save(update_fields=["taken_by", "taken_at"])
        record_event(by=by, kind=EventKind.REQUEST_TAKEN, occasion=row.occasion)
    return row


@service
def hand_over(*, by: User, request: RequestForSupport, to: User) -> RequestForSupport:
    """Give a request that waits to a colleague at the hub; refused where they may not open it (their own family)."""
    if hasattr(request, "decision"):
        raise Refused("This request has been decided. Nobody needs to take it.")
    if not open_requests_for(to).filter(pk=request.pk).exists():
        raise Refused(f"{to} cannot take this request. Choose somebody else.")
    request.taken_by, request.taken_at = to, time.now()
    request.save(update_fields=["taken_by", "taken_at"])
    record_event(by=by, kind=EventKind.REQUEST_TAKEN, occasion=request.occasion, people=[])
    return request


@service
def match_person(*, by: User, asked: RequestPerson, person: Person) -> RequestPerson:
    """Say that somebody on the request is this record; the hub then reaches them and those in their family."""
    if hasattr(asked.request, "decision"):
        raise Refused("This request has been decided, so its people can no longer be changed here.")
    asked.person, asked.matched_by, asked.matched_at = person, by, time.now()
    asked.save(update_fields=["person", "matched_by", "matched_at"])
    _whose_agreement(asked, person)
    around = Person.objects.filter(pk__in=household_of(person))
    grant(
        by=by, people=around, capacity=Capacity.HUB, basis=Basis.REQUEST, source=source_of(asked.request), circle=hub()
    )
    return asked


def _whose_agreement(asked: RequestPerson, person: Person) -> None:
    """Write whose an agreement is, where somebody answered for themselves: it was kept by their name until now."""
    by_name = Agreement.objects.filter(occasion=asked.request.occasion, person_name__iexact=asked.name)
    if asked.request.people.filter(name__iexact=asked.name).count() == 1:
        by_name.exclude(person_name="").update(person=person)


def matched(request: RequestForSupport) -> list[Person]:
    """Return the records that the request's people were matched to, each once."""
    rows = request.people.filter(person__isnull=False).select_related("person")
    return list({row.person_id: row.person for row in rows if row.person}.values())


@service
def family_of(*, by: User, request: RequestForSupport, name: str = "") -> Family:
    """Return the family that work on the request is done with: the one its children are in, or a new one of its people."""
    people = matched(request)
    children = {row.person_id for row in request.people.filter(is_child=True) if row.person_id}
    family = families_of(children or [person.pk for person in people]).order_by("pk").first()
    if family is None:
        first = next((p for p in people if p.pk in children), people[0] if people else None)
        family = Family.objects.create(
            name=name or (first.family_name if first and first.family_name else request.reference), recorded_by=by
        )
    present = set(members(family).values_list("person_id", flat=True))
    FamilyMember.objects.bulk_create(
        FamilyMember(
            family=family,
            person=person,
            role=MemberRole.CHILD if person.pk in children else MemberRole.ADULT,
            starts=time.today(),
        )
        for person in people
        if person.pk not in present
    )
    return family


@service
def open_history(*, by: User, request: RequestForSupport, people_found: int) -> HistoryOpening:
    """Record that what is already held about the request's people was opened, as the decision asks."""
    opening = HistoryOpening.objects.create(request=request, opened_by=by, people_found=people_found)
    record_event(by=by, kind=EventKind.HISTORY_OPENED, occasion=request.occasion, people=matched(request))
    return opening
