"""What was promised for a child and stands in no plan yet: the list, and what became of one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.practice.families.presenters.veil import Veil
from rock.practice.families.views.common import seen
from rock.practice.plans.forms.doing import PromiseStateForm
from rock.practice.plans.presenters.outside import named, shown
from rock.practice.plans.queries.outside import outside_or_404, promised_outside
from rock.practice.plans.queries.plan import standing_plan
from rock.practice.plans.views import common
from rock.practice.plans.views.doing import became
from rock.practice.visits.presenters.day import not_named
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.queries import person_or_404


@allow(Action.SEE_PLAN)
@require_safe
def promised(request: SignedIn, child_pk: int) -> HttpResponse:
    """Show the open promises for a child that stand in no plan that runs."""
    child = person_or_404(request.user, child_pk)
    rows = promised_outside(child)
    closed = not_named(request.user, named(rows) - {child.pk})
    veil = Veil(hidden_from(request.user, [child.pk]), sees_hidden(request.user))
    seen(request, [child.pk], "promises")
    page = {
        "child": child,
        "lines": [shown(row, veil, closed) for row in rows],
        "plan": standing_plan(child),
        "may_write": request.user.may(Action.WRITE_PLAN),
    }
    return render(request, "plans/promised.html", page)


@allow(Action.WRITE_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def became_of(request: SignedIn, child_pk: int, promise_pk: int) -> HttpResponse:
    """Say what became of a promise that stands in no plan: done, carried, taken back, no longer needed."""
    child, made = outside_or_404(request.user, child_pk, promise_pk)
    form, back = PromiseStateForm(common.answers(request)), reverse("plans:promised", args=[child.pk])
    veil = Veil(hidden_from(request.user, [child.pk]), sees_hidden(request.user))

    def act() -> str:
        became(request.user, made, form)
        return back

    title = "What became of this promise?"
    return common.ask(request, form, act, about_child=child.pk, title=title, back=back, about=veil(made.what))
