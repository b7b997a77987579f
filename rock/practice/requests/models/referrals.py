"""A referral, and the children-in-need episode that it opens (one CINdetails of the census).

Contact and referral are two things: a request for support is a contact; a referral exists when a step in social care follows.
"""

from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import tracked
from rock.records.models import Occasion, Person


class ReferralSource(models.TextChoices):
    """Where a referral came from, in census codes."""

    S1A = "1A", "Family member, relative or carer"
    S1B = "1B", "Acquaintance"
    S1C = "1C", "Themselves"
    S1D = "1D", "Another person"
    S2A = "2A", "School"
    S2B = "2B", "Education service"
    S3A = "3A", "GP"
    S3B = "3B", "Health visitor"
    S3C = "3C", "School nurse"
    S3D = "3D", "Other primary health service"
    S3E = "3E", "Accident and emergency"
    S3F = "3F", "Other health service"
    S4 = "4", "Housing"
    S5A = "5A", "Social care in this council"
    S5B = "5B", "Another service of this council"
    S5C = "5C", "Another council"
    S5D = "5D", "Early help"
    S6 = "6", "Police"
    S7 = "7", "Court, probation or another legal agency"
    S8 = "8", "Another organisation"
    S9 = "9", "Somebody who did not give a name"
    S10 = "10", "Not known"


class PrimaryNeed(models.TextChoices):
    """The main need, in census codes."""

    N1 = "N1", "Abuse, neglect and exploitation"
    N2 = "N2", "Child’s disability"
    N3 = "N3", "Parent’s disability or illness"
    N4 = "N4", "Family in acute stress"
    N5 = "N5", "Family dysfunction"
    N6 = "N6", "Socially unacceptable behaviour"
    N7 = "N7", "Low income"
    N8 = "N8", "Absent parenting"
    N9 = "N9", "Not a child in need"
    N0 = "N0", "Not stated"


class ClosureReason(models.TextChoices):
    """Why an episode ended, in census codes."""

    RC1 = "RC1", "Adopted"
    RC2 = "RC2", "Died"
    RC3 = "RC3", "Child arrangements order"
    RC4 = "RC4", "Special guardianship order"
    RC5 = "RC5", "Moved to another council’s services"
    RC6 = "RC6", "Moved to adult social care"
    RC7 = "RC7", "Ended for another reason, including no longer in need"
    RC8 = "RC8", "Closed after assessment, no further action"
    RC9 = "RC9", "Closed after assessment, to early help"


@tracked
class Referral(models.Model):
    """A child was referred on a day; the episode is open until it is closed with a reason.

    `icpc_on` is the census's DateOfInitialCPC of the episode; each enquiry's own stands with the enquiry.
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referrals")
    contact = models.ForeignKey(
        Occasion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="referrals",
        help_text="The request it came from",
    )
    referred_on = models.DateField()
    source_code = models.CharField("source", max_length=2, choices=ReferralSource.choices, blank=True)
    primary_need = models.CharField(max_length=2, choices=PrimaryNeed.choices, blank=True)
    no_further_action = models.BooleanField(default=False)
    nfa_in_file = models.BooleanField(
        null=True, help_text="What a census said of no further action, where the facts beside it said otherwise"
    )
    closed_on = models.DateField(null=True, blank=True)
    closure_reason = models.CharField(max_length=3, choices=ClosureReason.choices, blank=True)
    icpc_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=60, blank=True, help_text="Where the row came from, if not from work here")
    recorded_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                # Another system's row keeps what it said, however impossible; work here is held to it.
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("referred_on")) | ~Q(source=""),
                name="referral_closed_after_start",
            ),
        ]
        indexes = [models.Index(fields=["child", "referred_on"]), models.Index(fields=["referred_on"])]

    class Fields:
        keep = "id child contact nfa_in_file source recorded_at"
        export = "referred_on source_code primary_need no_further_action closed_on closure_reason icpc_on"

    def __str__(self) -> str:
        return f"{self.child_id} referred {self.referred_on}"
