"""Somebody's places in families' networks, for the workers of those families: what they offer and offered, what they were told."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.http import Http404
from django.utils.dateparse import parse_date, parse_datetime

from rock.accounts.models import User
from rock.core import time
from rock.doors.family.queries.questions import QUESTION
from rock.doors.family.words import NEAR_ANSWERS
from rock.reach.queries import reached
from rock.records.models import (
    Agreement,
    Audience,
    CourtOrder,
    Family,
    FamilyMember,
    MemberRole,
    NetworkMember,
    Person,
    Relationship,
    SameRecord,
    Statement,
    Telling,
    TellingChoice,
)
from rock.records.queries.people import one_person, open_on
from rock.records.queries.telling import NEAR, in_network, near_tellings
from rock.records.services.guards import history


@dataclass(frozen=True)
class Offered:
    """What somebody offered before, and whether they changed it on their own page."""

    words: str
    by_themselves: bool


@dataclass(frozen=True)
class Agreed:
    """Who was asked whether somebody may be told, when, and what they said; or why nobody was (`why` then says it)."""

    pk: int
    who: str
    on: date | None
    words: str
    taken_back: date | None
    why: str


@dataclass(frozen=True)
class Said:
    """What they answered: which answer it is, their words, when; `question` is its number where it is one to answer."""

    question: int | None
    what: str
    words: str
    at: datetime | None


@dataclass(frozen=True)
class NearTold:
    """One telling, whether its words stand on their page now, who agreed to it, and what they said to it."""

    telling: Telling
    shows: bool
    agreed: tuple[Agreed, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True)
class NearPlace:
    """A place in one family's network: what they offered there before, the latest first, and what they were told."""

    place: NetworkMember
    before: tuple[Offered, ...]
    told: tuple[NearTold, ...]


def near_places(user: User, ids: frozenset[int]) -> list[NearPlace]:
    """Return somebody's places in the networks of those families that the user reaches (two queries)."""
    members = FamilyMember.objects.filter(open_on(time.today()), reached(user, "person_id"), family=OuterRef("family"))
    earlier = history(NetworkMember).filter(pgh_obj=OuterRef("pk")).order_by("-pgh_id")
    fields = JSONObject(words="offers", user="acting_user")
    rows: Any = NetworkMember.objects.filter(Exists(members), open_on(time.today()), person__in=ids)
    rows = rows.annotate(earlier=ArraySubquery(earlier.values(json=fields)), own_user=F("person__door__user"))
    places = list(rows.select_related("family", "person").order_by("pk"))
    told = _told(ids, {row.family_id for row in places})
    return [
        NearPlace(row, _before(row), tuple(one for one in told if one.telling.occasion.family_id == row.family_id))
        for row in places
    ]


def family_ids(places: list[NearPlace]) -> set[int]:
    """Return the ids of everybody who is or was in these families (one query)."""
    families = [one.place.family_id for one in places]
    return set(FamilyMember.objects.filter(family__in=families).values_list("person", flat=True))


def _before(row: Any) -> tuple[Offered, ...]:
    """Return each offer that became another; whoever changed something else of the place left the offer as it was."""
    found, now = [], row.offers
    for one in row.earlier:
        if one["words"] != now:
            own = one["user"] is not None and one["user"] == row.own_user
            found.append(Offered(one["words"], own))
        now = one["words"]
    return tuple(found)


def _told(ids: frozenset[int], families: set[int]) -> list[NearTold]:
    shared = Audience.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=time.now()), statement=OuterRef("statement"), reader__in=ids
    )
    asked = Agreement.objects.filter(occasion=OuterRef("occasion")).order_by("pk")
    fields = JSONObject(
        pk="pk",
        given="person__given_name",
        family="person__family_name",
        on="asked_on",
        words="in_words",
        back="withdrawn_on",
        why="reason_not_needed",
        decided="decided_by__name",
    )
    rows = Telling.objects.filter(occasion__kind=NEAR, occasion__family__in=families, person__in=ids)
    rows = rows.select_related("person", "statement", "occasion__family", "held_by", "decided_by")
    rows = rows.order_by("-decided_at", "-pk")
    back = Statement.objects.filter(replies_to=OuterRef("statement"), speaker__in=ids).order_by("recorded_at")
    rows = rows.annotate(
        shows=Exists(shared),
        agreed=ArraySubquery(asked.values(json=fields)),
        said=ArraySubquery(back.values(json=JSONObject(pk="pk", what="question", words="words", at="recorded_at"))),
    )
    return [NearTold(row, row.shows, tuple(map(_agreed, row.agreed)), tuple(map(_said, row.said))) for row in rows]


def _said(row: dict[str, Any]) -> Said:
    question = row["pk"] if row["what"] == QUESTION else None
    return Said(question, str(NEAR_ANSWERS.get(row["what"], "")), row["words"], parse_datetime(row["at"]))


def _agreed(row: dict[str, Any]) -> Agreed:
    who = row["decided"] or " ".join(filter(None, (row["given"], row["family"])))
    days = (parse_date(row[name]) if row[name] else None for name in ("on", "back"))
    on, back = days
    return Agreed(row["pk"], who, on, row["words"], back, row["why"])


def place_or_404(person: Person, family: Family) -> NetworkMember:
    """Return the place of somebody, whom the caller has reached, in the network of a family that they reach too."""
    found = in_network(one_person([person.pk]), family).select_related("person", "family").first()
    if found is None or found.person is None:
        raise Http404
    return found


def telling_or_404(user: User, person: Person, pk: int) -> Telling:
    """Return something that somebody was told now as one of a network, of a family that the user reaches."""
    places = near_places(user, frozenset(one_person([person.pk])))
    for one in (row.telling for place in places for row in place.told):
        if one.pk == pk and one.choice == TellingChoice.NOW:
            return one
    raise Http404


def held_for(place: NetworkMember) -> Telling | None:
    """Return what is held from somebody in a network, to be decided again; the latest."""
    return near_tellings(place.family).filter(person=place.person_id, choice=TellingChoice.HELD).first()


def responsible_in(user: User, family: Family) -> list[Person]:
    """Return the grown-ups whom the user reaches who have parental responsibility for a child of the family today.

    Not whom an order about a child of the family limits: that somebody is told is not theirs to say.
    """
    return list(_responsible(family).filter(reached(user, "pk")).order_by("birth_date", "pk"))


def is_responsible(person: Person, family: Family) -> bool:
    """Return whether somebody has parental responsibility for a child of the family today, and no order limits them."""
    return _responsible(family).filter(pk__in=one_person([person.pk])).exists()


def _responsible(family: Family) -> QuerySet[Person]:
    day = time.today()
    members = FamilyMember.objects.filter(open_on(day), family=family, role=MemberRole.CHILD).values("person")
    children = Q(pk__in=members) | Q(pk__in=SameRecord.objects.filter(person__in=members).values("same"))
    theirs = Person.objects.filter(children).values("pk")
    has = Relationship.objects.filter(
        open_on(day), person=OuterRef("pk"), other__in=theirs, parental_responsibility=True
    )
    same = SameRecord.objects.filter(person=OuterRef(OuterRef("pk"))).values("same")
    limited = CourtOrder.objects.filter(Q(limits=OuterRef("pk")) | Q(limits__in=same), open_on(day), child__in=theirs)
    return Person.objects.filter(Exists(has), ~Exists(limited)).exclude(pk__in=theirs)
