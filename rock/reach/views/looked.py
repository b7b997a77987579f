"""Who looked, for managers: at one person, and what stands out. On the page only, never as a file."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core import time
from rock.reach.anomalies import anomalies
from rock.reach.forms import DayForm, LookedForm
from rock.reach.looked import Wanted, newest_seals, start_of, views_of
from rock.reach.presenters import grouped, view_row
from rock.reach.queries import person_or_404
from rock.reach.views.common import safety_tabs, seen

PAGE_SIZE = 50


@allow(Action.SEE_WHO_LOOKED)
@require_safe
def who_looked(request: SignedIn, pk: int) -> HttpResponse:
    """Show who looked at a person, the latest first."""
    person = person_or_404(request.user, pk)
    form = LookedForm(request.GET)
    wanted = Wanted(**form.cleaned_data) if form.is_valid() else Wanted()
    page = Paginator(views_of(person, wanted), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [view_row(view) for view in page]
    query = request.GET.copy()
    query.pop("page", None)
    seen(request, person, "who looked")
    facts = {"person": person, "form": form, "page": page, "rows": rows, "query": query.urlencode()}
    return render(request, "reach/who_looked.html", facts)


@allow(Action.SEE_WHO_LOOKED)
@require_safe
def what_stands_out(request: SignedIn) -> HttpResponse:
    """Show the views that a manager should look at, of today unless said."""
    form = DayForm(request.GET if "days" in request.GET else {"days": "1"})
    days = int(form.cleaned_data["days"]) if form.is_valid() else 1
    found = anomalies(request.user, start_of(time.today() - timedelta(days=days - 1)), time.now())
    return render(
        request, "reach/anomalies.html", {"form": form, "groups": grouped(found), "tabs_here": safety_tabs(request)}
    )


@allow(Action.SEE_WHO_LOOKED)
@require_safe
def seals(request: SignedIn) -> HttpResponse:
    """Show the newest daily seals, so that their digests can be kept elsewhere."""
    return render(
        request,
        "reach/seals.html",
        {"seals": newest_seals(), "caption": _("The last 31 days"), "tabs_here": safety_tabs(request)},
    )
