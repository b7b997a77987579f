"""Occasions: when, where and who was there. Statements: somebody's words. Audience: who may read them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import append_only, frozen_when, tracked
from rock.core.words import on_day
from rock.records.models.families import Family
from rock.records.models.people import Person


class OccasionKind(models.TextChoices):
    """What kind of occasion; each kind's own facts stand in a one-to-one table of its room."""

    REQUEST = "request", "Request for support"
    DECISION = "decision", "Decision"
    CALL = "call", "Phone call"
    MESSAGE = "message", "Message"
    VISIT = "visit", "Visit"
    MEETING = "meeting", "Meeting"
    ASSESSMENT = "assessment", "Assessment"
    PLAN = "plan", "Plan"
    REVIEW = "review", "Review"
    DOOR = "door", "Said at the door"


@tracked
class Occasion(models.Model):
    """Something that happened at a time, which statements were made on."""

    kind = models.CharField(max_length=10, choices=OccasionKind.choices)
    happened_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, blank=True, related_name="occasions")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=time.now)
    signed_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["family", "happened_at"])]

    class Fields:
        keep = "id kind family recorded_by recorded_at signed_off_at"
        export = "happened_at place"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {on_day(self.happened_at)}"


class PresenceMode(models.TextChoices):
    """How somebody took part."""

    THERE = "there", "There"
    PHONE = "phone", "By phone or video"
    WRITTEN = "written", "In writing"
    SPOKEN_ABOUT = "about", "Spoken about"


@tracked
class Presence(models.Model):
    """Somebody took part in an occasion: a person with a record, a member of staff, or a name."""

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="presences")
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=7, choices=PresenceMode.choices, default=PresenceMode.THERE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(staff__isnull=False) | ~Q(name=""), name="presence_is_of_somebody"
            )
        ]

    class Fields:
        keep = "id occasion person staff mode"
        scrub = "name"

    def __str__(self) -> str:
        return self.name or str(self.person or self.staff)


@tracked
class Statement(models.Model):
    """Somebody's words on an occasion; once signed off they never change, and a correction is a new row beside them."""

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="statements")
    speaker = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="said")
    speaker_staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="statements_made"
    )
    speaker_name = models.CharField(max_length=200, blank=True, help_text="For a speaker without a record or a sign-in")
    question = models.CharField(max_length=60, help_text="Key of what the words answer")
    words = models.TextField()
    verbatim = models.BooleanField(default=True, help_text="The speaker's own words, or what somebody wrote of them")
    language = models.CharField(max_length=60, default="English")
    original = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        help_text="Translated from",
    )
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    replies_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=time.now)
    signed_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        triggers = [frozen_when("OLD.signed_off_at IS NOT NULL")]
        indexes = [models.Index(fields=["occasion", "question"])]

    class Fields:
        keep = "id occasion speaker speaker_staff question verbatim original corrects replies_to recorded_by recorded_at signed_off_at"
        scrub = "speaker_name"
        export = "words language"

    def __str__(self) -> str:
        return f"{self.question} on occasion {self.occasion_id}"


@tracked
class StatementAbout(models.Model):
    """A statement is about a person; one row for each."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="about")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statements_about")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "person"], name="statement_about_person_once")]

    class Fields:
        keep = "id statement person"

    def __str__(self) -> str:
        return f"{self.statement_id} about {self.person_id}"


class SaidInHearing(models.Model):
    """Somebody else heard a statement when it was said: they know of it, and it still is not theirs to read."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="heard_by")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="heard")

    class Meta:
        verbose_name_plural = "said in hearing"
        triggers = [append_only()]
        constraints = [models.UniqueConstraint(fields=["statement", "person"], name="heard_once")]

    class Fields:
        keep = "id statement person"

    def __str__(self) -> str:
        return f"{self.person_id} heard {self.statement_id}"


@tracked
class Audience(models.Model):
    """One reader outside the staff may read a statement, from a moment to a moment; never part of the signed words."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="audience")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="may_read")
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    speaker_said = models.CharField(max_length=300, blank=True, help_text="What the speaker said when asked")
    starts = models.DateTimeField(default=time.now)
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "reader"], condition=Q(ends__isnull=True), name="audience_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="audience_ends_after_start"
            ),
        ]

    class Fields:
        keep = "id statement reader shared_by starts ends"
        scrub = "speaker_said"

    def __str__(self) -> str:
        return f"{self.reader_id} may read {self.statement_id}"
