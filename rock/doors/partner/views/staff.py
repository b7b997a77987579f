"""A worker's pages: who is invited for a child; invite, remind, let stay longer, end; take up another day that was proposed."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.forms import Form
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.core.views import refusal
from rock.doors.partner.forms.staff import EndForm, InviteForm, LeftForm, LongerForm, WordsForm
from rock.doors.partner.models import Invitation
from rock.doors.partner.queries import staff as queries
from rock.doors.partner.services import inviting, linking, sharing
from rock.doors.partner.services.inviting import Who, Why
from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.services.promises import carry_promise
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.models import ViewPurpose
from rock.reach.queries import person_or_404
from rock.reach.services import log_views
from rock.records.models import Person
from rock.records.queries.people import one_person

both = require_http_methods(["GET", "HEAD", "POST"])


def _back(person: Person) -> str:
    return reverse("partner:staff", args=[person.pk])


def _seen(request: SignedIn, person: Person) -> None:
    log_views(user=request.user, people=[person.pk], page="partners", purpose=ViewPurpose.WORK)


@allow(Action.INVITE_PARTNER)
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """Show who is invited for a child, until when, what is late and what they said."""
    person = person_or_404(request.user, pk)
    ids = one_person([person.pk])
    about = queries.about_partners(ids)
    veil = Veil(hidden_from(request.user, ids), sees_hidden(request.user))
    _seen(request, person)
    return render(request, "partner_door/staff.html", {"person": person, "about": about, "veil": veil})


@allow(Action.INVITE_PARTNER)
@both
def invite(request: SignedIn, pk: int) -> HttpResponse:
    """Invite a partner: who, what for, until when, with which agreement."""
    person = person_or_404(request.user, pk)
    purpose = _("So that they keep what they promised, and say how the day is where they see the child")
    start = {"agency": request.GET.get("agency", "")[:120], "purpose": purpose}
    form = InviteForm(request.POST if request.method == "POST" else None, initial=start)

    def act() -> None:
        given = form.cleaned_data
        inviting.invite(
            by=request.user,
            child=person,
            who=Who(given["name"], given["agency"], given["email"], bool(given["is_school"])),
            why=Why(given["purpose"], given["without_agreement_because"], given["not_close_because"]),
            until=given["until"],
        )

    note = _(
        "They see the child’s first name and date of birth, who you are, what they promised, and questions for them. "
        "Ask them first whether they are close to anybody in the family: then invite a colleague of theirs."
    )
    return ask(request, person, form, act, title=_("Invite a partner"), note=note)


def ask(
    request: SignedIn, person: Person, form: Form, act: Callable[[], object], *, title: str, note: str = ""
) -> HttpResponse:
    """Ask a worker something about a partner of a child until it can be done."""
    if form.is_valid():

        def done() -> str:
            act()
            return _back(person)

        try:
            return once_per_form(request, done)
        except Refused as no:
            form.add_error(None, str(no))
    _seen(request, person)
    page = {"form": form, "person": person, "title": title, "note": note, "back": _back(person)}
    return render(request, "partner_door/ask.html", page)


@allow(Action.INVITE_PARTNER)
@both
def longer(request: SignedIn, pk: int, invitation_pk: int) -> HttpResponse:
    """Ask until when a partner stays."""
    person, row = _invitation(request, pk, invitation_pk)
    form = LongerForm(request.POST if request.method == "POST" else None)

    def act() -> object:
        return inviting.stay_longer(by=request.user, invitation=row, until=form.cleaned_data["until"])

    return ask(request, person, form, act, title=_("Until when they stay"), note=str(row.holder))


@allow(Action.INVITE_PARTNER)
@both
def end(request: SignedIn, pk: int, invitation_pk: int) -> HttpResponse:
    """Ask why a partner's part for this child ends; it ends at once."""
    person, row = _invitation(request, pk, invitation_pk)
    form = EndForm(request.POST if request.method == "POST" else None)

    def act() -> object:
        return inviting.end_invitation(by=request.user, invitation=row, **form.cleaned_data)

    return ask(request, person, form, act, title=_("End it for this child"), note=str(row.holder))


@allow(Action.INVITE_PARTNER)
@both
def left(request: SignedIn, pk: int, invitation_pk: int) -> HttpResponse:
    """Ask what happened to a partner who left the job; every page of theirs closes at once."""
    person, row = _invitation(request, pk, invitation_pk)
    form = LeftForm(request.POST if request.method == "POST" else None)

    def act() -> object:
        return inviting.has_left(by=request.user, holder=row.holder, because=form.cleaned_data["because"])

    return ask(request, person, form, act, title=_("They left the job"), note=str(row.holder))


@allow(Action.INVITE_PARTNER)
@require_POST
def remind(request: SignedIn, pk: int, invitation_pk: int) -> HttpResponse:
    """Send a partner the neutral message once more, with a new link."""
    person, row = _invitation(request, pk, invitation_pk)
    return _do(request, person, lambda: linking.remind(by=request.user, invitation=row))


@allow(Action.SHARE_WORDS)
@both
def words(request: SignedIn, pk: int, invitation_pk: int, promise_pk: int) -> HttpResponse:
    """Ask what the speaker said, and let a partner read how their promise was worded."""
    person, row = _invitation(request, pk, invitation_pk)
    wording = queries.wording_or_404(person, row, promise_pk)
    form = WordsForm(request.POST if request.method == "POST" else None)

    def act() -> object:
        said = form.cleaned_data["said"]
        return sharing.share_wording(by=request.user, invitation=row, wording=wording, speaker_said=said)

    return ask(request, person, form, act, title=_("Let them read these words"), note=str(row.holder))


@allow(Action.SHARE_WORDS)
@require_POST
def stop_words(request: SignedIn, pk: int, invitation_pk: int, promise_pk: int) -> HttpResponse:
    """Take the words back from a partner."""
    person, row = _invitation(request, pk, invitation_pk)
    wording = queries.wording_or_404(person, row, promise_pk)
    return _do(request, person, lambda: sharing.stop_sharing_wording(by=request.user, invitation=row, wording=wording))


@allow(Action.WRITE_PLAN)
@require_POST
def carry(request: SignedIn, pk: int, reply_pk: int) -> HttpResponse:
    """Carry a promise over to the day that its partner proposed."""
    person = person_or_404(request.user, pk)
    reply, day = queries.proposal_or_404(person, reply_pk)
    return _do(request, person, lambda: carry_promise(by=request.user, promise=reply.promise, due_on=day))


def _do(request: SignedIn, person: Person, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as no:
        return refusal(request, no, back=_back(person))
    return redirect(_back(person))


def _invitation(request: SignedIn, pk: int, invitation_pk: int) -> tuple[Person, Invitation]:
    person = person_or_404(request.user, pk)
    return person, queries.invitation_or_404(person, invitation_pk)
