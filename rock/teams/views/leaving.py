"""What colleagues of a manager's pods leave: it stays in sight until somebody has each of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views
from rock.teams.forms import HandOnForm
from rock.teams.leaving import Left, left_by
from rock.teams.queries.leaving import colleague_or_none, colleagues, drafts_of, who_could_take
from rock.teams.services.leaving import hand_on


@allow(Action.ALLOCATE)
@require_safe
def leavers(request: SignedIn) -> HttpResponse:
    """Show who is and was in the pods that somebody manages; those who leave or left come first."""
    return render(request, "teams/leavers.html", {"posts": colleagues(request.user)})


@allow(Action.ALLOCATE)
@require_http_methods(["GET", "HEAD", "POST"])
def leaves(request: SignedIn, pk: int) -> HttpResponse:
    """Show what one colleague leaves, and hand on what is chosen."""
    who = colleague_or_none(request.user, pk)
    if who is None:
        raise Http404
    left, beside = left_by(who, reader=request.user)
    people = who_could_take(request.user, who)
    form = HandOnForm(request.POST or None, left=left, people=people)
    if form.is_valid():
        chosen = {key: left[key] for key in form.cleaned_data["what"]}
        try:
            return once_per_form(request, lambda: _hand_on(request, pk, chosen, form))
        except Refused as no:
            form.add_error(None, str(no))
    ids = {one.child.pk for one in left.values()}
    log_views(user=request.user, people=ids, page="what is left", purpose=ViewPurpose.WORK)
    page = {"who": who, "left": left, "beside": beside, "form": form, "drafts": drafts_of(who)}
    return render(request, "teams/leaves.html", page)


def _hand_on(request: SignedIn, pk: int, chosen: dict[str, Left], form: HandOnForm) -> str:
    hand_on(by=request.user, what=chosen, to=form.cleaned_data["to"])
    return reverse("teams:leaves", args=[pk])
