"""The managers' list of what was stopped at a door."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.doors.family.forms import DealForm
from rock.doors.family.models import SafetyFinding
from rock.doors.family.presenters.findings import in_words, kind_in_words
from rock.doors.family.queries.findings import finding_or_404
from rock.doors.family.queries.findings import findings as stopped
from rock.doors.family.services.findings import deal_with_finding
from rock.practice.families.presenters.veil import Veil
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views


@allow(Action.DEAL_WITH_FINDINGS)
@require_safe
def findings(request: SignedIn) -> HttpResponse:
    """Show what waits, and what was dealt with."""
    waiting, done = stopped(request.user, dealt=False), stopped(request.user, dealt=True)
    people = {row.holder.person_id for row in [*waiting, *done]}
    log_views(user=request.user, people=people, page="stopped at doors", purpose=ViewPurpose.QUALITY)
    veil = Veil(hidden_from(request.user, people), sees_hidden(request.user))
    page = {"waiting": in_words(waiting, veil), "done": in_words(done, veil)}
    return render(request, "family/findings.html", page)


@allow(Action.DEAL_WITH_FINDINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def deal(request: SignedIn, pk: int) -> HttpResponse:
    """Ask how one was dealt with."""
    finding = finding_or_404(request.user, pk)
    form = DealForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return once_per_form(request, lambda: _deal(request, finding, form.cleaned_data["note"]))
        except Refused as no:
            form.add_error("note", str(no))
    person = finding.holder.person
    log_views(user=request.user, people=[person.pk], page="stopped at doors", purpose=ViewPurpose.QUALITY)
    note = _("%(what)s: it was not shown, because it would have given something hidden away.")
    page = {
        "form": form,
        "person": person,
        "title": _("Say that it is dealt with"),
        "note": note % {"what": kind_in_words(finding.source)},
        "back": reverse("family:findings"),
    }
    return render(request, "family/why.html", page)


def _deal(request: SignedIn, finding: SafetyFinding, note: str) -> str:
    deal_with_finding(by=request.user, finding=finding, note=note)
    return reverse("family:findings")
