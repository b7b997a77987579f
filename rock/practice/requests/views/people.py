"""Who the request is about: each person found before created, and what is already held about them."""

from django.db.models import Exists
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.core.views import refusal
from rock.practice.requests.history import history_of
from rock.practice.requests.models import RequestForSupport, RequestPerson
from rock.practice.requests.presenters import history_by_person
from rock.practice.requests.queries.board import request_or_404
from rock.practice.requests.services import handling, matching
from rock.reach.models import ViewPurpose
from rock.reach.queries import reachable
from rock.reach.services import log_views
from rock.records.queries.people import around


@allow(Action.TAKE_REQUEST)
@require_http_methods(["GET", "HEAD", "POST"])
def match(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Find the record of somebody on the request, or create it where none is theirs."""
    found = request_or_404(request.user, reference)
    asked = get_object_or_404(RequestPerson, pk=pk, request=found)
    chosen = request.POST.get("person", "")
    if chosen == "new" or chosen.isdigit():
        try:
            return once_per_form(request, lambda: _match(request, found, asked, chosen))
        except Refused as no:
            return refusal(request, no, back=reverse("requests:match", args=[reference, pk]))
    found_people = matching.candidates(user=request.user, asked=asked)
    page = {"asked": found, "person": asked, "found": found_people, "unanswered": request.method == "POST"}
    return render(request, "requests/match.html", page)


def _match(request: SignedIn, found: RequestForSupport, asked: RequestPerson, chosen: str) -> str:
    if chosen == "new":
        matching.create_and_match(by=request.user, asked=asked)
    else:
        matching.match_found(by=request.user, asked=asked, person_id=int(chosen))
    return reverse("requests:request", args=[found.reference])


@allow(Action.OPEN_REQUEST)
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: SignedIn, reference: str) -> HttpResponse:
    """Show what is already held about the people of the request, once it is recorded that it was opened."""
    found = request_or_404(request.user, reference)
    named = found.people.filter(person__isnull=False).values("person")
    held = reachable(request.user).filter(around(named)).order_by("-birth_date", "pk")
    if request.method == "POST":
        handling.open_history(by=request.user, request=found, people_found=held.count())
        return redirect("requests:history", reference)
    people = list(held.filter(Exists(found.history_openings.filter(opened_by=request.user))))
    if not people:  # nobody is matched yet, or it is not recorded that this reader opened it
        return redirect("requests:request", reference)
    ids = {person.pk for person in people}
    lines = history_of(ids, leave_out=found)
    log_views(user=request.user, people=ids, page="history", purpose=ViewPurpose.HUB)
    return render(request, "requests/history.html", {"asked": found, "groups": history_by_person(people, lines)})
