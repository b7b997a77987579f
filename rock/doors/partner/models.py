"""The partner's door: who holds one, for which children and until when, the links and codes that open it, what they answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from rock.core import time
from rock.core.history import tracked
from rock.doors.keys import Code, Link
from rock.practice.assessments.models import AgencyPart
from rock.practice.plans.models import PlanWording
from rock.records.models import InformationShare, Person, Promise, Statement


@tracked
class PartnerHolder(models.Model):
    """Somebody at another service has a door, signed in as a user of their own; whoever left the job has none."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="partner_door")
    agency = models.CharField(max_length=120)
    is_school = models.BooleanField(default=True, help_text="A school or nursery: what they saw is the school’s column")
    email = models.EmailField(help_text="Their own inbox at work: links and codes go there and nowhere else")
    made_at = models.DateTimeField(default=time.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    left_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=Q(left_at__isnull=True), name="one_partner_an_inbox"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | (Q(left_by__isnull=False) & ~Q(left_because="")),
                name="partner_left_says_who_and_why",
            ),
        ]

    class Fields:
        keep = "id user agency is_school made_at made_by left_at left_by"
        scrub = "email left_because"

    def __str__(self) -> str:
        return f"{self.user}, {self.agency}"


@tracked
class Invitation(models.Model):
    """A partner is invited for one child until a day (included); `share` is the entry of what they are shown, and why."""

    holder = models.ForeignKey(PartnerHolder, on_delete=models.PROTECT, related_name="invitations")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="partner_invitations")
    share = models.ForeignKey(InformationShare, on_delete=models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField(default=time.now)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    until = models.DateField()
    not_close_because = models.CharField(
        max_length=300, blank=True, help_text="Why somebody who is called so near the child is another person"
    )
    seen_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "child"], condition=Q(ended_at__isnull=True), name="partner_invited_once_for_a_child"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | (Q(ended_by__isnull=False) & ~Q(ended_because="")),
                name="invitation_ended_says_who_and_why",
            ),
        ]

    class Fields:
        keep = "id holder child share invited_at invited_by until seen_at reminded_at ended_at ended_by"
        scrub = "not_close_because ended_because"

    def __str__(self) -> str:
        return f"Partner {self.holder_id} for {self.child_id}"


@tracked
class SharedWording(models.Model):
    """A partner may read how a promise of theirs, or a line of the plan that they lead, was worded.

    Its speaker was asked, and said this.
    """

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="shared_wordings")
    wording = models.ForeignKey(PlanWording, on_delete=models.PROTECT, related_name="shared_with_partners")
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(default=time.now)
    speaker_said = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "wording"], condition=Q(ended_at__isnull=True), name="wording_shared_once"
            )
        ]

    class Fields:
        keep = "id invitation wording shared_by shared_at ended_at"
        scrub = "speaker_said"

    def __str__(self) -> str:
        return f"Wording {self.wording_id} for invitation {self.invitation_id}"


class PartnerKey(Link):
    """A link to a partner's door; only its hash is kept."""

    holder = models.ForeignKey(PartnerHolder, on_delete=models.CASCADE, related_name="keys")

    class Fields:
        keep = "id holder made_at made_by expires_at used_at revoked_at"
        scrub = "token_hash"

    def __str__(self) -> str:
        return f"Link {self.pk} to the door of partner {self.holder_id}"


class PartnerCode(Code):
    """Six figures for ten minutes and one use, asked beside the link of a door, or to say whom one question is about."""

    key = models.ForeignKey(PartnerKey, on_delete=models.CASCADE, null=True, blank=True, related_name="codes")
    part = models.ForeignKey(AgencyPart, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(key__isnull=False) ^ Q(part__isnull=False), name="partner_code_of_one_link"
            )
        ]

    class Fields:
        keep = "id key part expires_at tries used_at"
        scrub = "code_hash"

    def __str__(self) -> str:
        return f"Code {self.pk}"


class Reply(models.TextChoices):
    """What a partner says of a promise that stays open."""

    CANNOT = "cannot", "Cannot do it"
    LATER = "later", "Needs until another day"


@tracked
class PromiseReply(models.Model):
    """A partner cannot keep a promise, or proposes another day: it stays open, and as late as it is, until a worker acts."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="partner_replies")
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="replies")
    reply = models.CharField(max_length=6, choices=Reply.choices)
    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="partner_reply")
    proposed_on = models.DateField(null=True, blank=True)
    said_at = models.DateTimeField(default=time.now)

    class Meta:
        verbose_name_plural = "promise replies"
        constraints = [
            models.CheckConstraint(
                condition=Q(reply="later") ^ Q(proposed_on__isnull=True), name="another_day_is_proposed"
            )
        ]

    class Fields:
        keep = "id promise invitation statement said_at"
        export = "reply proposed_on"

    def __str__(self) -> str:
        return f"{self.reply} to promise {self.promise_id}"
