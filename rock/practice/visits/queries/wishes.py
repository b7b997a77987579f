"""What children want different, and which of it waits for an answer."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from rock.accounts.models import User
from rock.reach.queries import reached
from rock.records.models import Promise, PromiseState, Wish

MOST = 60
_WITH = ("statement__occasion", "statement__speaker", "child", "clock", "answer", "promise")


def unanswered(user: User) -> list[Wish]:
    """Return the wishes without an answer of children whom the user reaches, those that ring soonest first (one query)."""
    rows = Wish.objects.filter(reached(user, "child_id"), answer__isnull=True).select_related(*_WITH)
    return list(rows.order_by("clock__due_at", "pk")[:MOST])


def wishes_of(child_ids: Iterable[int]) -> QuerySet[Wish]:
    """Return the wishes of a child who is reached, the newest first."""
    rows = Wish.objects.filter(child__in=list(child_ids)).select_related(*_WITH)
    return rows.order_by("-statement__occasion__happened_at", "-pk")


def wish_or_404(user: User, pk: int) -> Wish:
    """Return a wish of a child whom the user reaches (one query); all else is not there."""
    return get_object_or_404(Wish.objects.filter(reached(user, "child_id")).select_related(*_WITH), pk=pk)


def open_promises_for(wish: Wish) -> list[Promise]:
    """Return the promises to do for the child of a wish, the soonest first (one query)."""
    return list(Promise.objects.filter(child=wish.child_id, state=PromiseState.OPEN).order_by("due_on", "pk"))
