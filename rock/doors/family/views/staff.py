"""A worker's page about somebody's door: make a link and a card, read what they said, close it, hold back who looked."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.core.views import refusal
from rock.doors.family.forms import CloseForm, ReplyForm
from rock.doors.family.models import DoorHolder
from rock.doors.family.qr import picture_of
from rock.doors.family.queries.about import about_door, children_near
from rock.doors.family.queries.doors import holder_about
from rock.doors.family.queries.questions import question_or_404, question_shown
from rock.doors.family.services import looking, opening, talking
from rock.doors.family.words import ANSWERS, NEAR_ANSWERS
from rock.practice.families.presenters.veil import Veil
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.models import ViewPurpose
from rock.reach.queries import person_or_404
from rock.reach.services import log_views
from rock.records.models import Person, Statement
from rock.records.queries.people import one_person


def _back(person: Person) -> str:
    return reverse("family:staff", args=[person.pk])


@allow(Action.RECORD_TELLING)
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """Show how somebody's door stands, and what came back through it."""
    person = person_or_404(request.user, pk)
    log_views(user=request.user, people=[person.pk], page="about the door", purpose=ViewPurpose.WORK)
    facts = {"person": person, "about": about_door(person), "answers": ANSWERS | NEAR_ANSWERS}
    facts |= {"children": children_near(request.user, person), "can_release": request.user.may(Action.RELEASE_HELD)}
    return render(request, "family/staff.html", facts)


@allow(Action.RECORD_TELLING)
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: SignedIn, pk: int, question: int) -> HttpResponse:
    """Answer a question that somebody asked at their door."""
    person = person_or_404(request.user, pk)
    asked = question_or_404(one_person([person.pk]), question)
    holder = holder_about(person)
    if holder is None:
        raise Http404
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return once_per_form(request, lambda: _reply(request, asked, holder, form))
        except Refused as no:
            form.add_error("words", str(no))
    log_views(user=request.user, people=[person.pk], page="about the door", purpose=ViewPurpose.WORK)
    veil = Veil(hidden_from(request.user, [person.pk]), sees_hidden(request.user))
    before = [(veil(one.words), one.who, one.at) for one in question_shown(asked).answers]
    facts = {"form": form, "person": person, "asked": veil(asked.words), "on": asked.recorded_at, "before": before}
    return render(request, "family/reply.html", facts)


def _reply(request: SignedIn, asked: Statement, holder: DoorHolder, form: ReplyForm) -> str:
    talking.reply(by=request.user, question=asked, holder=holder, words=form.cleaned_data["words"])
    return _back(holder.person)


@allow(Action.RECORD_TELLING)
@require_POST
def new_link(request: SignedIn, pk: int) -> HttpResponse:
    """Make a link and show it this once, with a card to print and, where no code can be sent, words to say."""
    person = person_or_404(request.user, pk)
    try:
        made = opening.make_key(by=request.user, person=person)
    except Refused as no:
        return refusal(request, no, back=_back(person))
    log_views(user=request.user, people=[person.pk], page="link to the door", purpose=ViewPurpose.WORK)
    link = request.build_absolute_uri(reverse("family:link", args=[made.token]))
    picture = picture_of(link, _("The link as a picture for a phone’s camera"))
    return render(request, "family/card.html", {"person": person, "made": made, "link": link, "picture": picture})


@allow(Action.RECORD_TELLING)
def close(request: SignedIn, pk: int) -> HttpResponse:
    """Close somebody's door at once, with why."""
    return _why(
        request,
        pk,
        lambda person, because: opening.close_door(by=request.user, person=person, because=because),
        title=_("Close their page"),
        note=_("They are signed out everywhere at once, and no link works until the page is opened again."),
    )


@allow(Action.RECORD_TELLING)
@require_POST
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    """Open a closed door again."""
    return _do(request, pk, lambda person: opening.reopen_door(by=request.user, person=person))


@allow(Action.RECORD_TELLING)
def hold_back(request: SignedIn, pk: int) -> HttpResponse:
    """Hold back, from now on, who looks at somebody."""
    return _why(
        request,
        pk,
        lambda person, because: looking.hold_views(by=request.user, person=person, because=because),
        title=_("Hold back who looked"),
        note=_("From now on the family is not shown who looks at this record, until a manager releases it."),
    )


@allow(Action.RELEASE_HELD)
@require_POST
def release(request: SignedIn, pk: int) -> HttpResponse:
    """Show the family who looked until now."""
    return _do(request, pk, lambda person: looking.release_views(by=request.user, person=person))


def _do(request: SignedIn, pk: int, act: Callable[[Person], object]) -> HttpResponse:
    person = person_or_404(request.user, pk)
    try:
        act(person)
    except Refused as no:
        return refusal(request, no, back=_back(person))
    return redirect("family:staff", person.pk)


def _why(request: SignedIn, pk: int, act: Callable[[Person, str], object], *, title: str, note: str) -> HttpResponse:
    person = person_or_404(request.user, pk)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        return _do(request, pk, lambda found: act(found, because))
    log_views(user=request.user, people=[person.pk], page="about the door", purpose=ViewPurpose.WORK)
    page = {"form": form, "person": person, "title": title, "note": note, "back": _back(person)}
    return render(request, "family/why.html", page)
