"""What children want different: the list that waits for an answer, and the answer."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.core.services import Refused
from rock.core.views import refusal
from rock.practice.families.presenters.veil import Veil
from rock.practice.families.views.common import answers, ask, seen
from rock.practice.visits.forms.reading import AnswerForm
from rock.practice.visits.presenters.wishes import waiting
from rock.practice.visits.queries.wishes import open_promises_for, unanswered, wish_or_404
from rock.practice.visits.services.wishes import answer_wish, correct_answer
from rock.reach.hidden import hidden_from, sees_hidden
from rock.records.models import Promise, Wish

GIVES_AWAY = Refused("Part of the answer would give away a hidden address. Ask the team manager.")


@allow(Action.SEE_DAY)
@require_safe
def wishes(request: SignedIn) -> HttpResponse:
    """List the wishes that wait for an answer, those that ring soonest first."""
    rows = unanswered(request.user)
    children = {row.child_id for row in rows}
    veil = Veil(hidden_from(request.user, children), sees_hidden(request.user))
    seen(request, children, "wishes")
    can_answer = request.user.may(Action.RECORD_VISIT)
    page = {"rows": [waiting(row, veil) for row in rows], "can_answer": can_answer}
    return render(request, "visits/wishes.html", page)


@allow(Action.RECORD_VISIT)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedIn, pk: int) -> HttpResponse:
    """Answer a wish in words that the child can read, or correct the answer."""
    wish = wish_or_404(request.user, pk)
    promises, old = open_promises_for(wish), wish.answer
    veil = Veil(hidden_from(request.user, [wish.child_id]), sees_hidden(request.user))
    if old is not None and veil(old.words) != old.words:
        return refusal(request, GIVES_AWAY, back=reverse("day:wishes"))
    form = AnswerForm(
        answers(request),
        promises=[(str(one.pk), veil(one.what)) for one in promises],
        is_first=old is None,
        initial={"words": old.words if old else ""},
    )

    def act(given: dict[str, Any]) -> str:
        _keep(request.user, wish, promises, given)
        return reverse("day:day", args=[wish.child_id])

    name = wish.child.given_name or str(wish.child)
    return ask(
        request,
        form,
        act,
        people=[wish.child_id],
        title=f"Answer what {name} wants different" if old is None else f"Correct the answer to {name}",
        about=str(wish.child),
        back=reverse("day:wishes"),
        button="Give this answer",
        note=f"{name} said: {veil(wish.statement.words)}",
    )


def _keep(by: User, wish: Wish, promises: list[Promise], given: dict[str, Any]) -> None:
    if wish.answer is not None:
        correct_answer(by=by, wish=wish, words=given["words"])
    else:
        chosen = next((one for one in promises if str(one.pk) == given.get("promise")), None)
        answer_wish(by=by, wish=wish, words=given["words"], promise=chosen, share_with_child=given["share"])
