"""What has stood still: the list, and answering one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.drafts import discard_draft
from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.forms.reviewing import DriftForm
from rock.practice.plans.queries.drift import drift_or_404, standing_still, still_words
from rock.practice.plans.services.drift import answer_drift
from rock.practice.plans.views import common
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.models import ViewPurpose
from rock.reach.queries import who_reaches
from rock.reach.services import log_views

both = require_http_methods(["GET", "HEAD", "POST"])


@allow(Action.ANSWER_DRIFT)
@require_safe
def drift(request: SignedIn) -> HttpResponse:
    """Show what has stood still for children whom the reader reaches, the longest first."""
    found = standing_still(request.user)
    children = {row.child_id for row in found}
    veil = Veil(hidden_from(request.user, children), sees_hidden(request.user))
    log_views(user=request.user, people=children, page="stood still", purpose=ViewPurpose.WORK)
    return render(request, "plans/drift.html", {"rows": [still_words(row, veil) for row in found]})


@allow(Action.ANSWER_DRIFT)
@both
def answer(request: SignedIn, pk: int) -> HttpResponse:
    """Ask what was decided about something that stands still, why, and who sees to it."""
    row = drift_or_404(request.user, pk)
    veil = Veil(hidden_from(request.user, [row.child_id]), sees_hidden(request.user))
    others = [one for one in who_reaches(row.child) if one.pk != request.user.pk]
    form = DriftForm(common.answers(request), workers=[request.user, *others], initial={"seen_to_by": request.user.pk})
    slot = common.draft_of(request, form, "drift", str(row.pk))

    def act() -> str:
        given = form.cleaned_data
        answer_drift(by=request.user, drift=row, words=given["words"], seen_to_by=given["seen_to_by"])
        discard_draft(by=request.user, form="drift", subject=str(row.pk))
        return reverse("drift:drift")

    still = still_words(row, veil)
    return common.ask(
        request,
        form,
        act,
        about_child=row.child_id,
        title="What was decided?",
        back=reverse("drift:drift"),
        template="plans/answer_drift.html",
        draft=slot,
        still=still,
    )
