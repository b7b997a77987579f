"""A young person's own plan: what of it is shared with them, what they say to each line, and their own ideas."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn
from rock.core.forms import Form
from rock.doors.child.access import at_their_page, shown
from rock.doors.child.forms import ME, DoneForm
from rock.doors.child.limits import SAYING
from rock.doors.child.queries.own import OwnPage
from rock.doors.child.queries.plan import OwnPlan, plan_of, wording_of_line
from rock.doors.child.services import plan as services
from rock.doors.keeping import kept_once, number_read
from rock.doors.plan_ideas import SayForm, idea_form
from rock.doors.plan_words import ALONE, KINDS, OWN, told
from rock.practice.plans.as_read import ItemForReader
from rock.practice.plans.models import ItemKind, View
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views

both = require_http_methods(["GET", "HEAD", "POST"])
WORKER = "worker"


def _own_plan(request: SignedIn, page: OwnPage) -> OwnPlan:
    mine = plan_of(page)
    if mine is None:
        raise Http404
    log_views(user=request.user, people=[page.child.pk], page="child’s own page", purpose=ViewPurpose.OWN)
    return mine


def _line(mine: OwnPlan, pk: int) -> ItemForReader:
    line = mine.line(pk)
    if line is None:
        raise Http404
    return line


@at_their_page
@require_safe
def plan(request: SignedIn, page: OwnPage) -> HttpResponse:
    """Show the plan, as far as it is shared with the young person."""
    mine = _own_plan(request, page)
    read = mine.read
    lines = {kind: read.promises if kind == ItemKind.PROMISE else read.of(kind) for kind in ItemKind} if read else {}
    parts = [(kind.value, KINDS[kind], rows) for kind, rows in lines.items() if rows]
    return shown(request, "plan", mine=mine, parts=parts, told=told)


@at_their_page
@both
def line(request: SignedIn, pk: int, page: OwnPage) -> HttpResponse:
    """Ask what the young person says to one line."""
    mine = _own_plan(request, page)
    found = _line(mine, pk)
    choices = [(value, told(words)) for value, words in found.choices]
    form = SayForm(request.POST if request.method == "POST" else None, choices=choices, alone=ALONE)

    def keep() -> None:
        facts, number = form.cleaned_data, number_read(request)
        view = View(facts["view"])
        services.say_to_line(
            by=request.user, page=page, mine=mine, line=found, view=view, words=facts["words"], read=number
        )

    number = wording_of_line(page, found).number
    facts = {"line": found, "read": number, "read_by": mine.readers.of_an_answer}
    return _ask(request, form, keep, heading=_("What do you think?"), **facts)


@at_their_page
@both
def done(request: SignedIn, pk: int, page: OwnPage) -> HttpResponse:
    """Let the young person say that what they promised is done."""
    mine = _own_plan(request, page)
    found = _line(mine, pk)
    if not (found.promise and found.promise.mine and found.promise.is_open) and request.method != "POST":
        raise Http404
    form = DoneForm(request.POST if request.method == "POST" else None)

    def keep() -> None:
        services.mark_done(by=request.user, page=page, mine=mine, line=found, word=form.cleaned_data["words"])

    return _ask(request, form, keep, heading=_("I have done it"), line=found, read_by=())


@at_their_page
@both
def write(request: SignedIn, kind: str, page: OwnPage) -> HttpResponse:
    """Let the young person write an idea of their own into the plan."""
    mine = _own_plan(request, page)
    if kind not in services.IDEAS:
        raise Http404
    lead = [(WORKER, mine.read.lead)] if mine.read and mine.read.lead and mine.plan.lead else []
    form = idea_form(kind, request.POST if request.method == "POST" else None, owners=[(ME, _("I do")), *lead])

    def keep() -> None:
        wording = form.wording({ME: mine.person, WORKER: mine.plan.lead})
        services.write_idea(by=request.user, mine=mine, kind=ItemKind(kind), wording=wording)

    facts = {"note": OWN.get(kind, KINDS[ItemKind(kind)]), "read_by": mine.readers.of_an_idea}
    return _ask(request, form, keep, heading=_("Write your own idea"), **facts)


def _ask(request: SignedIn, form: Form, keep: Callable[[], None], **facts: Any) -> HttpResponse:
    """Ask until it can be kept; what a plan's service refuses is written for workers, so it says only to look again."""

    def kept() -> str:
        keep()
        return reverse("child:plan")

    done = kept_once(request, form, kept, limits=SAYING, for_workers=True)
    return done or shown(request, "plan-ask", form=form, told=told, **facts)
