"""Pods and posts. A post puts its holder into the pod's circle; its end takes them out, and reach ends with it."""

from datetime import date

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.core.words import count_of, on_day
from rock.reach.models import Circle, CircleMember
from rock.teams.models import Allocation, AllocationKind, Pod, Post, PostTitle
from rock.teams.services.allocating import end_one


@service
def make_pod(*, by: Actor, name: str, service_name: str, starts: date | None = None) -> Pod:
    """Make a pod with its circle."""
    if Pod.objects.filter(name__iexact=name.strip()).exists():
        raise Refused(f"There is already a pod called {name.strip()}. Choose another name.")
    pod = Pod(name=name.strip(), service=service_name, starts=starts or time.today())
    pod.circle = Circle.objects.create(key=f"pod:{pod.name.lower()}"[:60], name=pod.name)
    pod.save()
    return pod


@service
def fill_post(*, by: Actor, pod: Pod, user: User, title: PostTitle, starts: date | None = None) -> Post:
    """Put somebody into a pod from a day; a pod has one manager, and nobody puts themselves in."""
    day = starts or time.today()
    if by.actor_id == user.pk:
        raise Refused("Nobody puts themselves into a pod. Ask a colleague to do it.")
    if Post.objects.filter(pod=pod, user=user, ends__isnull=True).exists():
        raise Refused(f"{user} is in {pod} already.")
    if title == PostTitle.MANAGER and Post.objects.filter(pod=pod, title=title, ends__isnull=True).exists():
        raise Refused(f"{pod} has a manager. End that post first.")
    post = Post.objects.create(pod=pod, user=user, title=title, starts=day)
    CircleMember.objects.get_or_create(circle=pod.circle, user=user, ends=None, defaults={"starts": day})
    return post


@service
def end_post(*, by: Actor, post: Post, on: date | None = None) -> Post:
    """End a post; refused while its holder is still the worker of a child, so that nobody is left without one."""
    day = on or time.today()
    if day < post.starts:
        raise Refused(f"The post starts on {on_day(post.starts)}. Choose that day or a later one.")
    theirs = Allocation.objects.filter(worker=post.user, pod=post.pod, ends__isnull=True)
    left = theirs.filter(kind=AllocationKind.PRIMARY).count()
    if left:
        raise Refused(
            f"{post.user} is still the worker of {count_of(left, 'child', 'children')}."
            " Name another worker for each of them first."
        )
    for allocation in theirs:
        end_one(by=by, allocation=allocation, on=max(day, allocation.starts))
    post.ends = day
    post.save(update_fields=["ends"])
    CircleMember.objects.filter(circle=post.pod.circle, user=post.user, ends__isnull=True).update(ends=day)
    return post
