"""Writing a line, wording it anew (two at once are compared), sharing it, taking it out."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.drafts import DraftSlot, answers_in, discard_draft, save_draft
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.core.three_way import typed_again
from rock.core.views import refusal
from rock.practice.assessments.models import Assessment
from rock.practice.assessments.services.money import MoneyNeeded
from rock.practice.plans.facts import GoingOn, wording_of
from rock.practice.plans.forms.doing import ReaderForm, WhyForm
from rock.practice.plans.forms.writing import (
    AGENCY,
    COLLEAGUE,
    WORKER,
    EnoughForm,
    NewItemForm,
    NewPromiseForm,
    RewordForm,
    RewordPromiseForm,
)
from rock.practice.plans.models import ItemKind, Plan, PlanItem
from rock.practice.plans.presenters.looks import look_of
from rock.practice.plans.queries.plan import item_or_404, plan_or_404
from rock.practice.plans.queries.promises import promise_about
from rock.practice.plans.queries.readers import members_of, reader_or_404, readers_offered
from rock.practice.plans.refusals import EnoughPromises, ItemEditedMeanwhile
from rock.practice.plans.services import readers, writing
from rock.practice.plans.services.checking import open_promises
from rock.practice.plans.views import common
from rock.records.models import Person, Promise

both = require_http_methods(["GET", "HEAD", "POST"])


def kind_or_404(kind: str) -> ItemKind:
    """Return the kind of line that an address names."""
    if kind not in ItemKind.values:
        raise Http404
    return ItemKind(kind)


def _money_first(request: SignedIn, no: Refused, slot: DraftSlot) -> Assessment | None:
    """Return the assessment whose money side has to come first, if it can be written; what was typed waits as a draft."""
    found = no.assessment if isinstance(no, MoneyNeeded) else None
    if found is None or found.authorised_on:
        return None
    save_draft(by=request.user, form=slot.form, subject=slot.subject, answers=answers_in(request.POST))
    return found


@allow(Action.WRITE_PLAN)
@both
def write(request: SignedIn, pk: int, kind: str) -> HttpResponse:
    """Write a line; before the eighth promise, what was typed stays and the page asks which could wait."""
    plan, kind = plan_or_404(request.user, pk), kind_or_404(kind)
    people = members_of(plan, request.user)
    form = _new_form(request, plan, kind, people)
    enough = EnoughForm(request.POST if "said_by" in request.POST else None, people=people, user=request.user)
    slot = common.draft_of(request, form, "plan item", f"{plan.pk}-{kind}")
    many: list[Promise] = []
    money: Assessment | None = None
    if form.is_valid() and (not enough.is_bound or enough.is_valid()):
        try:
            return once_per_form(request, lambda: _write(request, plan, kind, form, enough, people))
        except EnoughPromises as stop:
            many = stop.open_promises
            form.add_error(None, str(stop))
        except Refused as no:
            form.add_error(None, str(no))
            money = _money_first(request, no, slot)
    elif enough.is_bound:
        many = open_promises(plan.child)
    common.seen(request, plan, "plan write", {person.pk for person in people})
    context = {
        "plan": plan,
        "form": form,
        "kind_words": kind.label,
        "draft": slot,
        "money": money,
        "back": common.back_to(request, plan),
        "enough": enough if many else None,
        # Those in the room may not read them all.
        "many": [] if common.in_room(request) else [(one.what, look_of(one.state, one.due_on)) for one in many],
    }
    return render(request, "plans/write.html", context)


def _new_form(request: SignedIn, plan: Plan, kind: ItemKind, people: list[Person]) -> NewItemForm | NewPromiseForm:
    room = common.in_room(request)
    here = [person for person in people if person.pk in room] if room else people
    offered = readers_offered(plan, here)
    facts: dict[str, Any] = {"kind": kind, "people": people, "user": request.user, "offered": offered}
    form = NewPromiseForm if kind == ItemKind.PROMISE else NewItemForm
    others = common.colleagues(request.user, plan) if kind == ItemKind.PROMISE else []
    start = {"must": "yes"} if "must" in request.GET else {}
    return form(common.answers(request), colleagues=others, initial=start, **facts)


def _write(
    request: SignedIn,
    plan: Plan,
    kind: ItemKind,
    form: NewItemForm | NewPromiseForm,
    enough: EnoughForm,
    people: list[Person],
) -> str:
    by_key = {str(person.pk): person for person in people}
    said = enough.cleaned_data if enough.is_bound else None
    done = writing.write_item(
        by=request.user,
        plan=plan,
        kind=kind,
        wording=form.wording(),
        by_person=form.by_person(),
        must=form.must_happen(),
        depends_on=form.depends_on_whom(),
        language=form.cleaned_data["language"],
        readers=form.chosen_readers(),
        speaker_said=form.cleaned_data["speaker_said"],
        going_on=GoingOn(said["said"], by_key.get(said["said_by"])) if said else None,
    )
    discard_draft(by=request.user, form="plan item", subject=f"{plan.pk}-{kind}")
    return common.item_page(plan, done.item.pk) + "?stopped=1" if done.stopped else common.back_to(request, plan)


@allow(Action.WRITE_PLAN)
@both
def reword(request: SignedIn, pk: int, item_pk: int) -> HttpResponse:
    """Word a line anew; where somebody else did so meanwhile, the three wordings stand beside each other."""
    plan = plan_or_404(request.user, pk)
    item = item_or_404(plan, item_pk)
    people = members_of(plan, request.user)
    form = _reword_form(request, plan, item, people, common.answers(request))
    slot = common.draft_of(request, form, "plan reword", str(item.pk))
    edited = None
    money: Assessment | None = None
    if form.is_valid():
        try:
            return once_per_form(request, lambda: _reword(request, plan, item, form))
        except ItemEditedMeanwhile as met:
            edited = met
            form = _reword_form(request, plan, item, people, typed_again(request.POST, met, words="words"))
        except Refused as no:
            form.add_error(None, str(no))
            money = _money_first(request, no, slot)
    common.seen(request, plan, "plan reword", {person.pk for person in people})
    context = {
        "plan": plan,
        "form": form,
        "draft": slot,
        "money": money,
        "edited": edited,
        "edited_facts": [(one.name, one.base, one.theirs, one.mine) for one in edited.facts] if edited else [],
        "back": common.item_page(plan, item.pk),
        "kind_words": item.get_kind_display(),
    }
    return render(request, "plans/reword.html", context)


def _reword_form(
    request: SignedIn, plan: Plan, item: PlanItem, people: list[Person], data: Any
) -> RewordForm | RewordPromiseForm:
    ids = set(getattr(item, "readers", []))
    reading = [] if common.in_room(request) else [person for person in people if person.pk in ids]
    facts: dict[str, Any] = {"kind": ItemKind(item.kind), "people": people, "user": request.user, "readers": reading}
    form = RewordPromiseForm if item.promise_id else RewordForm
    others = common.colleagues(request.user, plan) if item.promise_id else []
    return form(data, colleagues=others, initial=_as_it_reads(request, item, reading), **facts)


def _as_it_reads(request: SignedIn, item: PlanItem, reading: list[Person]) -> dict[str, Any]:
    row = item.wording
    if row is None:
        raise Http404
    said = wording_of(row)
    owner: str = AGENCY if isinstance(said.owner, str) else COLLEAGUE
    if isinstance(said.owner, Person):
        owner = str(said.owner.pk)
    elif said.owner == request.user:
        owner = WORKER
    return {
        "revision": item.revision,
        "whose": str(row.by_person_id) if row.by_person_id else WORKER,
        "words": said.words,
        "language": row.statement.language,
        "condition": said.condition,
        "due_on": said.due_on,
        "owner": owner,
        "agency": said.owner if isinstance(said.owner, str) else "",
        "colleague": row.owner_staff_id,
        "slot": said.slot,
        "day_kind": said.day_kind,
        "help_needed": said.help_needed,
        "keep": [str(person.pk) for person in reading],
    }


def _reword(request: SignedIn, plan: Plan, item: PlanItem, form: RewordForm | RewordPromiseForm) -> str:
    done = writing.reword(
        by=request.user,
        item=item,
        revision=form.seen_revision(),
        wording=form.wording(),
        by_person=form.by_person(),
        language=form.cleaned_data["language"],
        keep_readers=None if common.in_room(request) else form.kept_readers(),
    )
    discard_draft(by=request.user, form="plan reword", subject=str(item.pk))
    room = common.room_query(request)
    return common.back_to(request, plan) if room and not done.stopped else _own_page(plan, item, bool(done.stopped))


def _own_page(plan: Plan, item: PlanItem, stopped: bool) -> str:
    return common.item_page(plan, item.pk) + ("?stopped=1" if stopped else "")


@allow(Action.SHARE_WORDS)
@both
def share(request: SignedIn, pk: int, item_pk: int) -> HttpResponse:
    """Let one member of the plan read a line, after asking whose words they are."""
    plan = plan_or_404(request.user, pk)
    item = item_or_404(plan, item_pk)
    read_by = set(getattr(item, "readers", []))
    people = [person for person in members_of(plan, request.user) if person.pk not in read_by]
    hints = {str(one.person.pk): one.because for one in readers_offered(plan, people) if one.because}
    form = ReaderForm(common.answers(request), people=people, hints=hints)
    by_key = {str(person.pk): person for person in people}

    def act() -> str:
        given = form.cleaned_data
        readers.share_item(
            by=request.user,
            item=item,
            reader=by_key[given["reader"]],
            speaker_said=given["speaker_said"],
            knowingly=given["knowingly"],
        )
        return common.item_page(plan, item.pk)

    back = common.item_page(plan, item.pk)
    return common.ask(request, form, act, plan=plan, title="Let somebody read this line", back=back, button="Share it")


@allow(Action.SHARE_WORDS)
@require_POST
def unshare(request: SignedIn, pk: int, item_pk: int, person_pk: int) -> HttpResponse:
    """Take a line back from one reader."""
    plan = plan_or_404(request.user, pk)
    item = item_or_404(plan, item_pk)
    reader = reader_or_404(item, request.user, person_pk)
    readers.stop_sharing_item(by=request.user, item=item, reader=reader)
    return redirect(common.item_page(plan, item.pk))


@allow(Action.WRITE_PLAN)
@both
def remove(request: SignedIn, pk: int, item_pk: int) -> HttpResponse:
    """Take a line out of the plan, saying why."""
    plan = plan_or_404(request.user, pk)
    item = item_or_404(plan, item_pk)
    form = WhyForm(common.answers(request))

    def act() -> str:
        writing.remove_item(by=request.user, item=item, because=form.cleaned_data["because"])
        return common.back_to(request, plan)

    back = common.item_page(plan, item.pk)
    return common.ask(request, form, act, plan=plan, title="Take this line out", back=back, button="Take it out")


@allow(Action.WRITE_PLAN)
@require_POST
def take_in(request: SignedIn, pk: int, promise_pk: int) -> HttpResponse:
    """Take a promise that was made elsewhere into the plan."""
    plan = plan_or_404(request.user, pk)
    promise = promise_about(plan.child, promise_pk)
    if promise is None:
        raise Http404
    try:
        item = writing.take_in(by=request.user, plan=plan, promise=promise)
    except Refused as no:
        return refusal(request, no, back=common.back_to(request, plan))
    return redirect(common.item_page(plan, item.pk))
