"""Children's own pages told again: each card that was given opens one page, in its turn."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from rock.accounts.models import RoleHolding, User
from rock.core import time
from rock.demo.council.replaying import again
from rock.demo.council.replaying.picture import CHILD_PAGE, Picture, differences
from rock.doors.child.models import Card, ChildPage
from rock.doors.child.services.opening import give_card
from rock.reach.models import Grant
from rock.records.models import Event, EventKind, EventPerson, Person

_LEFT_OUT = frozenset({"page", "user", "words_hash", "used_at", "email", "password", "source", "event"})


def replay_pages(submission_keys: list[str]) -> Iterator[str]:
    """Yield how the pages of a family's children differ when their cards are given again; nothing stays."""
    children = Person.objects.filter(memberships__family__occasions__request__submission_key__in=submission_keys)
    for child in children.filter(child_page__isnull=False).distinct().order_by("pk"):
        yield from (f"page, {line}" for line in _again(child))


def _again(child: Person) -> list[str]:
    with transaction.atomic():
        loaded, since = _picture(child, 0), again.last_event()
        cards: Any = list(Card.objects.filter(page__person=child).select_related("made_by").order_by("made_at"))
        _aside(child)
        for card in cards:
            with time.at(card.made_at):
                give_card(by=card.made_by, person=child)
        made = _picture(child, since)
        transaction.set_rollback(True)
    return differences(loaded, made)


def _aside(child: Person) -> None:
    page = ChildPage.objects.get(person=child)
    Card.objects.filter(page=page).delete()
    Grant.objects.filter(person=child, source__startswith=CHILD_PAGE).delete()
    page.delete()


def _picture(child: Person, since: int) -> Picture:
    pages = ChildPage.objects.filter(person=child)
    users = User.objects.filter(pk__in=pages.values("user"))
    events = Event.objects.filter(kind=EventKind.CARD_GIVEN, people__person=child, pk__gt=since)
    rows = [
        pages,
        users,
        RoleHolding.objects.filter(user__in=users),
        Card.objects.filter(page__in=pages),
        Grant.objects.filter(person=child, source__startswith=CHILD_PAGE),
        events,
        EventPerson.objects.filter(event__in=events),
    ]
    return again.in_words(rows, _LEFT_OUT)
