"""Pods and posts: who is in which small team, and how many children it works with."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.teams.forms import EndPostForm, FillPostForm, MakePodForm
from rock.teams.models import Pod, Post, PostTitle
from rock.teams.queries import pods as queries
from rock.teams.services import pods as services


@allow(Action.MANAGE_PODS)
@require_safe
def pods(request: SignedIn) -> HttpResponse:
    """Show the pods that somebody looks after."""
    context = {"rows": queries.pod_rows(request.user), "may_make": queries.manages_all(request.user)}
    return render(request, "teams/pods.html", context)


@allow(Action.MANAGE_PODS)
def make(request: SignedIn) -> HttpResponse:
    """Make a pod; only for somebody who looks after all of them."""
    if not queries.manages_all(request.user):
        raise PermissionDenied
    form = MakePodForm(request.POST or None)
    if form.is_valid():
        try:
            return once_per_form(request, lambda: _make(request, form))
        except Refused as no:
            form.add_error(None, str(no))
    return render(request, "teams/make_pod.html", {"form": form})


def _make(request: SignedIn, form: MakePodForm) -> str:
    facts = form.cleaned_data
    made = services.make_pod(by=request.user, name=facts["name"], service_name=facts["service_name"])
    return reverse("teams:one_pod", args=[made.pk])


@allow(Action.MANAGE_PODS)
@require_safe
def one(request: SignedIn, pk: int) -> HttpResponse:
    """Show one pod: its posts, and how many children each works with."""
    found = queries.pod_or_404(request.user, pk)
    return render(request, "teams/one_pod.html", {"pod": found, "rows": queries.post_rows(found)})


@allow(Action.MANAGE_PODS)
def fill(request: SignedIn, pk: int) -> HttpResponse:
    """Put somebody into a post of a pod."""
    found = queries.pod_or_404(request.user, pk)
    form = FillPostForm(request.POST or None, people=queries.who_may_join(found, by=request.user))
    if form.is_valid():
        try:
            return once_per_form(request, lambda: _fill(request, found, form))
        except Refused as no:
            form.add_error(None, str(no))
    return render(request, "teams/fill_post.html", {"form": form, "pod": found})


def _fill(request: SignedIn, pod: Pod, form: FillPostForm) -> str:
    facts = form.cleaned_data
    title = PostTitle(facts["title"])
    services.fill_post(by=request.user, pod=pod, user=facts["user"], title=title, starts=facts["starts"])
    return reverse("teams:one_pod", args=[pod.pk])


@allow(Action.MANAGE_PODS)
def end(request: SignedIn, pk: int, post_pk: int) -> HttpResponse:
    """End a post on a day, so that what its holder reached through the pod ends with it."""
    found = queries.pod_or_404(request.user, pk)
    post = get_object_or_404(Post, pk=post_pk, pod=found, ends__isnull=True)
    form = EndPostForm(request.POST or None)
    if form.is_valid():
        try:
            services.end_post(by=request.user, post=post, on=form.cleaned_data["on"])
            return redirect("teams:one_pod", pk)
        except Refused as no:
            form.add_error(None, str(no))
    return render(request, "teams/end_post.html", {"form": form, "post": post, "pod": found})
