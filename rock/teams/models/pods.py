"""A pod is a small team whose manager knows every family: a manager, two senior and three social workers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rock.core.history import tracked
from rock.reach.models import Circle


@tracked
class Pod(models.Model):
    """A small team; its circle is what its members reach through."""

    name = models.CharField(max_length=80, unique=True)
    service = models.CharField(max_length=80)
    circle = models.OneToOneField(Circle, on_delete=models.PROTECT, related_name="pod")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Fields:
        keep = "id name service circle starts ends"

    def __str__(self) -> str:
        return self.name


class PostTitle(models.TextChoices):
    """A place in a pod."""

    MANAGER = "manager", "Team manager"
    SENIOR = "senior", "Senior social worker"
    SOCIAL_WORKER = "social_worker", "Social worker"
    NEWLY_QUALIFIED = "newly_qualified", "Newly qualified social worker"
    FAMILY_SUPPORT = "family_support", "Family support worker"


@tracked
class Post(models.Model):
    """Somebody holds a place in a pod from a day (included) to a day (not included)."""

    pod = models.ForeignKey(Pod, on_delete=models.PROTECT, related_name="posts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=15, choices=PostTitle.choices)
    fte = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pod", "user"], condition=Q(ends__isnull=True), name="post_open_once"),
            models.UniqueConstraint(
                fields=["pod"], condition=Q(ends__isnull=True, title="manager"), name="pod_has_one_manager"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="post_ends_after_start"
            ),
        ]

    class Fields:
        keep = "id pod user title fte starts ends"

    def __str__(self) -> str:
        return f"{self.user}, {self.get_title_display()}, {self.pod}"
