"""Say that one is close to somebody, and end what a colleague said."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.forms import Form
from rock.reach import safety
from rock.reach.cards import person_on_card
from rock.reach.conflicts import conflict_or_404, conflicts_of_others, my_conflicts
from rock.reach.forms import ConflictForm
from rock.reach.queries import person_or_404, reaches, restriction_on
from rock.reach.views.common import answers, ask, both, safety_tabs
from rock.records.models import Person


@allow(Action.DECLARE_CONFLICT)
@require_safe
def listed(request: SignedIn) -> HttpResponse:
    """Show what somebody declared, and to managers what their colleagues did."""
    page = {
        "tabs_here": safety_tabs(request),
        "mine": my_conflicts(request.user),
        "others": conflicts_of_others(request.user),
    }
    return render(request, "reach/conflicts.html", page)


@allow(Action.DECLARE_CONFLICT)
@both
def declare(request: SignedIn) -> HttpResponse:
    """Ask what somebody is to the person whom a search has just shown, or whose record is open to them."""
    person, card = _whom(request)

    def act(given: dict[str, Any]) -> str:
        safety.declare_conflict(by=request.user, user=request.user, person=person, what=given["what"])
        messages.success(request, _("Thank you for saying so. You no longer see this family."))
        return reverse("reach:conflicts")

    notes = [
        _("You and the family are both safer when somebody else does the work."),
        _("You will no longer see this person, nor anybody in their family. Your manager can end this, you cannot."),
    ]
    page = {"title": _("You are close to this person"), "about": str(person), "notes": notes, "button": _("Save")}
    form = ConflictForm(answers(request), initial={"card": card})
    return ask(request, form, act, page | {"back": reverse("reach:conflicts")})


def _whom(request: SignedIn) -> tuple[Person, str]:
    """Return the person on the card, or whom `person` names and the user reaches; nobody else is there."""
    card = request.POST.get("card", "") or request.GET.get("card", "")
    pk = request.GET.get("person", "")
    if card:
        person = person_on_card(request.user, card)
        if restriction_on(person) and not reaches(request.user, [person.pk]):
            raise Http404
        return person, card
    if not pk.isdigit() or len(pk) > 18:
        raise Http404
    return person_or_404(request.user, int(pk)), ""


@allow(Action.END_CONFLICT)
@both
def end(request: SignedIn, pk: int) -> HttpResponse:
    """Ask whether a colleague's conflict is to end."""
    conflict, is_named = conflict_or_404(request.user, pk)

    def act(_given: dict[str, Any]) -> str:
        safety.end_conflict(by=request.user, conflict=conflict)
        messages.success(request, _("It has ended."))
        return reverse("reach:conflicts")

    about = str(conflict.person) if is_named else _("A restricted record")
    page = {
        "title": _("End this conflict of interest?"),
        "about": f"{conflict.user.name}: {about}",
        "notes": [_("What was said: %(what)s") % {"what": conflict.what}] if is_named else [],
        "button": _("End it"),
        "back": reverse("reach:conflicts"),
    }
    return ask(request, Form(answers(request)), act, page)
