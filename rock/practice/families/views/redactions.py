"""Move words to the right person, or remove them: one asks, another agrees."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.core.views import refusal
from rock.practice.families.forms.around import RedactionForm
from rock.practice.families.presenters.redactions import in_words
from rock.practice.families.presenters.veil import Veil
from rock.practice.families.queries.redactions import concerned, statement_or_404, waiting, waiting_or_404
from rock.practice.families.views.common import answers, ask, seen
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.queries import person_or_404
from rock.records.models import RedactionKind, Statement
from rock.records.services import redaction as services


@allow(Action.MOVE_OR_REDACT)
@require_safe
def redactions(request: SignedIn) -> HttpResponse:
    """Show what was asked and waits for a second person."""
    rows = waiting(request.user)
    ids = {pk for row in rows for pk in concerned(row)}
    veil = Veil(hidden_from(request.user, ids), sees_hidden(request.user))
    seen(request, ids, "redactions")
    return render(request, "families/redactions.html", {"rows": in_words(rows, veil, request.user)})


@allow(Action.MOVE_OR_REDACT)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_redaction(request: SignedIn, pk: int) -> HttpResponse:
    """Ask that words are moved or removed."""
    words = statement_or_404(request.user, pk)

    def act(given: dict[str, Any]) -> str:
        _ask(request, words, given)
        return reverse("families:redactions")

    back, title = reverse("families:redactions"), "Ask to move or remove words"
    people, about = concerned(words), str(words.occasion)
    veil = Veil(hidden_from(request.user, people), sees_hidden(request.user))
    note = veil(words.words)
    form = RedactionForm(answers(request))
    return ask(request, form, act, people=people, title=title, about=about, back=back, button="Ask", note=note)


def _ask(request: SignedIn, words: Statement, given: dict[str, Any]) -> None:
    kind, right, wrong = RedactionKind(given["kind"]), None, None
    if kind == RedactionKind.MOVE:
        right = person_or_404(request.user, given["right_person"])
        first = next(iter(words.about.all()), None)
        wrong = first.person if first else words.speaker
    services.ask_redaction(
        by=request.user, kind=kind, basis=given["basis"], statement=words, wrong_person=wrong, right_person=right
    )


@allow(Action.MOVE_OR_REDACT)
@require_POST
def agree(request: SignedIn, pk: int) -> HttpResponse:
    """Agree to what another person asked; it is done at once."""
    row = waiting_or_404(request.user, pk)

    def act() -> str:
        services.agree_redaction(by=request.user, redaction=row)
        return reverse("families:redactions")

    try:
        return once_per_form(request, act)
    except Refused as no:
        return refusal(request, no, back=reverse("families:redactions"))


@allow(Action.MOVE_OR_REDACT)
@require_POST
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Take back, or say no to, what was asked."""
    row = waiting_or_404(request.user, pk)

    def act() -> str:
        services.withdraw_redaction(by=request.user, redaction=row)
        return reverse("families:redactions")

    return once_per_form(request, act)
