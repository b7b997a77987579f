"""Child-and-family assessments with their census facts, and section 47 enquiries, which import alone fills until their pages come."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import tracked
from rock.practice.requests.models import Referral
from rock.records.models import Clock, Occasion


class Outcome(models.TextChoices):
    """What an assessment led to."""

    NOT_IN_NEED = "not_in_need", "Not a child in need: we end our work"
    EARLY_HELP = "early_help", "Early help, led by somebody they know"
    PLAN = "plan", "A plan with the family"
    STRATEGY = "strategy", "A strategy discussion, because the child may not be safe"


@tracked
class Assessment(models.Model):
    """An assessment of one child inside an episode; 45 working days are shown from the referral and from the start.

    Its words stand on `occasion`; one that another system made has none. `clock` counts from the census start, the
    referral's own clock (rule “assessment”) from the referral.
    """

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="assessments")
    occasion = models.OneToOneField(
        Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="assessment"
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_on = models.DateField()
    outcome = models.CharField(max_length=11, choices=Outcome.choices, blank=True)
    partner_lead = models.CharField(
        max_length=200, blank=True, help_text="Who leads the early help, and where they work"
    )
    internal_review_on = models.DateField(null=True, blank=True)
    authorised_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                # Another system's row keeps what it said, however impossible; work here is held to it.
                condition=Q(authorised_on__isnull=True) | Q(authorised_on__gte=F("started_on")) | ~Q(source=""),
                name="assessment_authorised_after_start",
            )
        ]
        indexes = [models.Index(fields=["started_on"])]

    class Fields:
        keep = "id referral occasion worker clock source recorded_at"
        scrub = "partner_lead"
        export = "started_on internal_review_on authorised_on outcome"

    def __str__(self) -> str:
        return f"Assessment from {self.started_on}"


@tracked
class AssessmentFactor(models.Model):
    """A factor found by an assessment, in the census codes of its year (`rock.insight.cin.codes`)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="factors")
    code = models.CharField(max_length=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "code"], name="factor_once_an_assessment")]

    class Fields:
        keep = "id assessment"
        export = "code"

    def __str__(self) -> str:
        return self.code


@tracked
class Section47Enquiry(models.Model):
    """An enquiry whether a child is safe; `icpc_target_on` is 15 working days from the strategy discussion (day 0)."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="section47s")
    started_on = models.DateField()
    icpc_target_on = models.DateField(null=True, blank=True)
    icpc_on = models.DateField(null=True, blank=True)
    icpc_not_required = models.BooleanField(default=False)
    source = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField(default=time.now)

    class Meta:
        verbose_name_plural = "section 47 enquiries"

    class Fields:
        keep = "id referral source recorded_at"
        export = "started_on icpc_target_on icpc_on icpc_not_required"

    def __str__(self) -> str:
        return f"Enquiry from {self.started_on}"
