"""Conflicts of interest as those who may see them do: one's own, and for managers those of their staff."""

from django.http import Http404

from rock.accounts.models import User
from rock.accounts.policy import Action, Scope
from rock.reach.models import ConflictOfInterest
from rock.reach.queries import closed_to, kept_from, reaches


def my_conflicts(user: User) -> list[ConflictOfInterest]:
    """Return what the user declared, or somebody declared of them, that still stands."""
    rows = ConflictOfInterest.objects.filter(user=user, ends__isnull=True)
    return list(rows.select_related("user", "person").order_by("pk"))


def conflicts_of_others(user: User) -> list[tuple[ConflictOfInterest, bool]]:
    """Return colleagues' conflicts that the user may end, each with whether the user may read whom it is about.

    A hub manager sees those about everybody, a team manager those about people they reach; nobody those about people
    whom they are kept from themselves.
    """
    if not user.may(Action.END_CONFLICT):
        return []
    rows = ConflictOfInterest.objects.filter(ends__isnull=True).exclude(user=user)
    found = list(rows.select_related("user", "person").order_by("user__name", "pk"))
    ids = {row.person_id for row in found}
    reached = reaches(user, ids)
    allowed = ids - kept_from(user, ids) if user.scope(Action.END_CONFLICT) is Scope.ALL else reached
    closed = closed_to(user, ids) - reached
    return [(row, row.person_id not in closed) for row in found if row.person_id in allowed]


def conflict_or_404(user: User, pk: int) -> tuple[ConflictOfInterest, bool]:
    """Return a colleague's conflict that the user may end."""
    found = next((row for row in conflicts_of_others(user) if row[0].pk == pk), None)
    if found is None:
        raise Http404
    return found
