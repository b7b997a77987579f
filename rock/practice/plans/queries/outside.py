"""Promises that stand in no plan that runs: made on a visit, before there is a plan or before anybody took them in."""

from django.db.models import Exists, OuterRef
from django.http import Http404

from rock.accounts.models import User
from rock.practice.plans.models import Plan
from rock.reach.queries import person_or_404
from rock.records.models import Person, Promise, PromiseState
from rock.records.queries.people import one_person


def promised_outside(child: Person) -> list[Promise]:
    """Return the open promises for a child that stand in no plan that runs, the soonest first."""
    runs = Plan.objects.filter(items__promise=OuterRef("pk"), ended_on__isnull=True)
    rows = Promise.objects.filter(~Exists(runs), child__in=one_person([child.pk]), state=PromiseState.OPEN)
    return list(rows.select_related("owner", "owner_staff", "idea_of", "idea_of_staff").order_by("due_on", "pk"))


def outside_or_404(user: User, child_pk: int, pk: int) -> tuple[Person, Promise]:
    """Return a child whom the user reaches, and an open promise for that child that stands in no plan that runs."""
    child = person_or_404(user, child_pk)
    found = next((one for one in promised_outside(child) if one.pk == pk), None)
    if found is None:
        raise Http404
    return child, found
