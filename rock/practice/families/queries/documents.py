"""The documents of a person, for whoever reaches them."""

from collections.abc import Iterable

from django.http import Http404

from rock.accounts.models import User
from rock.reach.hidden import hidden_from
from rock.records.models import PersonDocument


def may_read(user: User, person_ids: Iterable[int]) -> bool:
    """Return whether the user may read documents about these people (one query).

    Nobody compares what stands inside a document with a hidden address, so whoever may not see one that is hidden from
    them around these people reads none of them.
    """
    return not hidden_from(user, person_ids)


def documents_of(person_ids: Iterable[int]) -> list[PersonDocument]:
    """Return the documents of one person, over every record that is read as them, the newest first."""
    rows = PersonDocument.objects.filter(person__in=list(person_ids)).select_related("file", "added_by")
    return list(rows.order_by("-added_at", "-pk"))


def document_or_404(person_ids: Iterable[int], pk: int) -> PersonDocument:
    """Return one document of the person; another's is not there."""
    found = PersonDocument.objects.filter(pk=pk, person__in=list(person_ids)).select_related("file").first()
    if found is None:
        raise Http404
    return found
