"""Change what a record says of somebody: one thing a page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.forms import Form
from rock.practice.families.forms import person as forms
from rock.practice.families.forms.searching import BirthForm
from rock.practice.families.views.common import answers, ask
from rock.reach.queries import person_or_404
from rock.records.models import (
    BirthKind,
    Channel,
    ContactPoint,
    Disability,
    Identifier,
    IdentifierKind,
    NameKind,
    Person,
    Residence,
    Sex,
)
from rock.records.models.codes import Ethnicity
from rock.records.queries.people import one_person
from rock.records.services import identifiers, people, places

both = require_http_methods(["GET", "HEAD", "POST"])


def _page(person: Person) -> str:
    return reverse("families:person", args=[person.pk])


def _edit(request: SignedIn, person: Person, form: Form, service: Any, title: str, **page: Any) -> HttpResponse:
    """Answer an edit page of a person: `service` is called with the form's answers."""

    def act(given: dict[str, Any]) -> str:
        service(given)
        return _page(person)

    return ask(request, form, act, people=[person.pk], title=title, about=str(person), back=_page(person), **page)


@allow(Action.EDIT_PERSON)
@both
def add_name(request: SignedIn, pk: int) -> HttpResponse:
    """Add a name, or replace today's; the one before stays among the former names."""
    person = person_or_404(request.user, pk)

    def save(given: dict[str, Any]) -> None:
        given = given | {"kind": NameKind(given["kind"])}
        people.rename(by=request.user, person=person, **given)

    return _edit(request, person, forms.NameForm(answers(request)), save, "Add or change a name")


@allow(Action.EDIT_PERSON)
@both
def birth(request: SignedIn, pk: int) -> HttpResponse:
    """Correct the date of birth."""
    person = person_or_404(request.user, pk)
    start = {"birth_kind": person.birth_kind, "birth_date": person.birth_date}

    def save(given: dict[str, Any]) -> None:
        people.correct_birth(
            by=request.user, person=person, birth_date=given["birth_date"], birth_kind=BirthKind(given["birth_kind"])
        )

    return _edit(request, person, BirthForm(answers(request), initial=start), save, "Correct the date of birth")


WHAT_A_DEATH_ENDS = _(
    "From that day on it is no longer their home, nobody rings or writes to them, and what ran by a day stops. They stay "
    "in the family and the network. If somebody works with them, their manager ends that work."
)


@allow(Action.EDIT_PERSON)
@both
def death(request: SignedIn, pk: int) -> HttpResponse:
    """Write down the day on which somebody died, once the page has said what ends."""
    person = person_or_404(request.user, pk)

    def save(given: dict[str, Any]) -> None:
        people.record_death(by=request.user, person=person, day=given["day"])

    return _edit(request, person, forms.DeathForm(answers(request)), save, "They died", note=WHAT_A_DEATH_ENDS)


@allow(Action.EDIT_PERSON)
@both
def about(request: SignedIn, pk: int) -> HttpResponse:
    """Change sex, ethnicity, language and how somebody likes to be written to."""
    person = person_or_404(request.user, pk)
    fields = ("sex", "ethnicity", "first_language", "needs_interpreter", "reading_note")
    start = {name: getattr(person, name) for name in fields}

    def save(given: dict[str, Any]) -> None:
        given = given | {"sex": Sex(given["sex"]), "ethnicity": Ethnicity(given["ethnicity"])}
        people.describe(by=request.user, person=person, **given)

    return _edit(request, person, forms.AboutForm(answers(request), initial=start), save, "About them")


@allow(Action.EDIT_PERSON)
@both
def disabilities(request: SignedIn, pk: int) -> HttpResponse:
    """Choose disabilities."""
    person = person_or_404(request.user, pk)
    start = {"codes": [row.code for row in person.disabilities.all()]}

    def save(given: dict[str, Any]) -> None:
        people.set_disabilities(by=request.user, person=person, codes=[Disability(code) for code in given["codes"]])

    return _edit(request, person, forms.DisabilitiesForm(answers(request), initial=start), save, "Disabilities")


@allow(Action.EDIT_PERSON)
@both
def add_identifier(request: SignedIn, pk: int) -> HttpResponse:
    """Add a number of another register."""
    person = person_or_404(request.user, pk)

    def save(given: dict[str, Any]) -> None:
        given = given | {"kind": IdentifierKind(given["kind"])}
        identifiers.add_identifier(by=request.user, person=person, **given)

    return _edit(request, person, forms.IdentifierForm(answers(request)), save, "Add a number")


@allow(Action.EDIT_PERSON)
@both
def remove_identifier(request: SignedIn, pk: int, row: int) -> HttpResponse:
    """Take off a number that does not belong to the person."""
    person = person_or_404(request.user, pk)
    number = get_object_or_404(Identifier, pk=row, person__in=one_person([pk]))

    def save(given: dict[str, Any]) -> None:
        identifiers.remove_identifier(by=request.user, identifier=number)

    title = f"Remove {number.get_kind_display()} {number.value}?"
    return _edit(request, person, Form(answers(request)), save, title, button="Remove it")


@allow(Action.EDIT_PERSON)
@both
def move_home(request: SignedIn, pk: int) -> HttpResponse:
    """Write where somebody lives now."""
    person = person_or_404(request.user, pk)

    def save(given: dict[str, Any]) -> None:
        places.move_home(by=request.user, person=person, **given)

    return _edit(request, person, forms.HomeForm(answers(request)), save, "Add an address")


@allow(Action.SEE_HIDDEN_ADDRESS)
@both
def hide_home(request: SignedIn, pk: int, row: int) -> HttpResponse:
    """Mark an address as hidden, or take the mark off."""
    person = person_or_404(request.user, pk)
    home = get_object_or_404(Residence, pk=row, person__in=one_person([pk]))
    start = {"hidden": home.hidden, "also_hidden": home.also_hidden}

    def save(given: dict[str, Any]) -> None:
        places.hide_address(by=request.user, residence=home, **given)

    return _edit(request, person, forms.HideForm(answers(request), initial=start), save, "Hidden address")


@allow(Action.EDIT_PERSON)
@both
def add_contact(request: SignedIn, pk: int) -> HttpResponse:
    """Add a phone number or e-mail address, with what makes it safe."""
    person = person_or_404(request.user, pk)

    def save(given: dict[str, Any]) -> None:
        safe = {"yes": True, "no": False}.get(given["safe"])
        given = given | {"safe": safe, "channel": Channel(given["channel"])}
        places.add_contact_point(by=request.user, person=person, **given)

    return _edit(request, person, forms.ContactForm(answers(request)), save, "Add a way to reach them")


@allow(Action.EDIT_PERSON)
@both
def end_contact(request: SignedIn, pk: int, row: int) -> HttpResponse:
    """Stop using a number or address."""
    person = person_or_404(request.user, pk)
    contact = get_object_or_404(ContactPoint, pk=row, person__in=one_person([pk]))

    def save(given: dict[str, Any]) -> None:
        places.end_contact_point(by=request.user, contact=contact)

    return _edit(request, person, Form(answers(request)), save, "Stop using this?", button="Stop using it")
