"""The people around a family."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.forms import Form
from rock.core.services import Refused
from rock.core.views import refusal
from rock.practice.families.forms.around import NetworkForm
from rock.practice.families.presenters.network import network as places
from rock.practice.families.presenters.picture import network_picture
from rock.practice.families.presenters.veil import Veil
from rock.practice.families.queries.related import network_of
from rock.practice.families.views.common import answers, ask, chosen, seen
from rock.reach.families import ReachedFamily, family_or_404
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.queries import closed_to, reaches
from rock.records.models import NetworkCircle, NetworkMember
from rock.records.queries.telling import latest_near
from rock.records.services import families
from rock.teams.services.allocating import refresh_reach

NOT_HERE = Refused("Part of this would give away a hidden address. Ask the hub manager to change it.")
both = require_http_methods(["GET", "HEAD", "POST"])


def _page(found: ReachedFamily) -> str:
    return reverse("families:network", args=[found.family.pk])


@allow(Action.SEE_PERSON)
@require_safe
def network(request: SignedIn, pk: int) -> HttpResponse:
    """Show the circles of people around a family."""
    found = family_or_404(request.user, pk)
    rows = network_of(found.family)
    ids = {row.person_id for row in rows if row.person_id}
    reached = reaches(request.user, ids)
    veil = Veil(hidden_from(request.user, found.ids), sees_hidden(request.user))
    around = places(rows, reached, closed_to(request.user, ids), veil)
    seen(request, found.ids | reached, "network")
    page: dict[str, Any] = {
        "family": found.family,
        "around": around,
        "picture": network_picture(found.children or found.people, around),
        "can_edit": request.user.may(Action.EDIT_PERSON),
        "can_tell": request.user.may(Action.RECORD_TELLING),
        "told": latest_near(found.family),
    }
    return render(request, "families/network.html", page)


@allow(Action.EDIT_PERSON)
@both
def add_to_network(request: SignedIn, pk: int) -> HttpResponse:
    """Put somebody into the network: by name, or by their record when a search chose it."""
    found = family_or_404(request.user, pk)
    person = chosen(request) if "other" in request.GET else None
    form = NetworkForm(answers(request), initial={"name": str(person or "")})
    if person:
        del form.fields["name"]

    def act(given: dict[str, Any]) -> str:
        given = given | {"circle": NetworkCircle(int(given["circle"]))}
        families.add_to_network(by=request.user, family=found.family, person=person, **given)
        return _page(found)

    title = f"Add {person or 'somebody'} to the network"
    shown = found.ids | ({person.pk} if person else set())
    return ask(request, form, act, people=shown, title=title, about=found.family.name, back=_page(found))


def _row(request: SignedIn, found: ReachedFamily, row: int) -> NetworkMember:
    """Return somebody of the network; one whose record is closed to the reader is not there."""
    member = get_object_or_404(NetworkMember, pk=row, family=found.family, ends__isnull=True)
    if member.person_id:
        open_ones = {member.person_id} - closed_to(request.user, [member.person_id])
        get_object_or_404(NetworkMember, pk=row, person__in=open_ones | reaches(request.user, [member.person_id]))
    return member


def _called(member: NetworkMember) -> str:
    return member.name or member.who


def _gives_away(request: SignedIn, found: ReachedFamily, member: NetworkMember) -> bool:
    hidden = hidden_from(request.user, found.ids)
    return hidden.betrayed_by(" ".join([member.name, member.who, member.offers, member.cannot]))


@allow(Action.EDIT_PERSON)
@both
def change_in_network(request: SignedIn, pk: int, row: int) -> HttpResponse:
    """Change how close somebody stands and what they can do."""
    found = family_or_404(request.user, pk)
    member = _row(request, found, row)
    if _gives_away(request, found, member):
        return refusal(request, NOT_HERE, back=_page(found))
    start = {name: getattr(member, name) for name in ("who", "circle", "offers", "cannot")}
    form = NetworkForm(answers(request), initial=start)
    del form.fields["name"]

    def act(given: dict[str, Any]) -> str:
        given = given | {"circle": NetworkCircle(int(given["circle"]))}
        families.change_in_network(by=request.user, member=member, **given)
        return _page(found)

    title = f"Change {_called(member)} in the network"
    return ask(request, form, act, people=found.ids, title=title, about=found.family.name, back=_page(found))


@allow(Action.EDIT_PERSON)
@both
def leave_network(request: SignedIn, pk: int, row: int) -> HttpResponse:
    """Say that somebody is no longer in the network."""
    found = family_or_404(request.user, pk)
    member = _row(request, found, row)
    if _gives_away(request, found, member):
        return refusal(request, NOT_HERE, back=_page(found))

    def act(given: dict[str, Any]) -> str:
        families.leave_network(by=request.user, member=member)
        refresh_reach(by=request.user, family=found.family)
        return _page(found)

    title = f"Is {_called(member)} no longer in the network?"
    form = Form(answers(request))
    return ask(
        request,
        form,
        act,
        people=found.ids,
        title=title,
        about=found.family.name,
        back=_page(found),
        button="No longer in the network",
    )
