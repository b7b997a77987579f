"""The family door: who holds one, the links and codes that open it, what is held back, what was stopped at it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rock.core import time
from rock.core.history import tracked
from rock.doors.keys import Code, Link
from rock.records.models import ContactPoint, Person


@tracked
class DoorHolder(models.Model):
    """A person who was told something may see it at the door, signed in as a user of their own; closed, it shows nothing."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="door")
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="door")
    opened_at = models.DateTimeField(default=time.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | (Q(closed_by__isnull=False) & ~Q(closed_because="")),
                name="door_closed_says_who_and_why",
            )
        ]

    class Fields:
        keep = "id user person opened_at opened_by closed_at closed_by"
        scrub = "closed_because"

    def __str__(self) -> str:
        return f"Door of {self.person_id}"


class DoorKey(Link):
    """A link to one person's door. Only its hash is kept; `contact` is where its codes go, none where words are said."""

    holder = models.ForeignKey(DoorHolder, on_delete=models.CASCADE, related_name="keys")
    contact = models.ForeignKey(ContactPoint, on_delete=models.SET_NULL, null=True, related_name="+")
    used_count = models.PositiveIntegerField(default=0)

    class Fields:
        keep = "id holder contact made_at made_by expires_at used_count used_at revoked_at"
        scrub = "token_hash"

    def __str__(self) -> str:
        return f"Link {self.pk} to the door of {self.holder_id}"


class DoorCode(Code):
    """What is asked beside a link: figures for ten minutes and one use, or words that are said and stand while the link does."""

    key = models.ForeignKey(DoorKey, on_delete=models.CASCADE, related_name="codes")
    said = models.BooleanField(default=False, help_text="Words that a worker said, in place of a message")
    made_at = models.DateTimeField(default=time.now)
    tries = models.PositiveSmallIntegerField(default=0, help_text="Wrong ones since it was last right")

    class Fields:
        keep = "id key said made_at expires_at tries used_at"
        scrub = "code_hash"

    def __str__(self) -> str:
        return f"Code {self.pk} for link {self.key_id}"


@tracked
class LooksHeld(models.Model):
    """Who looked at a person since `held_at` is not shown to the family until a manager releases it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="looks_held")
    because = models.CharField(max_length=300)
    held_at = models.DateTimeField(default=time.now)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "looks held"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(released_at__isnull=True), name="looks_held_open_once"
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(released_by__isnull=False), name="looks_released_by_somebody"
            ),
        ]

    class Fields:
        keep = "id person held_at held_by released_at released_by"
        scrub = "because"

    def __str__(self) -> str:
        return f"Looks at {self.person_id} held"


class SafetyFinding(models.Model):
    """A text would have given something hidden away at a door, and was not shown. It holds no words: which text, once.

    It stays on the managers' list until one of them wrote down how it was dealt with.
    """

    holder = models.ForeignKey(DoorHolder, on_delete=models.CASCADE, related_name="findings")
    source = models.CharField(max_length=40, help_text="Which kind of text")
    source_id = models.BigIntegerField(help_text="The row that it stands in")
    found_at = models.DateTimeField(default=time.now)
    dealt_at = models.DateTimeField(null=True, blank=True)
    dealt_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True, help_text="How it was dealt with")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "source", "source_id"], name="safety_finding_once"),
            models.CheckConstraint(
                condition=Q(dealt_at__isnull=True, dealt_by__isnull=True, note="")
                | (Q(dealt_at__isnull=False, dealt_by__isnull=False) & ~Q(note="")),
                name="finding_dealt_with_says_who_and_how",
            ),
        ]

    class Fields:
        keep = "id holder source source_id found_at dealt_at dealt_by"
        scrub = "note"

    def __str__(self) -> str:
        return f"{self.source} {self.source_id}"
