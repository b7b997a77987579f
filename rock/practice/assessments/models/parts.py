"""The parts of an assessment that are asked of other services, through a link that opens that question and no other."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rock.core import time
from rock.core.history import tracked
from rock.practice.assessments.models.statutory import Assessment
from rock.records.models import InformationShare, Statement


@tracked
class AgencyPart(models.Model):
    """One service was asked what it knows; its answer is its own words. Only the hash of its link is kept."""

    LINK = "rock.practice.assessments.part"

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="agency_parts")
    agency = models.CharField(max_length=120)
    name = models.CharField(max_length=120, help_text="Who is asked there")
    email = models.EmailField()
    question = models.CharField(max_length=1000)
    share = models.ForeignKey(
        InformationShare,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text="The entry of what was told in asking",
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=time.now)
    due_on = models.DateField()
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answer = models.OneToOneField(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="agency_part"
    )
    nothing_known = models.BooleanField(default=False, help_text="They answered that they know nothing of this")
    refused_because = models.CharField(max_length=500, blank=True, help_text="Why they did not share")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True)
                | Q(answer__isnull=False)
                | Q(nothing_known=True)
                | ~Q(refused_because=""),
                name="agency_answered_with_something",
            )
        ]

    class Fields:
        keep = (
            "id assessment share asked_by asked_at due_on expires_at reminded_at withdrawn_at answer nothing_known"
            " answered_at agency"
        )
        scrub = "name email token_hash"
        export = "question refused_because"

    def __str__(self) -> str:
        return f"{self.agency} about assessment {self.assessment_id}"
