"""Who leaves, and who could take what they leave."""

from django.db.models import F, QuerySet

from rock.accounts.models import User
from rock.core import time
from rock.core.models import Draft
from rock.teams.models import Post, PostTitle


def _managed(user: User) -> QuerySet[Post]:
    day = time.today()
    return Post.objects.filter(user=user, title=PostTitle.MANAGER, starts__lte=day).exclude(ends__lte=day)


def colleagues(user: User) -> list[Post]:
    """Return every post there is or was in the pods that the user manages, those that end first (one query)."""
    rows = Post.objects.filter(pod__in=_managed(user).values("pod")).exclude(user=user).select_related("user", "pod")
    return list(rows.order_by(F("ends").desc(nulls_last=True), "user__name"))


def colleague_or_none(user: User, pk: int) -> User | None:
    """Return somebody who is or was in a pod that the user manages."""
    posts = Post.objects.filter(pod__in=_managed(user).values("pod"), user=pk)
    return User.objects.filter(pk__in=posts.values("user")).exclude(pk=user.pk).first()


def who_could_take(user: User, leaver: User) -> list[User]:
    """Return who is in the pods that the user manages today, by name, without whoever leaves."""
    day = time.today()
    posts = Post.objects.filter(pod__in=_managed(user).values("pod"), starts__lte=day).exclude(ends__lte=day)
    return list(User.objects.filter(pk__in=posts.values("user")).exclude(pk=leaver.pk).order_by("name"))


def drafts_of(user: User) -> int:
    """Return how many pages somebody has begun and not sent."""
    return Draft.objects.filter(user_id=user.pk, expires_at__gt=time.now()).count()
