"""The last look before words are shown to a partner: whatever would give a hidden address away is not."""

from collections.abc import Iterable

from rock.practice.requests.queries.hidden import hidden_by_requests
from rock.practice.visits.queries.belonging import around_any
from rock.records.comparing import squeezed
from rock.records.hidden import Tokens
from rock.records.models import Person
from rock.records.queries.hidden import hidden_from


def hidden_near(records: Iterable[int]) -> Tokens:
    """Return what is hidden from anybody at all of these children and everybody around them (two queries)."""
    near = Person.objects.filter(around_any(records)).values("pk")
    return Tokens(hidden_from(None, near).words | hidden_by_requests(near, Person(), ()).words)


def for_agency(hidden: Tokens, agency: str) -> Tokens:
    """Return what an agency may not be shown: a partner has no record, so everything hidden but their own school's name."""
    own = squeezed(agency)
    return Tokens({token: written for token, written in hidden.words.items() if token not in own})
