"""Who on a request is called like somebody from whom a user is kept, before anybody is matched to a record.

A name is like another if it has one of their first names (a short form, an initial, a nickname too) and one of their
family names, a former one too, in whatever order. Rather one too many: what somebody read of their own family they know.
"""

from typing import Any

from django.db.models import BooleanField, CharField, Exists, Func, OuterRef, QuerySet, Value
from django.db.models.functions import Concat, Left

from rock.practice.requests.models import RequestPerson
from rock.reach.queries import Who, grants
from rock.records.models import Person, PersonName, SameRecord


class Folded(Func):
    """A name as `rock.records.names.fold` writes it, made by the database."""

    template = "btrim(regexp_replace(regexp_replace(lower(unaccent(%(expressions)s)), '[''`´.]', '', 'g'), '[^a-z]+', ' ', 'g'))"
    output_field = CharField()


class ShareAWord(Func):
    """Whether two texts, words with single spaces between, have a word in common."""

    template = "(string_to_array(%(expressions)s, ' '))"
    arg_joiner = ", ' ') && string_to_array("
    output_field = BooleanField()


def somebody_close(user: Who) -> QuerySet[RequestPerson]:
    """Return the people of a request (`OuterRef("pk")`), not matched yet, called like somebody from whom the user is kept."""
    denied = grants(user).filter(user=user, allow=False).values("person")
    records: QuerySet[Any, Any] = denied.union(SameRecord.objects.filter(person__in=denied).values("same"))
    theirs = PersonName.objects.filter(person=OuterRef("pk"))
    called = OuterRef(OuterRef("called"))
    given = Folded("given_name")
    first = ShareAWord(Concat(given, Value(" "), Left(given, 1)), called)
    family = ShareAWord(Folded("family_name"), called)
    close = Person.objects.filter(Exists(theirs.filter(first)), Exists(theirs.filter(family)), pk__in=records)
    return RequestPerson.objects.filter(Exists(close), request=OuterRef("pk"), person__isnull=True)
