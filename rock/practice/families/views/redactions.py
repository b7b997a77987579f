"""Move words, a whole occasion or a document to the right record, or remove it: one asks, another agrees."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.forms import Form
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.core.views import refusal
from rock.practice.families.forms.redactions import OccasionForm, RedactionForm
from rock.practice.families.presenters.redactions import in_words, standing
from rock.practice.families.presenters.veil import Veil
from rock.practice.families.queries.documents import may_read
from rock.practice.families.queries.redactions import (
    WORDS_ON_A_PAGE,
    document_or_404,
    family_of,
    occasion_or_404,
    statement_or_404,
    waiting,
    waiting_or_404,
    words_on,
)
from rock.practice.families.views.common import answers, ask, seen
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.queries import person_or_404
from rock.records.models import Person, RedactionKind
from rock.records.queries.concerned import people_of
from rock.records.queries.people import one_person
from rock.records.services import redaction as services


@allow(Action.MOVE_OR_REDACT)
@require_safe
def redactions(request: SignedIn) -> HttpResponse:
    """Show what was asked and waits for a second person."""
    rows = waiting(request.user)
    ids = {person.pk for person in people_of(rows)}
    veil = Veil(hidden_from(request.user, ids), sees_hidden(request.user))
    seen(request, ids, "redactions")
    return render(request, "families/redactions.html", {"rows": in_words(rows, veil, request.user)})


@allow(Action.MOVE_OR_REDACT)
@require_safe
def words_of(request: SignedIn, pk: int) -> HttpResponse:
    """Show the words that stand on a record, so that somebody can ask for some of them to be moved or removed."""
    person = person_or_404(request.user, pk)
    ids = one_person([pk])
    start = _start(request)
    rows = words_on(request.user, ids, start=start)
    seen(request, ids, "redactions")
    page = {
        "person": person,
        "rows": standing(rows[:WORDS_ON_A_PAGE], Veil(hidden_from(request.user, ids), sees_hidden(request.user))),
        "earlier": start + WORDS_ON_A_PAGE if len(rows) > WORDS_ON_A_PAGE else 0,
    }
    return render(request, "families/words_of.html", page)


def _start(request: SignedIn) -> int:
    given = request.GET.get("from", "")
    return int(given) if given.isdigit() and len(given) < len("100000") else 0


@allow(Action.MOVE_OR_REDACT)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_redaction(request: SignedIn, pk: int) -> HttpResponse:
    """Ask that words are moved or removed."""
    words = statement_or_404(request.user, pk)
    first = next(iter(words.about.all()), None)
    wrong = first.person if first else words.speaker

    def act(given: dict[str, Any]) -> str:
        kind, right = _asked(request, given)
        facts: dict[str, Any] = {"wrong_person": wrong, "right_person": right} if right else {}
        services.ask_redaction(by=request.user, kind=kind, basis=given["basis"], statement=words, **facts)
        return reverse("families:redactions")

    people = {about.person_id for about in words.about.all()} | ({words.speaker_id} if words.speaker_id else set())
    note = Veil(hidden_from(request.user, people), sees_hidden(request.user))(words.words)
    whole = (_("All of it is on the wrong record"), reverse("families:ask_occasion", args=[words.occasion_id]))
    page = {"title": _("Ask to move or remove words"), "about": str(words.occasion), "note": note, "also": whole}
    return _question(request, RedactionForm(answers(request)), act, people, page)


@allow(Action.MOVE_OR_REDACT)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_occasion(request: SignedIn, pk: int) -> HttpResponse:
    """Ask that a whole visit, call, meeting or message is moved or removed."""
    occasion, people = occasion_or_404(request.user, pk)
    form = OccasionForm(answers(request), people=people)

    def act(given: dict[str, Any]) -> str:
        kind, facts = RedactionKind(given["kind"]), dict[str, Any]()
        if kind == RedactionKind.MOVE:
            right = {wrong: person_or_404(request.user, number) for wrong, number in form.right_numbers.items()}
            pairs = [(one, right[one.pk]) for one in people if one.pk in right]
            family = family_of(right.values(), given["family"]) if occasion.family_id else None
            facts = {"pairs": pairs, "right_family": family}
        services.ask_redaction(by=request.user, kind=kind, basis=given["basis"], occasion=occasion, **facts)
        return reverse("families:redactions")

    page = {"title": _("Ask to move or remove all of it"), "about": str(occasion)}
    return _question(request, form, act, {one.pk for one in people}, page)


@allow(Action.MOVE_OR_REDACT)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_document(request: SignedIn, pk: int) -> HttpResponse:
    """Ask that a document is moved or removed."""
    document = document_or_404(request.user, pk)
    if not may_read(request.user, one_person([document.person_id])):
        raise Http404

    def act(given: dict[str, Any]) -> str:
        kind, right = _asked(request, given)
        facts: dict[str, Any] = {"document": document, "right_person": right}
        services.ask_redaction(by=request.user, kind=kind, basis=given["basis"], **facts)
        return reverse("families:redactions")

    page = {"title": _("Ask to move or remove a document"), "about": f"{document.title} ({document.person})"}
    return _question(request, RedactionForm(answers(request)), act, {document.person_id}, page)


def _asked(request: SignedIn, given: dict[str, Any]) -> tuple[RedactionKind, Person | None]:
    kind = RedactionKind(given["kind"])
    return kind, person_or_404(request.user, given["right_person"]) if kind == RedactionKind.MOVE else None


def _question(
    request: SignedIn, form: Form, act: Callable[[dict[str, Any]], str], people: set[int], page: dict[str, Any]
) -> HttpResponse:
    back = reverse("families:redactions")
    return ask(request, form, act, people=people, back=back, button=_("Ask"), **page)


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
