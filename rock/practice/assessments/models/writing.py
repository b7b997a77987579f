"""What an assessment says, passage by passage, and what the family answers to each before it is authorised."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rock.core import time
from rock.core.history import tracked
from rock.practice.assessments.models.statutory import Assessment
from rock.records.models import Person, Statement


class Heading(models.TextChoices):
    """The headings of the analysis: it opens on the day."""

    DAY = "day", "What the day is like"
    STRONG = "strong", "What is strong"
    WORRY = "worry", "What worries us, and what shows it"
    MONEY = "money", "Money and what is missing"
    MEANING = "meaning", "What it means for the child"
    NEXT = "next", "What would help"


@tracked
class Passage(models.Model):
    """One passage of an assessment; each saving is a new statement, so that nobody's wording is overwritten unseen.

    `revision` counts up by one with each wording; who saves says which one they started from.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="passages")
    heading = models.CharField(max_length=7, choices=Heading.choices)
    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="passage")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "heading"], name="heading_once_an_assessment")]

    class Fields:
        keep = "id assessment heading statement revision"

    def __str__(self) -> str:
        return f"{self.get_heading_display()} of assessment {self.assessment_id}"


class FamilyView(models.TextChoices):
    """What somebody of the family says to a passage."""

    RIGHT = "right", "That is right"
    NOT_RIGHT = "not_right", "That is not right"
    LIKE_THIS = "like_this", "It was like this"


@tracked
class PassageAnswer(models.Model):
    """What one person of the family says to the wording that they read; words go with all but “that is right”."""

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="answers")
    read = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+", help_text="The wording they read")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="passage_answers")
    view = models.CharField(max_length=9, choices=FamilyView.choices)
    statement = models.OneToOneField(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="passage_answer"
    )
    answered_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(view="right") | Q(statement__isnull=False), name="not_right_says_what_it_was_like"
            ),
        ]
        indexes = [models.Index(fields=["passage", "person"])]

    class Fields:
        keep = "id passage read person statement answered_at"
        export = "view"

    def __str__(self) -> str:
        return f"{self.person_id}: {self.view}"


@tracked
class Reading(models.Model):
    """One person of the family was given the assessment to read, or it was decided why not; who has not answered by when."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="readings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="readings")
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True, help_text="When they said that they had read it all")
    not_given_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "person"], name="read_once_by_each"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=False) ^ ~Q(not_given_because=""), name="given_to_read_or_says_why_not"
            ),
        ]

    class Fields:
        keep = "id assessment person given_at given_by answer_by finished_at"
        scrub = "not_given_because"

    def __str__(self) -> str:
        return f"{self.person_id} reads assessment {self.assessment_id}"


@tracked
class MoneyFirst(models.Model):
    """Before neglect is written, the money side is on the page, or a named person says why it could not be."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="money_first")
    statement = models.OneToOneField(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="money_first"
    )
    could_not_because = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=time.now)

    class Meta:
        verbose_name_plural = "money first"
        constraints = [
            models.CheckConstraint(
                condition=Q(statement__isnull=False) ^ ~Q(could_not_because=""), name="money_on_the_page_or_why_not"
            )
        ]

    class Fields:
        keep = "id assessment statement by at"
        export = "could_not_because"

    def __str__(self) -> str:
        return f"Money first, assessment {self.assessment_id}"


@tracked
class ManagerDecision(models.Model):
    """A manager authorises an assessment: what was decided, why, and what would change it; apart from it, the family's words."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="decision")
    reasons = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="+")
    would_change = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="+")
    family_words = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=time.now)

    class Fields:
        keep = "id assessment reasons would_change family_words decided_by decided_at"

    def __str__(self) -> str:
        return f"Decision on assessment {self.assessment_id}"
