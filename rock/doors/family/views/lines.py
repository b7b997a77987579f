"""One line of a plan at the door: what the reader says to it, words it anew, and what became of their own promise."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rock.accounts.access import SignedIn
from rock.core.three_way import typed_again
from rock.doors.family.access import Door, at_the_door, shown
from rock.doors.family.forms import RewordForm, RewordPromiseForm, RewordWhatIfForm, WordForm
from rock.doors.family.guard import Guard, guard_for
from rock.doors.family.presenters.plan import Line, child_named, choices_for, line_shown
from rock.doors.family.presenters.readers import readers_of
from rock.doors.family.queries.plans import LineRead, line_of
from rock.doors.family.services import planning
from rock.doors.family.views.common import asked, both, note_stopped
from rock.doors.family.views.plan import back_to, place_or_404
from rock.doors.keeping import number_read
from rock.doors.plan_ideas import SayForm, idea_form
from rock.doors.plan_words import ALONE, KINDS, OWN
from rock.practice.plans.facts import wording_of
from rock.practice.plans.models import ItemKind, View
from rock.practice.plans.refusals import ItemEditedMeanwhile

ME, WORKER = "me", "worker"


def _line_or_404(door: Door, guard: Guard, pk: int) -> tuple[LineRead, Line]:
    read = line_of(door, pk)
    line = line_shown(read.line, guard) if read else None
    if read is None or line is None:
        raise Http404
    return read, line


def _page_of(pk: int) -> str:
    return reverse("family:line", args=[pk])


@at_the_door
@both
def line(request: SignedIn, door: Door, pk: int) -> HttpResponse:
    """Show one line with what was said to it, and let the reader say what they think."""
    guard = guard_for(door)
    read, found = _line_or_404(door, guard, pk)
    form = SayForm(request.POST if request.method == "POST" else None, choices=choices_for(read.line), alone=ALONE)

    def act() -> str:
        facts = form.cleaned_data
        planning.say_to_line(
            by=request.user,
            door=door,
            line=read,
            view=View(facts["view"]),
            words=facts["words"],
            read=number_read(request),
        )
        return back_to(read.plan.place) + f"#line-{pk}"

    note_stopped(request, door, guard)  # the plan that led here is in the view log
    facts = {"line": found, "title": KINDS[read.item.kind], "back": back_to(read.plan.place)}
    facts |= {"read": read.wording.number, "read_by": readers_of(read.plan.place, guard).of_an_answer}
    return asked(request, form, act, "line", may_reword=planning.may_reword(read), **facts)


@at_the_door
@both
def reword(request: SignedIn, door: Door, pk: int) -> HttpResponse:
    """Word the reader's own line anew; where it was changed meanwhile, the three wordings stand beside each other."""
    guard = guard_for(door)
    read, _found = _line_or_404(door, guard, pk)
    if not planning.may_reword(read):
        raise Http404
    form = _reword_form(read, request.POST if request.method == "POST" else None)
    facts: dict[str, Any] = {"back": _page_of(pk), "read_by": readers_of(read.plan.place, guard).of_new_words}

    def act() -> str:
        facts = form.cleaned_data
        idea = planning.reword_line(
            by=request.user,
            door=door,
            line=read,
            revision=form.seen(),
            words=facts["words"],
            condition=facts.get("condition", ""),
            due_on=facts.get("due_on"),
            needs=facts.get("help_needed", ""),
        )
        return _page_of(pk) if idea else back_to(read.plan.place) + f"#line-{pk}"

    try:
        return asked(request, form, act, "reword", edited=None, **facts)
    except ItemEditedMeanwhile as met:
        if guard.hidden.betrayed_by(f"{met.base} {met.theirs}"):
            raise Http404 from met
        again = _reword_form(read, typed_again(request.POST, met, words="words"))
        # A worker may have written down the reader's own words: that is not the reader who is writing now.
        other = met.by if met.by != str(read.plan.place.person) else ""
        return shown(request, "reword", form=again, edited=met, edited_by=other, **facts)


def _reword_form(read: LineRead, data: Any) -> RewordForm:
    said = wording_of(read.wording)
    kinds: dict[str, type[RewordForm]] = {ItemKind.PROMISE: RewordPromiseForm, ItemKind.WHAT_IF: RewordWhatIfForm}
    now = {
        "revision": read.wording.number,
        "words": said.words,
        "condition": said.condition,
        "due_on": said.due_on,
        "help_needed": said.help_needed,
    }
    return kinds.get(read.item.kind, RewordForm)(data, initial=now)


@at_the_door
@both
def done(request: SignedIn, door: Door, pk: int) -> HttpResponse:
    """Let the reader say that their own promise is done, with a word."""
    return _became(request, door, pk, is_done=True)


@at_the_door
@both
def not_mine(request: SignedIn, door: Door, pk: int) -> HttpResponse:
    """Let the reader take back their own promise, with a word."""
    return _became(request, door, pk, is_done=False)


def _became(request: SignedIn, door: Door, pk: int, *, is_done: bool) -> HttpResponse:
    read, found = _line_or_404(door, guard_for(door), pk)
    if not (found.mine and found.open):
        raise Http404
    form = WordForm(request.POST if request.method == "POST" else None, needed=not is_done)

    def act() -> str:
        keep = planning.mark_done if is_done else planning.take_back
        keep(by=request.user, door=door, line=read, word=form.cleaned_data["words"])
        return back_to(read.plan.place) + f"#line-{pk}"

    return asked(request, form, act, "became", line=found, is_done=is_done, back=_page_of(pk))


@at_the_door
@both
def write(request: SignedIn, door: Door, child: int, kind: str) -> HttpResponse:
    """Let the reader write an idea of their own into the plan: a promise, or what to do if something happens."""
    place = place_or_404(door, child)
    if kind not in planning.IDEAS:
        raise Http404
    guard = guard_for(door)
    readers = readers_of(place, guard)
    owners = [(ME, _("I do")), *([(WORKER, readers.worker)] if place.plan.lead and readers.worker else [])]
    form = idea_form(kind, request.POST if request.method == "POST" else None, owners=owners)

    def act() -> str:
        wording = form.wording({ME: place.person, WORKER: place.plan.lead})
        item = planning.write_idea(by=request.user, door=door, place=place, kind=ItemKind(kind), wording=wording)
        return back_to(place) + f"#line-{item.pk}"

    facts = {"title": OWN[kind], "child": child_named(place, guard), "read_by": readers.of_an_idea}
    return asked(request, form, act, "write", back=back_to(place), **facts)
