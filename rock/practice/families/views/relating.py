"""Relationships, orders, and two records that are one person."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.forms import Form
from rock.practice.families.forms import around as forms
from rock.practice.families.queries.related import relationships_of
from rock.practice.families.views.common import answers, ask, chosen
from rock.reach import joining
from rock.reach.queries import person_or_404, reaches
from rock.records.models import CourtOrder, OrderKind, Person, Relationship, RelationshipKind
from rock.records.queries.people import one_person
from rock.records.services import relationships

both = require_http_methods(["GET", "HEAD", "POST"])


def _page(person: Person) -> str:
    return reverse("families:person", args=[person.pk])


@allow(Action.EDIT_PERSON)
@both
def relate(request: SignedIn, pk: int) -> HttpResponse:
    """Say what somebody, chosen in a search, is to the person."""
    person, other = person_or_404(request.user, pk), chosen(request)

    def act(given: dict[str, Any]) -> str:
        relationships.relate(
            by=request.user,
            person=other,
            other=person,
            kind=RelationshipKind(given["kind"]),
            parental_responsibility={"yes": True, "no": False}.get(given["parental"]),
            since=given["since"],
        )
        return _page(person)

    title = f"What is {other} to {person}?"
    form = forms.RelateForm(answers(request))
    return ask(request, form, act, people=[pk, other.pk], title=title, about=str(person), back=_page(person))


@allow(Action.EDIT_PERSON)
@both
def end_relationship(request: SignedIn, pk: int, row: int) -> HttpResponse:
    """Say when a relationship ended; both people have to be reached."""
    person, ids = person_or_404(request.user, pk), one_person([pk])
    found = get_object_or_404(Relationship, Q(person__in=ids) | Q(other__in=ids), pk=row)
    person_or_404(request.user, found.person_id)
    person_or_404(request.user, found.other_id)

    def act(given: dict[str, Any]) -> str:
        relationships.end_relationship(by=request.user, relationship=found, on=given["on"])
        return _page(person)

    about = f"{found.person}, {found.get_kind_display().lower()} of {found.other}"
    form = forms.EndForm(answers(request))
    shown = [found.person_id, found.other_id]
    return ask(request, form, act, people=shown, title="", about=about, back=_page(person))


@allow(Action.EDIT_PERSON)
@both
def add_order(request: SignedIn, pk: int) -> HttpResponse:
    """Write a court order about the person of the page."""
    person, ids = person_or_404(request.user, pk), one_person([pk])
    rows = relationships_of(request.user, ids)
    around = {one.pk: one for row in rows for one in (row.person, row.other) if one.pk not in ids}
    form = forms.OrderForm(answers(request), adults=[(str(key), str(one)) for key, one in around.items()])

    def act(given: dict[str, Any]) -> str:
        limits = around[int(given["limits"])] if given["limits"] else None
        facts = given | {"kind": OrderKind(given["kind"]), "limits": limits}
        relationships.record_order(by=request.user, child=person, **facts)
        return _page(person)

    shown = [pk, *around]
    return ask(request, form, act, people=shown, title="Add a court order", about=str(person), back=_page(person))


@allow(Action.EDIT_PERSON)
@both
def end_order(request: SignedIn, pk: int, row: int) -> HttpResponse:
    """Say when an order ended."""
    person = person_or_404(request.user, pk)
    order = get_object_or_404(CourtOrder, pk=row, child__in=one_person([pk]))

    def act(given: dict[str, Any]) -> str:
        relationships.end_order(by=request.user, order=order, on=given["on"])
        return _page(person)

    form, about = forms.EndForm(answers(request)), f"{order.get_kind_display()} about {person}"
    return ask(request, form, act, people=[pk], title="", about=about, back=_page(person))


@allow(Action.JOIN_PEOPLE)
@both
def join(request: SignedIn, pk: int) -> HttpResponse:
    """Read two records as one."""
    person, other = person_or_404(request.user, pk), chosen(request)

    def act(given: dict[str, Any]) -> str:
        joining.join_records(by=request.user, one=person, other=other, reason=given["reason"])
        return _page(person)

    about = f"{person} (record {person.pk}) and {other} (record {other.pk})"
    form, title = forms.JoinForm(answers(request)), "Are these two records one person?"
    note = "Both records stay as they are. They are shown as one, and anybody who may do this can undo it."
    return ask(
        request,
        form,
        act,
        people=[pk, other.pk],
        title=title,
        about=about,
        back=_page(person),
        button="Join",
        note=note,
    )


@allow(Action.JOIN_PEOPLE)
@both
def part(request: SignedIn, pk: int, other: int) -> HttpResponse:
    """Read two records apart again."""
    person, second = person_or_404(request.user, pk), person_or_404(request.user, other)

    def act(given: dict[str, Any]) -> str:
        joining.part_records(by=request.user, one=person, other=second)
        return _page(person) if reaches(request.user, [pk]) else reverse("families:search")

    about = f"{person} (record {person.pk}) and {second} (record {second.pk})"
    title = "Read these two records apart again?"
    form = Form(answers(request))
    return ask(
        request, form, act, people=[pk, other], title=title, about=about, back=_page(person), button="Read them apart"
    )
