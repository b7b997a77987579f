"""Workers, and who reaches whom."""

from itertools import pairwise
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from rock.accounts.models import RoleHolding
from rock.demo.council.checking.base import HERE, Keys, check, keys_of
from rock.practice.requests.models import Referral, RequestForSupport
from rock.reach.models import Basis, CircleMember, Grant, ViewLog
from rock.records.models import Clock, ContactPoint, Event, Person, Residence
from rock.teams.models import Allocation, AllocationKind, Post


@check("a child has two workers, or two second people, on one day")
def _overlaps() -> Keys:
    found = []
    rows = Allocation.objects.order_by("child", "kind", "starts", "pk").values_list(
        "pk", "child", "kind", "starts", "ends"
    )
    for one, other in pairwise(rows):
        if one[1:3] == other[1:3] and (one[4] is None or one[4] > other[3]):
            found.append(other[0])
    return found


@check("a worker was allocated outside a post in the pod")
def _postless() -> Keys:
    post = Post.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=OuterRef("starts")),
        pod=OuterRef("pod"),
        user=OuterRef("worker"),
        starts__lte=OuterRef("starts"),
    )
    return keys_of(Allocation.objects.filter(~Exists(post)))


@check("a post ended while its holder was still allocated")
def _left_allocated() -> Keys:
    posts = Post.objects.filter(pod=OuterRef("pod"), user=OuterRef("worker"))
    open_post = posts.filter(Q(ends__isnull=True) | Q(ends__gte=OuterRef("ends")))
    standing = Allocation.objects.filter(ends__isnull=True).exclude(Exists(posts.filter(ends__isnull=True)))
    return keys_of(standing) | keys_of(Allocation.objects.filter(~Exists(open_post), ends__isnull=False))


@check("a child has a worker and no second person, or the other way round")
def _alone() -> Keys:
    other = Allocation.objects.filter(child=OuterRef("child"), starts=OuterRef("starts")).exclude(kind=OuterRef("kind"))
    return keys_of(Allocation.objects.filter(~Exists(other)))


@check("somebody with a post is not in the pod’s circle for the same days")
def _not_in_circle() -> Keys:
    inside = CircleMember.objects.filter(circle=OuterRef("pod__circle"), user=OuterRef("user"))
    same = inside.filter(Q(ends=OuterRef("ends")) | (Q(ends__isnull=True) & Q(ends=OuterRef("ends"))))
    left = inside.filter(ends__isnull=True)
    open_posts = Post.objects.filter(~Exists(left), ends__isnull=True)
    return keys_of(open_posts) | keys_of(Post.objects.filter(~Exists(same), ends__isnull=False))


@check("somebody has died, and a home, a way to reach them, a worker, a clock or a referral goes on")
def _goes_on_after_death() -> Keys:
    died = Q(death_date__isnull=False, source="")
    late = {"person": OuterRef("pk"), "ends__gt": OuterRef("death_date")}
    found = Q(Exists(Clock.objects.filter(person=OuterRef("pk"), stopped_at__isnull=True)))
    found |= Q(Exists(Referral.objects.filter(HERE, child=OuterRef("pk"), closed_on__isnull=True)))
    found |= Q(Exists(Allocation.objects.filter(child=OuterRef("pk"), ends__isnull=True)))
    for model in (Residence, ContactPoint):
        rows: QuerySet[Any] = model._default_manager.all()
        found |= Q(Exists(rows.filter(person=OuterRef("pk"), ends__isnull=True))) | Q(Exists(rows.filter(**late)))
    return keys_of(Person.objects.filter(died & found))


@check("a grant stands whose source does not")
def _sourceless() -> Keys:
    """Look for standing grants of allocations that ended or never were, and of requests that never were."""
    standing = {f"allocation:{pk}" for pk in Allocation.objects.filter(ends__isnull=True).values_list("pk", flat=True)}
    standing |= {f"request:{pk}" for pk in RequestForSupport.objects.values_list("pk", flat=True)}
    rows = Grant.objects.filter(ends__isnull=True, basis__in=(Basis.ALLOCATION, Basis.REQUEST))
    return [pk for pk, source in rows.values_list("pk", "source").iterator() if source not in standing]


@check("a worker is allocated and cannot reach the child, or the pod cannot")
def _no_grant() -> Keys:
    rows = Grant.objects.filter(ends__isnull=True, basis=Basis.ALLOCATION, allow=True)
    have = set(rows.values_list("source", "person", "user", "circle"))
    found = []
    facts = Allocation.objects.filter(ends__isnull=True).values_list("pk", "child", "worker", "pod__circle", "kind")
    for pk, child, worker, circle, kind in facts:
        wanted: set[tuple[str, int, int | None, int | None]] = {(f"allocation:{pk}", child, worker, None)}
        if kind == AllocationKind.PRIMARY:
            wanted.add((f"allocation:{pk}", child, None, circle))
        if not wanted <= have:
            found.append(pk)
    return found


@check("somebody reaches a child through an allocation that is not theirs")
def _not_theirs() -> Keys:
    owner = {f"allocation:{pk}": worker for pk, worker in Allocation.objects.values_list("pk", "worker")}
    rows = Grant.objects.filter(basis=Basis.ALLOCATION, user__isnull=False).values_list("pk", "source", "user")
    return [pk for pk, source, user in rows.iterator() if owner.get(source) != user]


@check("somebody looked whom no grant lets reach the person then")
def _looked_without() -> Keys:
    then = Grant.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=OuterRef("seen_at")),
        person=OuterRef("person"),
        starts__lte=OuterRef("seen_at"),
        allow=True,
    )
    theirs = Q(user=OuterRef("user")) | Q(circle__members__user=OuterRef("user"))
    seen = ViewLog.objects.filter(person__isnull=False, user__isnull=False).exclude(purpose__in=("search", "own"))
    return keys_of(seen.filter(~Exists(then.filter(theirs))))


@check("a worker acted after their last day, or before their first")
def _absent() -> Keys:
    held = RoleHolding.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=OuterRef("day")), user=OuterRef("by"), starts__lte=OuterRef("day")
    )
    return keys_of(Event.objects.annotate(day=TruncDate("recorded_at")).filter(~Exists(held), by__isnull=False))
