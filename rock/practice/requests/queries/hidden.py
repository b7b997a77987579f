"""What must not reach a reader: hidden addresses, and what a request itself says must not be learned.

A request says so of addresses that are to be kept hidden, schools with them, and in the asker's words.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from rock.core.built_once import built_once
from rock.practice.requests.kept_back import kept_back
from rock.practice.requests.models import AskerKind, RequestForSupport, RequestPerson
from rock.practice.requests.services.matching import split_address
from rock.records.hidden import NOTHING, Tokens, tokens
from rock.records.models import Person, SameRecord, Statement
from rock.records.names import fold
from rock.records.queries.hidden import hidden_near
from rock.records.queries.near import near

KEY = "hidden_from"
_PLACE = re.compile(r"\b(?:primary|junior|infants?|high|school|academy|nursery|college|surgery)\b", re.IGNORECASE)
_OF_WHERE = re.compile(r"[,(;]|\s(?:of|at|from)\s|\s[-–]\s", re.IGNORECASE)
_OF_A_PERSON = ("person_id", "name", "address", "address_hidden", "school")

Asked = dict[str, Any]


def hidden_by_request(request: RequestForSupport, reader: Person) -> Tokens:
    """Return what would betray to this reader what the asker of one request wants kept back (one query).

    Whoever lives at a hidden address is not kept from it, nor a parent who asked from what they wrote themselves, and
    nobody from their own name.
    """
    return _hidden(_request(request.pk, reader.pk or 0), reader)


def kept_from(reader: Person | None, people: Collection[int]) -> Tokens:
    """Return all that must not reach this reader (None: anybody) where these people are spoken of, in two queries.

    The one question before words go to somebody outside and again before a door shows them: hidden addresses of these
    people and of everyone near them, and what the askers of every request about any of them keep back.
    """
    addresses = hidden_near(reader.pk if reader else None, people)
    requests = _requests_near(frozenset(people), reader.pk or 0 if reader else 0)
    return Tokens(addresses.words | _hidden(requests, reader or Person()).words)


@built_once
def _request(request: int, reader: int) -> QuerySet[RequestForSupport]:
    return _with_what_was_said(Q(pk=request), reader)


@built_once
def _requests_near(people: frozenset[int], reader: int) -> QuerySet[RequestForSupport]:
    around = near(people)
    same = SameRecord.objects.filter(person__in=around).values("same")
    ids = Person.objects.filter(pk__in=around).values("pk").union(same)
    about = RequestPerson.objects.filter(person__in=ids).values("request")
    return _with_what_was_said(Q(pk__in=about), reader)


def _with_what_was_said(which: Q, reader: int) -> QuerySet[RequestForSupport]:
    people = RequestPerson.objects.filter(request=OuterRef("pk"))
    said = Statement.objects.filter(occasion=OuterRef("occasion"), question=KEY)
    rows = RequestForSupport.objects.filter(which).annotate(
        twins=ArraySubquery(SameRecord.objects.filter(person=reader).values("same")),
        asked=ArraySubquery(people.values(json=JSONObject(**{name: name for name in _OF_A_PERSON}))),
        said=ArraySubquery(said.values("words")),
    )
    return rows.only("asker_kind", "asker_name", "asker_contact", "asker_agency")


def _hidden(rows: Iterable[Any], reader: Person) -> Tokens:
    found: dict[str, str] = {}
    for row in rows:
        found |= _of_one(row, reader, {reader.pk, *row.twins} - {None}).words
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
    return Tokens(found.words | said | (_of_asker(request) if found or said else {}))


def _of_asker(request: Any) -> dict[str, str]:
    """Return where a request that hides something came from: a number or inbox, and the school that the children go to."""
    place = request.asker_agency if _PLACE.search(request.asker_agency) else ""
    return tokens([("", "", f"{request.asker_contact}, {place.replace(',', ' ')}")]).words


def _names_only(words: str, known: set[str]) -> bool:
    """Return whether words are nothing but names that a reader bears; a phone number folds to no name at all."""
    names = set(fold(words).split())
    return bool(names) and names <= known


def _wrote_it(request: Any, own: list[Asked]) -> bool:
    names = {row["name"].casefold() for row in own}
    return request.asker_kind == AskerKind.PARENT and request.asker_name.casefold() in names


def _said(request: Any) -> dict[str, str]:
    # “Priya of Gull Primary” is Priya.
    names = [row["name"] for row in request.asked] + [_OF_WHERE.split(request.asker_name)[0]]
    found: dict[str, str] = {}
    for text in request.said:
        found |= kept_back(text, people=names).words
    return found


def _place(row: Asked) -> str:
    return "".join(row["address"].split()).casefold()
