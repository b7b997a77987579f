"""Words given to a reader after asking the speaker, taken back, and corrected."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.core.views import refusal
from rock.core.words import joined
from rock.practice.families.presenters.veil import Veil
from rock.practice.families.views.common import answers, ask, seen
from rock.practice.visits.forms.reading import CorrectForm, ShareForm
from rock.practice.visits.presenters.sharing import about_the_speaker, choices, in_hearing
from rock.practice.visits.queries.sharing import Reader, readers_for, words_or_404
from rock.practice.visits.services import sharing
from rock.practice.visits.services.correcting import correct as write_correction
from rock.reach.hidden import hidden_from, sees_hidden
from rock.records.models import Statement

GIVES_AWAY = Refused("Part of this would give away a hidden address. Ask the team manager.")
both = require_http_methods(["GET", "HEAD", "POST"])
MOVING = Refused("These words wait to be moved or removed. Nothing of them is shared until that is decided.")
CORRECTED = Refused("These words have been corrected. Open the newer ones.")


def _visit(statement: Statement) -> str:
    return reverse("day:visit", args=[statement.occasion.visit.pk])


def _veil(request: SignedIn, statement: Statement) -> Veil:
    about = [row.person_id for row in statement.about.all()]
    return Veil(hidden_from(request.user, about), sees_hidden(request.user))


def _standing(statement: Any) -> Refused | None:
    return MOVING if statement.under_move else CORRECTED if statement.newer else None


@allow(Action.SHARE_WORDS)
@both
def share(request: SignedIn, pk: int) -> HttpResponse:
    """Ask who may read these words, reader by reader; what speaks of a reader is looked at again."""
    statement = words_or_404(request.user, pk)
    if no := _standing(statement):
        return refusal(request, no, back=_visit(statement))
    readers = readers_for(request.user, statement)
    chosen = _chosen(readers, request.POST.get("reader") or request.GET.get("reader", ""))
    guard = sharing.guard_for(chosen.person, [statement]) if chosen else None
    naming = guard.naming_in(statement) if guard and chosen and chosen.person.pk != statement.speaker_id else []
    veil = _veil(request, statement)
    start = (
        {"reader": str(chosen.person.pk), "said": "" if veil.tokens.betrayed_by(chosen.held_said) else chosen.held_said}
        if chosen
        else {}
    )
    form = ShareForm(answers(request), readers=choices(readers), speaks_of_reader=bool(naming), initial=start)
    if request.method == "POST" and form.is_valid() and chosen:
        try:
            return once_per_form(request, lambda: _share(request, statement, chosen, form.cleaned_data))
        except Refused as no:
            form.add_error(None, str(no))
    return _share_page(request, statement, readers, form, veil=veil, chosen=chosen if naming else None, naming=naming)


def _chosen(readers: list[Reader], given: str) -> Reader | None:
    return next((one for one in readers if str(one.person.pk) == given and one.since is None), None)


def _share(request: SignedIn, statement: Statement, reader: Reader, given: dict[str, Any]) -> str:
    sharing.share(
        by=request.user,
        statement=statement,
        reader=reader.person,
        speaker_said=given["said"],
        knowingly=bool(given.get("looked")),
    )
    return reverse("day:share", args=[statement.pk])


def _share_page(
    request: SignedIn, statement: Statement, readers: list[Reader], form: ShareForm, *, veil: Veil, **more: Any
) -> HttpResponse:
    child = statement.about.all()[0].person
    seen(request, [child.pk], "share words")
    page: dict[str, Any] = {
        "statement": statement,
        "child": child,
        "veil": veil,
        "words": veil(statement.words),
        "who": veil(str(statement.speaker or statement.speaker_staff or statement.speaker_name)),
        "translation": veil(" ".join(row.words for row in statement.translations.all())),
        "form": form,
        "reading": [one for one in readers if one.since],
        "waiting": [one for one in readers if one.held],
        "limited": joined([str(one.person) for one in readers if one.limited]),
        "heard": in_hearing(statement),
        "advice": about_the_speaker(statement),
        "back": _visit(statement),
    }
    return render(request, "visits/share.html", page | more)


@allow(Action.SHARE_WORDS)
@require_POST
def stop(request: SignedIn, pk: int) -> HttpResponse:
    """Stop sharing words with a reader, or decide not to give them what waited."""
    statement = words_or_404(request.user, pk)
    given = request.POST.get("reader", "")
    reader = next((one for one in readers_for(request.user, statement) if str(one.person.pk) == given), None)
    if reader is None:
        return refusal(request, Refused("Choose whom it is about."), back=_visit(statement))
    sharing.stop(by=request.user, statement=statement, reader=reader.person)
    seen(request, [row.person_id for row in statement.about.all()], "share words")
    return HttpResponseRedirect(reverse("day:share", args=[statement.pk]))


@allow(Action.RECORD_VISIT)
@both
def correct(request: SignedIn, pk: int) -> HttpResponse:
    """Write what was really said beside what was written down."""
    statement = words_or_404(request.user, pk)
    if no := _standing(statement):
        return refusal(request, no, back=_visit(statement))
    children = [row.person for row in statement.about.all()]
    veil = _veil(request, statement)
    if any(veil.tokens.betrayed_by(text) for text in sharing.texts_of(statement)):
        return refusal(request, GIVES_AWAY, back=_visit(statement))
    translated = " ".join(row.words for row in statement.translations.all())
    start = {"words": statement.words, "translation": translated}
    form = CorrectForm(answers(request), is_translated=bool(translated), initial=start)

    def act(given: dict[str, Any]) -> str:
        write_correction(by=request.user, statement=statement, **given)
        return _visit(statement)

    return ask(
        request,
        form,
        act,
        people=[child.pk for child in children],
        title="Correct what was written",
        about=joined([str(child) for child in children]),
        back=_visit(statement),
        note=f"It says: {statement.words}\n\nThis stays as it is. What you write stands beside it.",
    )
