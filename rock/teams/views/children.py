"""The worker's first page, the pod's page, and naming a worker."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.accounts.roles import Role
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.reach.models import ViewPurpose
from rock.reach.queries import person_or_404, reachable
from rock.reach.services import log_views
from rock.records.models import Family, Person
from rock.records.queries.people import families_of
from rock.teams.forms import AllocateForm, PodForm
from rock.teams.models import Pod
from rock.teams.presenters import by_when, child_cards, stand_ins
from rock.teams.queries import allocating as queries
from rock.teams.queries.children import my_children, pod_children, stands_in_for
from rock.teams.services.allocating import allocate as allocate_child

CHILDREN_A_PAGE = 24


@allow(Action.SEE_OWN_CHILDREN)
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """Show the children somebody works with: by child, not by form."""
    cards = child_cards(my_children(request.user))
    second = stand_ins(stands_in_for(request.user))
    people = [card.pk for card in cards] + [child.pk for child in second]
    log_views(user=request.user, people=people, page="my_children", purpose=ViewPurpose.WORK)
    page = {
        "cards": cards,
        "groups": by_when(cards),
        "second": second,
        "can_visit": request.user.may(Action.RECORD_VISIT),
    }
    return render(request, "teams/my_children.html", page)


@allow(Action.ALLOCATE)
@require_safe
def pod(request: SignedIn) -> HttpResponse:
    """Show a manager every child of their pod, and the children who wait for a worker."""
    page = Paginator(pod_children(request.user), CHILDREN_A_PAGE).get_page(request.GET.get("page"))
    cards = child_cards(list(page))
    manages = Role.TEAM_MANAGER in request.user.roles
    waiting = list(queries.waiting_for_a_worker(request.user)[:50])
    people = [card.pk for card in cards] + [child.pk for child in waiting]
    log_views(user=request.user, people=people, page="pod", purpose=ViewPurpose.WORK)
    return render(request, "teams/pod.html", {"cards": cards, "page": page, "waiting": waiting, "manages": manages})


@allow(Action.ALLOCATE)
def choose_pod(request: SignedIn, pk: int) -> HttpResponse:
    """Ask which pod a child goes to."""
    child = person_or_404(request.user, pk)
    form = PodForm(request.POST or None, pods=queries.pods_open())
    if form.is_valid():
        return redirect("teams:allocate", pk, int(form.cleaned_data["pod"]))
    log_views(user=request.user, people=[child.pk], page="choose_pod", purpose=ViewPurpose.WORK)
    return render(request, "teams/choose_pod.html", {"form": form, "child": child})


@allow(Action.ALLOCATE)
def allocate(request: SignedIn, pk: int, pod_pk: int) -> HttpResponse:
    """Name a child's worker, and the second person who knows them, from a day."""
    child = person_or_404(request.user, pk)
    chosen = get_object_or_404(Pod, pk=pod_pk)
    form = AllocateForm(request.POST or None, people=queries.people_in(chosen))
    if form.is_valid():
        try:
            return once_per_form(request, lambda: _allocate(request, child, chosen, form))
        except Refused as no:
            form.add_error(None, str(no))
    log_views(user=request.user, people=[child.pk], page="allocate", purpose=ViewPurpose.WORK)
    return render(request, "teams/allocate.html", {"form": form, "child": child, "pod": chosen})


def _allocate(request: SignedIn, child: Person, chosen: Pod, form: AllocateForm) -> str:
    facts = form.cleaned_data
    allocate_child(
        by=request.user,
        child=child,
        family=_family_or_404(request.user, child),
        pod=chosen,
        worker=facts["worker"],
        second=facts["second"],
        starts=facts["starts"],
        why=facts["why"],
    )
    return reverse("teams:pod")


def _family_or_404(user: User, child: Person) -> Family:
    """Return the family that the child is worked with in; its members are reached through the child's allocation."""
    family = families_of([child.pk]).order_by("pk").first()
    if family is None or not reachable(user).filter(pk=child.pk).exists():
        raise Http404
    return family
