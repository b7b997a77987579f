"""Whose door it is, and whether it stands: somebody told who is still in that family or its network, or who offered help."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from rock.accounts.models import User
from rock.core import time
from rock.core.built_once import built_once
from rock.doors.family.models import DoorHolder, DoorKey
from rock.doors.keys import link_stands
from rock.reach.models import Capacity, Grant
from rock.records.models import (
    Audience,
    ContactPoint,
    FamilyMember,
    NetworkMember,
    Person,
    SameRecord,
    Statement,
    Telling,
    TellingChoice,
)
from rock.records.queries.people import one_person, open_on
from rock.records.queries.standing import not_under_move, words_not_under_move
from rock.records.queries.telling import in_network


@dataclass(frozen=True)
class Door:
    """An open door: its holder, every record that is read as one with them, and what they were told, latest first.

    Each telling carries `may_read` (its words were shared with this reader and not taken back) and `replies`. `near` are
    the ids of families in whose network the reader is.
    """

    holder: DoorHolder
    ids: frozenset[int]
    tellings: list[Telling]
    near: frozenset[int] = frozenset()

    @property
    def person(self) -> Person:
        """Return the reader."""
        return self.holder.person

    @property
    def families(self) -> set[int]:
        """Return the ids of the families that they were told about and are in, or whose network they are in."""
        return {*self.near} | {row.occasion.family_id for row in self.tellings if row.occasion.family_id}


@dataclass(frozen=True)
class Reader:
    """Who reads at a door, as a query that is built once knows them: their records, and the families of their door."""

    ids: frozenset[int]
    families: frozenset[int]


def door_of(user: User, *, key_id: int | None = None) -> Door | None:
    """Return the user's own door if it stands now (two queries), entered by this link if one is given; else None."""
    return _opened(next(iter(_holders_with(user.pk, key_id)), None))


@built_once
def _holders_with(user_id: int, key_id: int | None) -> QuerySet[DoorHolder]:
    rows = DoorHolder.objects.filter(_granted(), user=user_id, closed_at__isnull=True)
    if key_id is not None:
        rows = rows.filter(Exists(standing_keys().filter(pk=key_id, holder=OuterRef("pk"))))
    same = SameRecord.objects.filter(person=OuterRef("person")).values("same")
    twins = SameRecord.objects.filter(person=OuterRef(OuterRef("person"))).values("same")
    near = NetworkMember.objects.filter(open_on(time.today()))
    found = rows.select_related("person", "user").annotate(
        same=ArraySubquery(same),
        near=ArraySubquery(near.filter(person=OuterRef("person")).values("family")),
        near_as=ArraySubquery(near.filter(person__in=twins).values("family")),
    )
    return found.order_by("pk")[:1]


def door_by_holder(holder: DoorHolder) -> Door | None:
    """Return a holder's door if it stands now, whoever asks; else None."""
    return door_of(holder.user)


def standing_keys() -> QuerySet[DoorKey]:
    """Return the links that are neither over nor withdrawn, and whose codes go nowhere that is unsafe by now.

    A phone that somebody took closes the door that was opened with it as soon as a worker ends it or marks it unsafe.
    """
    return DoorKey.objects.filter(link_stands(), Q(contact__isnull=True) | Q(contact__in=safe_today()))


def safe_today() -> QuerySet[ContactPoint]:
    """Return the phones and inboxes that are in use today and marked safe."""
    return ContactPoint.objects.filter(open_on(time.today()), safe=True)


def told(ids: frozenset[int]) -> QuerySet[Telling]:
    """Return what this person (all their records) was told about families that they are in or near today, latest first."""
    family = OuterRef("occasion__family")
    there = FamilyMember.objects.filter(open_on(time.today()), person__in=ids, family=family)
    rows = Telling.objects.filter(person__in=ids, choice=TellingChoice.NOW, statement__isnull=False)
    rows = rows.filter(Q(Exists(there)) | Q(Exists(in_network(ids, family))))
    return rows.order_by("-decided_at", "-pk")


def near_to(ids: Iterable[int]) -> QuerySet[NetworkMember]:
    """Return the places of these records in families' networks today."""
    return NetworkMember.objects.filter(open_on(time.today()), person__in=list(ids))


def has_part(ids: frozenset[int]) -> bool:
    """Return whether somebody has a page of their own to open: they were told something, or are in a family's network."""
    return near_to(ids).exists() or told(ids).exists()


def holder_about(person: Person) -> DoorHolder | None:
    """Return the door of somebody, open or closed, under whichever of their records it was made."""
    return holders(one_person([person.pk])).first()


def holders(ids: Iterable[int]) -> QuerySet[DoorHolder]:
    """Return the doors of somebody whose records these are, open or closed."""
    return DoorHolder.objects.filter(person__in=list(ids)).select_related("person", "user")


def _granted() -> Q:
    moment = time.now()
    standing = Q(starts__lte=moment) & (Q(ends__isnull=True) | Q(ends__gt=moment))
    own = Grant.objects.filter(standing, person=OuterRef("person"), user=OuterRef("user"))
    return Q(Exists(own.filter(allow=True, capacity=Capacity.THEMSELVES))) & ~Q(Exists(own.filter(allow=False)))


def _opened(holder: Any) -> Door | None:
    if holder is None:
        return None
    ids = frozenset({holder.person_id, *holder.same})
    near, found = frozenset({*holder.near, *holder.near_as}), _tellings(ids)
    return Door(holder, ids, found, near) if found or near else None


@built_once
def _tellings(ids: frozenset[int]) -> QuerySet[Telling]:
    shared = Audience.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=time.now()),
        words_not_under_move("statement__"),
        statement=OuterRef("statement"),
        reader__in=ids,
    )
    own = Statement.objects.filter(words_not_under_move(), replies_to=OuterRef("statement"), speaker__in=ids)
    replies = own.order_by("recorded_at")
    fields = JSONObject(question="question", words="words", at="recorded_at")
    rows = told(ids).filter(not_under_move("occasion__"))
    rows = rows.select_related("statement", "occasion", "decided_by")
    return rows.annotate(may_read=Exists(shared), replies=ArraySubquery(replies.values(json=fields)))
