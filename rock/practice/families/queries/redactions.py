"""What can be moved or removed, and what waits for a second person, as far as the reader reaches everybody concerned."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused
from rock.core.words import joined
from rock.reach.queries import reached, reaches
from rock.records.models import (
    Family,
    FamilyMember,
    Occasion,
    Person,
    PersonDocument,
    Redaction,
    RedactionPair,
    Statement,
    StatementAbout,
)
from rock.records.queries.concerned import IN_PAIRS, IN_WORDS, ON_DOCUMENT, ON_OCCASION, Naming, people_on
from rock.records.queries.people import one_person, open_on

WORDS_ON_A_PAGE = 20


def statement_or_404(user: User, pk: int) -> Statement:
    """Return words that stand with people who are all reached: the speaker, and everyone whom they are about."""
    rows = Statement.objects.filter(_all_reached(user, IN_WORDS, "pk"), pk=pk)
    somebody = Q(speaker__isnull=False) | Exists(StatementAbout.objects.filter(statement=OuterRef("pk")))
    found = rows.filter(somebody).select_related("speaker", "occasion").prefetch_related("about__person").first()
    if found is None:
        raise Http404
    return found


def words_on(user: User, ids: Collection[int], *, start: int = 0) -> list[Statement]:
    """Return a page of the words that these records said or that are about them, latest first, and one more if there is one.

    Words that name somebody beyond reach are not there: they are for somebody who reaches everyone.
    """
    about = StatementAbout.objects.filter(person__in=ids).values("statement")
    theirs = about.union(Statement.objects.filter(speaker__in=ids).values("pk"))
    rows = Statement.objects.filter(_all_reached(user, IN_WORDS, "pk"), pk__in=theirs)
    latest = rows.select_related("occasion", "speaker", "speaker_staff").order_by("-occasion__happened_at", "-pk")
    return list(latest[start : start + WORDS_ON_A_PAGE + 1])


def occasion_or_404(user: User, pk: int) -> tuple[Occasion, list[Person]]:
    """Return an occasion and its people, who are all reached, as is somebody of its family; all else is not there."""
    occasion = Occasion.objects.filter(_family_reached(user, "family"), pk=pk).select_related("family").first()
    people = people_on(occasion) if occasion else []
    if occasion is None or not (people or occasion.family_id):
        raise Http404
    if reaches(user, [one.pk for one in people]) != {one.pk for one in people}:
        raise Http404
    return occasion, people


def document_or_404(user: User, pk: int) -> PersonDocument:
    """Return a document of somebody who is reached, if it has not been removed."""
    rows = PersonDocument.objects.filter(reached(user, "person_id"), pk=pk, file__size__gt=0)
    found = rows.select_related("person", "file").first()
    if found is None:
        raise Http404
    return found


def family_of(people: Iterable[Person], number: int | None) -> Family | None:
    """Return the family in which all these people are today; Refused where there is none, or more and none was chosen."""
    chosen = list(people)
    if not chosen:
        return None
    rows = Family.objects.all()
    standing = FamilyMember.objects.filter(open_on(time.today()))
    for one in chosen:
        rows = rows.filter(pk__in=standing.filter(person__in=one_person([one.pk])).values("family"))
    found = list((rows.filter(pk=number) if number else rows).order_by("pk"))
    if not found:
        raise Refused("The right people are not in one family today. Check the numbers, or put the family right first.")
    if len(found) > 1:
        names = joined([f"{one} ({one.pk})" for one in found])
        raise Refused(f"They are in more than one family: {names}. Enter the number of the right one.")
    return found[0]


def waiting(user: User) -> list[Redaction]:
    """Return what was asked and waits for a second person, where everyone concerned is reached; oldest first."""
    rows = Redaction.objects.filter(
        _all_reached(user, IN_WORDS, "statement"),
        _all_reached(user, ON_OCCASION, "occasion"),
        _all_reached(user, ON_DOCUMENT, "document"),
        _all_reached(user, IN_PAIRS, "pk"),
        _family_reached(user, "wrong_family"),
        _family_reached(user, "right_family"),
        Q(right_person__isnull=True) | Q(reached(user, "right_person_id")),
        done_at__isnull=True,
    )
    pairs = RedactionPair.objects.select_related("wrong_person", "right_person").order_by("pk")
    words = Statement.objects.order_by("recorded_at", "pk")
    chosen = rows.select_related(
        "statement__occasion", "occasion", "document", "right_family", "asked_by", "wrong_person", "right_person"
    ).prefetch_related("statement__about__person", Prefetch("pairs", pairs), Prefetch("occasion__statements", words))
    return list(chosen.order_by("asked_at", "pk"))


def waiting_or_404(user: User, pk: int) -> Redaction:
    """Return one of those that wait."""
    for row in waiting(user):
        if row.pk == pk:
            return row
    raise Http404


def _all_reached(user: User, where: Iterable[Naming], column: str) -> Q:
    """Return the condition that everybody who is named on what stands in a column is reached."""
    found = Q()
    for model, person, way in where:
        rows: QuerySet[Any, Any] = model._default_manager.filter(**{way: OuterRef(column), f"{person}__isnull": False})
        found &= ~Q(Exists(rows.exclude(reached(user, f"{person}_id"))))
    return found


def _family_reached(user: User, column: str) -> Q:
    inside = FamilyMember.objects.filter(open_on(time.today()), reached(user, "person_id"), family=OuterRef(column))
    return Q(**{f"{column}__isnull": True}) | Q(Exists(inside))
