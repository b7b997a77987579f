"""What is said to a line, what became of a promise, a service asked for help."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from rock.accounts.access import SignedIn, allow
from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.practice.plans.facts import Named
from rock.practice.plans.forms.doing import CARRY, TAKE_BACK, PromiseStateForm, ServiceForm, ViewForm
from rock.practice.plans.models import Plan, PlanItem, View
from rock.practice.plans.queries.plan import item_or_404, plan_or_404
from rock.practice.plans.queries.promises import service_asked
from rock.practice.plans.queries.readers import members_of
from rock.practice.plans.services import promises
from rock.practice.plans.services.saying import say_view
from rock.practice.plans.views import common
from rock.records.models import Promise, ServiceAnswer, ServiceAsked

both = require_http_methods(["GET", "HEAD", "POST"])


@allow(Action.WRITE_PLAN)
@both
def say(request: SignedIn, pk: int, item_pk: int) -> HttpResponse:
    """Record what somebody says to a line; it stands beside what everybody else said."""
    plan = plan_or_404(request.user, pk)
    item = item_or_404(plan, item_pk)
    form = ViewForm(
        common.answers(request),
        item=item,
        people=members_of(plan, request.user),
        user=request.user,
        initial={"read": item.revision},
    )
    slot = common.draft_of(request, form, "plan view", str(item.pk))

    def act() -> str:
        given = form.cleaned_data
        say_view(
            by=request.user,
            item=item,
            view=View(given["view"]),
            words=given["words"],
            person=form.people.get(given["who"]),
            revision=form.wording_read(),
            shown_back=given["shown_back"],
        )
        return common.back_to(request, plan) if common.in_room(request) else common.item_page(plan, item.pk)

    about = _shown(request, plan, item.wording.statement.words if item.wording else "")
    title, back = "What do they say to this?", common.item_page(plan, item.pk)
    return common.ask(request, form, act, plan=plan, title=title, back=back, draft=slot, about=about)


def _shown(request: SignedIn, plan: Plan, words: str) -> str:
    return common.veil_for(request, plan)(words)


def _promise_or_404(item: PlanItem) -> Promise:
    if item.promise is None:
        raise Http404
    return item.promise


@allow(Action.WRITE_PLAN)
@both
def promise(request: SignedIn, pk: int, item_pk: int) -> HttpResponse:
    """Say what became of a promise: done, carried, taken back by whoever made it, no longer needed."""
    plan = plan_or_404(request.user, pk)
    item = item_or_404(plan, item_pk)
    made = _promise_or_404(item)
    form = PromiseStateForm(common.answers(request))

    def act() -> str:
        became(request.user, made, form)
        return common.item_page(plan, item.pk)

    about = _shown(request, plan, made.what)
    back = common.item_page(plan, item.pk)
    return common.ask(request, form, act, plan=plan, title="What became of this promise?", back=back, about=about)


def became(by: User, made: Promise, form: PromiseStateForm) -> None:
    """Write down what became of a promise, as a right answer to the question says."""
    state, words = form.cleaned_data["state"], form.cleaned_data["words"]
    if state == CARRY:
        promises.carry_promise(by=by, promise=made, due_on=form.cleaned_data["due_on"], word=words)
    elif state == TAKE_BACK:
        promises.take_back_promise(by=by, promise=made, who=_owner(made), words=words)
    else:
        promises.close_promise(by=by, promise=made, state=form.CLOSING[state], word=words)


def _owner(made: Promise) -> Named:
    """Return whoever made a promise, whose taking back the worker writes down."""
    return made.owner or made.owner_staff or made.owner_agency


@allow(Action.WRITE_PLAN)
@both
def service(request: SignedIn, pk: int, item_pk: int) -> HttpResponse:
    """Ask a service for help, and write what it answered, how long the wait is, what came of it."""
    plan = plan_or_404(request.user, pk)
    item = item_or_404(plan, item_pk)
    made = _promise_or_404(item)
    asked = service_asked(made)
    form = ServiceForm(common.answers(request), initial=_as_asked(asked))
    if asked:
        del form.fields["service"], form.fields["asked_on"]

    def act() -> str:
        given = form.cleaned_data
        row = asked or promises.ask_service(
            by=request.user, promise=made, service_name=given["service"], asked_on=given["asked_on"]
        )
        promises.answer_service(
            by=request.user,
            asked=row,
            answer=ServiceAnswer(given["answer"]),
            waits_until=given["waits_until"],
            outcome=given["outcome"],
        )
        return common.item_page(plan, item.pk)

    about = _shown(request, plan, asked.service if asked else made.what)
    back = common.item_page(plan, item.pk)
    return common.ask(request, form, act, plan=plan, title="A service asked for help", back=back, about=about)


def _as_asked(asked: ServiceAsked | None) -> dict[str, object]:
    if asked is None:
        return {"answer": ServiceAnswer.WAITING}
    return {"answer": asked.answer, "waits_until": asked.waits_until, "outcome": asked.outcome}
