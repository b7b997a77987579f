"""Agreement, sharing and telling: three things that are never mixed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rock.core import time
from rock.core.history import tracked
from rock.records.models.occasions import Occasion, Statement
from rock.records.models.people import Person
from rock.records.models.places import Channel


class AgreementKind(models.TextChoices):
    """What is agreed to; the last is what stands where no agreement is needed."""

    HELP = "help", "To have help"
    ASK_AGENCIES = "ask", "That other services are asked"
    TELL = "tell", "That somebody near them is told"
    NOT_NEEDED = "not_needed", "No agreement needed"


class Answer(models.TextChoices):
    """What somebody answered when asked."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NOT_ASKED = "not_asked", "Not asked yet"


@tracked
class Agreement(models.Model):
    """One person was asked (or need not be asked) on an occasion, about something, in some words."""

    kind = models.CharField(max_length=10, choices=AgreementKind.choices)
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="agreements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements")
    person_name = models.CharField(max_length=200, blank=True, help_text="As the asker gave it, until it is matched")
    answer = models.CharField(max_length=9, choices=Answer.choices)
    asked_by = models.CharField(max_length=200, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=10, choices=Channel.choices, blank=True)
    language = models.CharField(max_length=60, default="English")
    in_words = models.CharField(max_length=500, blank=True, help_text="The words that were used")
    purpose = models.CharField(max_length=300, blank=True)
    agencies = models.CharField(max_length=300, blank=True, help_text="Which services, for which information")
    valid_until = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    reason_not_needed = models.CharField(
        max_length=500, blank=True, help_text="Why asking was not needed or would raise risk"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="not_needed") | (~Q(reason_not_needed="") & Q(decided_by__isnull=False)),
                name="no_agreement_needed_says_why_and_who",
            )
        ]

    class Fields:
        keep = "id kind occasion person decided_by recorded_at valid_until withdrawn_on"
        scrub = "person_name asked_by"
        export = "answer asked_on how language in_words purpose agencies reason_not_needed"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_answer_display()}"


@tracked
class InformationShare(models.Model):
    """Information went to an agency, or was refused, with purpose and basis (Children Act 2004 s16LA: record refusals too)."""

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="shares")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="shares", help_text="Whom it is about")
    direction = models.CharField(max_length=4, choices=[("in", "To us"), ("out", "From us")])
    agency = models.CharField(max_length=120)
    what = models.CharField(max_length=500)
    purpose = models.CharField(max_length=300)
    basis = models.CharField(max_length=200)
    refused_because = models.CharField(max_length=500, blank=True)
    shared_at = models.DateTimeField(default=time.now)
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Fields:
        keep = "id occasion person direction shared_at shared_by"
        scrub = "refused_because"
        export = "agency what purpose basis"

    def __str__(self) -> str:
        return f"{self.get_direction_display()}: {self.agency}"


class TellingChoice(models.TextChoices):
    """What was decided about telling one adult."""

    NOW = "now", "Tell now"
    HELD = "held", "Hold for now"


@tracked
class Telling(models.Model):
    """Whether one person is told, now or held; what is held stays in sight until it is done."""

    occasion = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, related_name="tellings", help_text="What they are told of"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tellings")
    choice = models.CharField(max_length=4, choices=TellingChoice.choices)
    statement = models.ForeignKey(
        Statement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tellings",
        help_text="The words for this reader",
    )
    held_because = models.CharField(max_length=500, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=6, choices=Channel.choices, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=time.now)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occasion", "person"], name="telling_decided_once_a_person"),
            models.CheckConstraint(
                condition=~Q(choice="held")
                | (~Q(held_because="") & Q(held_by__isnull=False) & Q(review_on__isnull=False)),
                name="held_says_why_who_and_when",
            ),
            models.CheckConstraint(condition=Q(told_at__isnull=True) | Q(choice="now"), name="told_means_not_held"),
        ]
        indexes = [models.Index(fields=["review_on"], condition=Q(choice="held"), name="held_tellings")]

    class Fields:
        keep = "id occasion person choice statement held_by review_on channel decided_by decided_at told_at told_by"
        scrub = "held_because"

    def __str__(self) -> str:
        return f"{self.person_id}: {self.get_choice_display()}"
