"""The yardstick: a signed-in page of 25 rows from one query, in the layout of every page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.records.models import Person

ROWS = 25


@allow(Action.SEE_OWN_HOME)
@require_safe
def bare(request: SignedIn) -> HttpResponse:
    """Show 25 rows of one table."""
    rows = Person.objects.order_by("pk").values_list("pk", "given_name", "family_name", "birth_date")[:ROWS]
    return render(request, "bench/bare.html", {"rows": list(rows)})
