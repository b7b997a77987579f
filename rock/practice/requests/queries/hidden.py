"""What a request itself says must not be learned: addresses that are to be kept hidden, schools with them, and the asker's words."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from rock.practice.requests.kept_back import kept_back
from rock.practice.requests.models import AskerKind, RequestForSupport, RequestPerson
from rock.practice.requests.services.matching import split_address
from rock.records.hidden import NOTHING, Tokens, tokens
from rock.records.models import Person, SameRecord, Statement
from rock.records.names import fold
from rock.records.queries.people import one_person

KEY = "hidden_from"
_OF_A_PERSON = ("person_id", "name", "address", "address_hidden", "school")

Asked = dict[str, Any]


def hidden_by_request(request: RequestForSupport, reader: Person) -> Tokens:
    """Return what would betray to this reader what the asker of one request wants kept back (two queries).

    Whoever lives at a hidden address is not kept from it, nor a parent who asked from what they wrote themselves, and
    nobody from their own name.
    """
    return _hidden(Q(pk=request.pk), reader, one_person([reader.pk]))


def hidden_by_requests(people: QuerySet[Any, Any], reader: Person, records: Iterable[int]) -> Tokens:
    """Return the same of every request that was matched to one of these people (a query of ids), in one query.

    `records` are the ids of every record that is read as one with the reader.
    """
    same = SameRecord.objects.filter(person__in=people).values("same")
    ids = Person.objects.filter(pk__in=people).values("pk").union(same)
    about = RequestPerson.objects.filter(person__in=ids).values("request")
    return _hidden(Q(pk__in=about), reader, set(records))


def _hidden(which: Q, reader: Person, records: set[int]) -> Tokens:
    people = RequestPerson.objects.filter(request=OuterRef("pk"))
    said = Statement.objects.filter(occasion=OuterRef("occasion"), question=KEY)
    rows = RequestForSupport.objects.filter(which).annotate(
        asked=ArraySubquery(people.values(json=JSONObject(**{name: name for name in _OF_A_PERSON}))),
        said=ArraySubquery(said.values("words")),
    )
    found: dict[str, str] = {}
    for row in rows.only("asker_kind", "asker_name"):
        found |= _of_one(row, reader, records).words
    return Tokens(found) if found else NOTHING


def _of_one(request: Any, reader: Person, records: set[int]) -> Tokens:
    rows: list[Asked] = request.asked
    own = [row for row in rows if row["person_id"] in records]
    own_places = {_place(row) for row in own if row["address_hidden"]}
    hidden = [row for row in rows if row["address_hidden"] and row not in own and _place(row) not in own_places]
    found = tokens((*split_address(row["address"]), row["school"].replace(",", " ")) for row in hidden)
    if own_places or _wrote_it(request, own):
        return found
    known = set(fold(" ".join([str(reader), reader.family_name, *(row["name"] for row in own)])).split())
    said = {token: words for token, words in _said(request).items() if not _names_only(words, known)}
    return Tokens(found.words | said)


def _names_only(words: str, known: set[str]) -> bool:
    """Return whether words are nothing but names that a reader bears; a phone number folds to no name at all."""
    names = set(fold(words).split())
    return bool(names) and names <= known


def _wrote_it(request: Any, own: list[Asked]) -> bool:
    names = {row["name"].casefold() for row in own}
    return request.asker_kind == AskerKind.PARENT and request.asker_name.casefold() in names


def _said(request: Any) -> dict[str, str]:
    names = [row["name"] for row in request.asked] + [request.asker_name]
    found: dict[str, str] = {}
    for text in request.said:
        found |= kept_back(text, people=names).words
    return found


def _place(row: Asked) -> str:
    return "".join(row["address"].split()).casefold()
