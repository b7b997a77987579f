"""Pods and posts as their managers see them: numbers of children, no names of children."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from rock.accounts.models import RoleHolding, User
from rock.accounts.policy import Action, Scope
from rock.accounts.queries import held_on
from rock.accounts.roles import Role
from rock.core import time
from rock.teams.models import AllocationKind, Pod, Post, PostTitle

_IN_PODS = (Role.SOCIAL_WORKER, Role.NEWLY_QUALIFIED, Role.TEAM_MANAGER)


def manages_all(user: User) -> bool:
    """Return whether the user looks after every pod, and may make one."""
    return user.scope(Action.MANAGE_PODS) is Scope.ALL


def pods_of(user: User) -> QuerySet[Pod]:
    """Return the pods that stand today and that the user looks after: all, or those that they manage."""
    day = time.today()
    rows = Pod.objects.filter(starts__lte=day).exclude(ends__lte=day).order_by("name")
    if manages_all(user):
        return rows
    posts = Post.objects.filter(user=user, title=PostTitle.MANAGER, starts__lte=day).exclude(ends__lte=day)
    return rows.filter(pk__in=posts.values("pod")) if user.may(Action.MANAGE_PODS) else rows.none()


def pod_or_404(user: User, pk: int) -> Pod:
    """Return a pod that the user looks after; another's and none at all give the same answer."""
    found = pods_of(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class PodRow:
    """A pod with its people and its number of children today."""

    pod: Pod
    people: int
    children: int


def pod_rows(user: User) -> list[PodRow]:
    """Return the pods that the user looks after, by name (one query)."""
    day = time.today()
    posts = Q(posts__starts__lte=day) & (Q(posts__ends__isnull=True) | Q(posts__ends__gt=day))
    rows = pods_of(user).annotate(
        people=Count("posts", filter=posts, distinct=True),
        children=Count("allocations__child", filter=_standing("allocations"), distinct=True),
    )
    return [PodRow(row, row.people, row.children) for row in rows]


@dataclass(frozen=True)
class PostRow:
    """Somebody's post with the number of children whose worker they are in this pod today."""

    post: Post
    children: int


def post_rows(pod: Pod) -> list[PostRow]:
    """Return the posts of a pod that have not ended, manager first (one query)."""
    mine = _standing("user__allocations") & Q(user__allocations__pod=pod)
    posts = Post.objects.filter(pod=pod).exclude(ends__lte=time.today()).select_related("user")
    counted = posts.annotate(children=Count("user__allocations__child", filter=mine, distinct=True))
    order = list(PostTitle)
    rows = [PostRow(post, post.children) for post in counted]
    return sorted(rows, key=lambda row: (order.index(PostTitle(row.post.title)), row.post.user.name))


def _standing(prefix: str) -> Q:
    day = time.today()
    open_ended = Q(**{f"{prefix}__ends__isnull": True}) | Q(**{f"{prefix}__ends__gt": day})
    return open_ended & Q(**{f"{prefix}__kind": AllocationKind.PRIMARY, f"{prefix}__starts__lte": day})


def who_may_join(pod: Pod, *, by: User) -> list[User]:
    """Return the active staff with a role for a pod who are not in this one, by name; nobody puts themselves in."""
    held = RoleHolding.objects.filter(held_on(time.today()), role__in=_IN_PODS).values("user")
    inside = Post.objects.filter(pod=pod, ends__isnull=True).values("user")
    staff = User.objects.filter(pk__in=held, is_active=True).exclude(pk__in=inside)
    return list(staff.exclude(pk=by.pk).order_by("name"))
