"""Restrict who reaches a person, change who is named, and let ordinary reach count again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.forms import Form
from rock.core.words import joined, on_day
from rock.reach import safety
from rock.reach.forms import NamedForm, RestrictForm
from rock.reach.models import Restriction
from rock.reach.queries import named_on, person_or_404, restriction_on, who_reaches
from rock.reach.views.common import answers, ask, both, seen
from rock.records.models import Person


def _page(person: Person) -> str:
    return reverse("families:person", args=[person.pk])


@allow(Action.RESTRICT_PERSON)
@both
def restrict(request: SignedIn, pk: int) -> HttpResponse:
    """Ask why and who; where a restriction stands, who is named on it from now on."""
    person = person_or_404(request.user, pk)
    standing = restriction_on(person)
    seen(request, person, "edit")
    return _change(request, person, standing) if standing else _begin(request, person)


def _begin(request: SignedIn, person: Person) -> HttpResponse:
    form = RestrictForm(answers(request), by=request.user, candidates=who_reaches(person))

    def act(given: dict[str, Any]) -> str:
        safety.restrict(by=request.user, person=person, reason=given["reason"], named=form.named())
        messages.success(request, _("The record is restricted."))
        return _page(person)

    notes = [
        _("From then on only the people whom you name can open this record, or learn that it is there."),
        _("Everybody else who works with the person loses it, until the restriction ends."),
    ]
    page = {"title": _("Restrict who can open this record"), "button": _("Restrict it"), "notes": notes}
    return ask(request, form, act, page | {"about": str(person), "back": _page(person)})


def _change(request: SignedIn, person: Person, standing: Restriction) -> HttpResponse:
    named = list(named_on(standing))
    start = {"people": [str(user.pk) for user in named]}
    candidates = list(dict.fromkeys([*named, *who_reaches(person)]))
    form = NamedForm(answers(request), by=request.user, candidates=candidates, initial=start)

    def act(_given: dict[str, Any]) -> str:
        safety.name_others(by=request.user, restriction=standing, named=form.named())
        messages.success(request, _("The people who are named are changed."))
        return _page(person)

    who = {"who": standing.decided_by.name, "day": on_day(standing.starts), "why": standing.reason}
    notes = [
        _("Restricted by %(who)s on %(day)s: %(why)s") % who,
        _("Named: %(people)s") % {"people": joined([user.name for user in named])},
    ]
    page = {"title": _("Who is named on this restricted record"), "button": _("Save"), "notes": notes}
    more = {"href": reverse("reach:end_restriction", args=[person.pk]), "text": _("End the restriction")}
    return ask(request, form, act, page | {"about": str(person), "back": _page(person), "more": more})


@allow(Action.RESTRICT_PERSON)
@both
def end(request: SignedIn, pk: int) -> HttpResponse:
    """Ask whether the restriction is to end."""
    person = person_or_404(request.user, pk)
    standing = restriction_on(person)
    if standing is None:
        raise Http404
    seen(request, person, "edit")

    def act(_given: dict[str, Any]) -> str:
        safety.end_restriction(by=request.user, restriction=standing)
        messages.success(request, _("The restriction has ended."))
        return reverse("families:search")

    page = {
        "title": _("End the restriction?"),
        "button": _("End it"),
        "notes": [_("Everybody who worked with the person before can open the record again, at once.")],
    }
    return ask(request, Form(answers(request)), act, page | {"about": str(person), "back": _page(person)})
