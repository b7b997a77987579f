"""Child-and-family assessments and section 47 enquiries: final tables, filled by import until their pages come."""

from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import tracked
from rock.practice.requests.models import Referral


@tracked
class Assessment(models.Model):
    """An assessment of one child inside an episode; 45 working days are shown from the referral and from the start."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="assessments")
    started_on = models.DateField()
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
        keep = "id referral source recorded_at"
        export = "started_on internal_review_on authorised_on"

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
