"""A worker gives a child a card, or the device in their hands; the page can be closed at once."""

from rock.accounts.models import User, UserKind
from rock.accounts.roles import Role
from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.doors.child.limits import CARD_LASTS
from rock.doors.child.models import Card, ChildPage
from rock.doors.secrets import code_hash, new_words
from rock.doors.users import new_door_user
from rock.reach.models import Basis, Capacity
from rock.reach.services import end_grants, grant
from rock.records.models import EventKind, Person
from rock.records.queries.people import one_person
from rock.records.services.events import record_event

YOUNGEST, ADULT = 4, 18


def page_of(person: Person) -> ChildPage | None:
    """Return a child's page, open or closed, under whichever of their records it was made."""
    return ChildPage.objects.filter(person__in=one_person([person.pk])).select_related("person", "user").first()


@service
def open_page(*, by: Actor, person: Person, user: User | None = None) -> ChildPage:
    """Return the child's page, made if there is none; refused for who is too young, grown up, or of unknown age."""
    _check_age(person)
    page = page_of(person)
    if page is None:
        made = user or new_door_user("child", name=str(person), kind=UserKind.FAMILY, role=Role.CHILD)
        page = ChildPage.objects.create(user=made, person=person, opened_by_id=by.actor_id)
    if page.closed_at is None:
        grant(
            by=by,
            people=[page.person],
            capacity=Capacity.THEMSELVES,
            basis=Basis.RELATIONSHIP,
            source=_source(page),
            user=page.user,
        )
    return page


@service
def give_card(*, by: User, person: Person) -> tuple[Card, str]:
    """Return a new card and its three words, shown this once; the cards before it end."""
    page = _open_or_refused(open_page(by=by, person=person))
    now = time.now()
    page.cards.filter(ended_at__isnull=True).update(ended_at=now)
    card = Card.objects.create(page=page, made_by=by, expires_at=now + CARD_LASTS)
    words = new_words()
    card.words_hash = code_hash(card.pk, words, purpose="child")
    card.save(update_fields=["words_hash"])
    record_event(by=by, kind=EventKind.CARD_GIVEN, people=[person])
    return card, words


@service
def end_cards(*, by: User, person: Person) -> int:
    """End every card of a child (it was lost, or somebody else has it); return how many stood."""
    page = page_of(person)
    return page.cards.filter(ended_at__isnull=True).update(ended_at=time.now()) if page else 0


@service
def close_page(*, by: User, person: Person, because: str) -> ChildPage:
    """Close a child's page at once, on every device, with why."""
    page = page_of(person)
    if page is None or page.closed_at:
        raise Refused("There is no open page to close.")
    if not because.strip():
        raise Refused("Say why the page is closed.")
    page.closed_at, page.closed_because = time.now(), because.strip()
    page.save(update_fields=["closed_at", "closed_because"])
    end_cards(by=by, person=person)
    end_grants(by=by, source=_source(page))
    return page


@service
def reopen_page(*, by: User, person: Person) -> ChildPage:
    """Open a closed page again; its old cards stay dead."""
    page = page_of(person)
    if page is None or page.closed_at is None:
        raise Refused("This page is not closed.")
    page.closed_at, page.closed_because = None, ""
    page.save(update_fields=["closed_at", "closed_because"])
    return open_page(by=by, person=person)


def _open_or_refused(page: ChildPage) -> ChildPage:
    if page.closed_at:
        raise Refused("This page was closed. Open it again first.")
    return page


def _check_age(person: Person) -> None:
    if person.birth_date is None:
        raise Refused("Their date of birth is not known. Write it down first: the page is made for their age.")
    if time.add_months(person.birth_date, YOUNGEST * 12) > time.today():
        raise Refused(
            f"A page of their own is for children of {YOUNGEST} and over. Watch and listen, and write what you saw."
        )
    if time.add_months(person.birth_date, ADULT * 12) <= time.today():
        raise Refused("They are grown up: a page of the family is theirs.")


def _source(page: ChildPage) -> str:
    return f"child:{page.pk}"
