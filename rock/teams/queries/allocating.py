"""What is needed to name a worker: who waits for one, the pods, who is in them and how many children each has."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from rock.accounts.models import User
from rock.core import time
from rock.core.words import count_of
from rock.reach.queries import reachable
from rock.records.models import Clock, Person
from rock.teams.models import Allocation, AllocationKind, Pod, Post


def waiting_for_a_worker(user: User) -> QuerySet[Person]:
    """Return the children within reach on whom an assessment's clock runs and who have no worker today, longest first."""
    day = time.today()
    standing = Allocation.objects.filter(child=OuterRef("pk"), kind=AllocationKind.PRIMARY).exclude(ends__lte=day)
    clocks = Clock.objects.filter(person=OuterRef("pk"), rule__key="assessment", stopped_at__isnull=True)
    return reachable(user).filter(Exists(clocks), ~Exists(standing)).order_by("clocks__started_at", "pk").distinct()


@dataclass(frozen=True)
class InPod:
    """Somebody in a pod, with how many children they are the worker of today."""

    post: Post
    children: int

    @property
    def words(self) -> str:
        """Return how the list names them."""
        return f"{self.post.user.name}, {self.post.get_title_display().lower()} ({count_of(self.children, 'child', 'children')})"


def pods_open() -> list[Pod]:
    """Return the pods that stand today, by name."""
    return list(Pod.objects.filter(starts__lte=time.today()).exclude(ends__lte=time.today()).order_by("name"))


def people_in(pod: Pod) -> list[InPod]:
    """Return who is in a pod today with their number of children, fewest first."""
    day = time.today()
    standing = Q(user__allocations__kind=AllocationKind.PRIMARY, user__allocations__starts__lte=day) & (
        Q(user__allocations__ends__isnull=True) | Q(user__allocations__ends__gt=day)
    )
    posts = Post.objects.filter(pod=pod, starts__lte=day).exclude(ends__lte=day).select_related("user")
    counted = posts.annotate(children=Count("user__allocations", filter=standing)).order_by("children", "user__name")
    return [InPod(post, post.children) for post in counted]
