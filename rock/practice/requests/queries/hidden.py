"""What a request itself says must not be learned: addresses that are to be kept hidden, schools with them, and the asker's words."""

from rock.practice.requests.kept_back import kept_back
from rock.practice.requests.models import AskerKind, RequestForSupport, RequestPerson
from rock.practice.requests.services.matching import split_address
from rock.records.hidden import NOTHING, Tokens, tokens
from rock.records.models import Person
from rock.records.queries.people import one_person

KEY = "hidden_from"


def hidden_by_request(request: RequestForSupport, reader: Person) -> Tokens:
    """Return what would betray to this reader what the asker wants kept back (three queries).

    Whoever lives at a hidden address is not kept from it, nor a parent who asked from what they wrote themselves.
    """
    rows = list(request.people.all())
    records = one_person([reader.pk])
    own = [row for row in rows if row.person_id in records]
    own_places = {_place(row) for row in own if row.address_hidden}
    hidden = [row for row in rows if row.address_hidden and row not in own and _place(row) not in own_places]
    found = tokens((*split_address(row.address), row.school.replace(",", " ")) for row in hidden)
    if own_places or _wrote_it(request, own):
        return found
    return Tokens(found.words | _said(request, rows).words)


def _wrote_it(request: RequestForSupport, own: list[RequestPerson]) -> bool:
    names = {row.name.casefold() for row in own}
    return request.asker_kind == AskerKind.PARENT and request.asker_name.casefold() in names


def _said(request: RequestForSupport, rows: list[RequestPerson]) -> Tokens:
    words = request.occasion.statements.filter(question=KEY).values_list("words", flat=True)
    names = [row.name for row in rows] + [request.asker_name]
    found = [kept_back(text, people=names).words for text in words]
    return Tokens({token: written for one in found for token, written in one.items()}) if found else NOTHING


def _place(row: RequestPerson) -> str:
    return "".join(row.address.split()).casefold()
