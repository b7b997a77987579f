"""A family's page: who is in it, their picture, what happened."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.practice.families.forms import around as forms
from rock.practice.families.presenters.person import aged
from rock.practice.families.presenters.picture import family_tree, tree_in_words
from rock.practice.families.presenters.timeline import FAMILY_TIMELINE, timeline
from rock.practice.families.presenters.workers import workers_by_child
from rock.practice.families.queries.related import events_about, orders_about, relationships_among
from rock.practice.families.views.common import answers, ask, chosen, seen
from rock.reach.families import ReachedFamily, family_or_404
from rock.reach.queries import person_or_404
from rock.records.models import FamilyMember, MemberRole
from rock.records.services import families
from rock.teams.queries.workers import workers_of
from rock.teams.services.allocating import refresh_reach

both = require_http_methods(["GET", "HEAD", "POST"])


def page_of(found: ReachedFamily) -> str:
    """Return the address of a family's page."""
    return reverse("families:family", args=[found.family.pk])


@allow(Action.SEE_PERSON)
@require_safe
def family(request: SignedIn, pk: int) -> HttpResponse:
    """Show a family as far as it is reached."""
    found = family_or_404(request.user, pk)
    links = relationships_among(found.ids)
    limits = [order for order in orders_about(request.user, found.ids) if order.ends is None]
    limits = [order for order in limits if {order.child_id, order.limits_id} <= found.ids]
    events = events_about(found.ids, FAMILY_TIMELINE, family=found.family)
    known = workers_by_child(workers_of(found.ids))
    seen(request, found.ids, "family")
    page: dict[str, Any] = {
        "family": found.family,
        "members": [(member, aged(member.person), known.get(member.person_id, [])) for member in found.members],
        "picture": family_tree(found.members, links, limits),
        "in_words": tree_in_words(links, limits),
        "events": timeline(events, {person.pk: person for person in found.people}),
        "can_edit": request.user.may(Action.EDIT_PERSON),
    }
    return render(request, "families/family.html", page)


@allow(Action.EDIT_PERSON)
@both
def create_family(request: SignedIn, pk: int) -> HttpResponse:
    """Make a family with the person as its first member."""
    person = person_or_404(request.user, pk)

    def act(given: dict[str, Any]) -> str:
        role = MemberRole(given["role"])
        made = families.create_family(by=request.user, name=given["name"], members=[(person, role)])
        return reverse("families:family", args=[made.pk])

    form, back = forms.NewFamilyForm(answers(request)), reverse("families:person", args=[pk])
    return ask(request, form, act, people=[pk], title="Start a family", about=str(person), back=back)


@allow(Action.EDIT_PERSON)
@both
def rename_family(request: SignedIn, pk: int) -> HttpResponse:
    """Change what a family is called."""
    found = family_or_404(request.user, pk)

    def act(given: dict[str, Any]) -> str:
        families.rename_family(by=request.user, family=found.family, name=given["name"])
        return page_of(found)

    form = forms.FamilyForm(answers(request), initial={"name": found.family.name})
    title = "Change what the family is called"
    return ask(request, form, act, people=found.ids, title=title, about=found.family.name, back=page_of(found))


@allow(Action.EDIT_PERSON)
@both
def add_member(request: SignedIn, pk: int) -> HttpResponse:
    """Put somebody, chosen in a search, into the family."""
    found, person = family_or_404(request.user, pk), chosen(request)

    def act(given: dict[str, Any]) -> str:
        role = MemberRole(given["role"])
        families.add_member(by=request.user, family=found.family, person=person, role=role, since=given["since"])
        refresh_reach(by=request.user, family=found.family)
        return page_of(found)

    shown, title = [*found.ids, person.pk], f"Add {person} to the family"
    form = forms.MemberForm(answers(request))
    return ask(request, form, act, people=shown, title=title, about=found.family.name, back=page_of(found))


@allow(Action.EDIT_PERSON)
@both
def end_member(request: SignedIn, pk: int, row: int) -> HttpResponse:
    """Say when somebody stopped belonging to the family."""
    found = family_or_404(request.user, pk)
    member = get_object_or_404(FamilyMember, pk=row, family=pk, person__in=found.ids, ends__isnull=True)

    def act(given: dict[str, Any]) -> str:
        families.end_member(by=request.user, member=member, on=given["on"])
        refresh_reach(by=request.user, family=found.family)
        return page_of(found) if len(found.members) > 1 else reverse("families:search")

    form, about = forms.EndForm(answers(request)), f"{member.person} in the family “{found.family.name}”"
    form.fields["on"].label = "When did they leave the family?"
    return ask(request, form, act, people=[member.person_id], title="", about=about, back=page_of(found))
