"""A child's plan: what it says, item by item and wording by wording, how it stands, and the versions that were agreed.

Early help, child in need and protection are one plan with another standing. A wording never changes: an edit is a new one
beside it, by whoever wrote it, so both voices stay and two who edit at once can be shown each other's words.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import append_only, tracked
from rock.practice.plans.models.statutory import CINPlan
from rock.practice.requests.models import Referral
from rock.records.models import DayKind, Family, Occasion, Person, Promise, Slot, Statement


@tracked
class Plan(models.Model):
    """The plan of one child within the family; a partner who leads it is named in words, a worker by their sign-in."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="plans")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plans")
    occasion = models.OneToOneField(Occasion, on_delete=models.PROTECT, related_name="plan")
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    partner_lead = models.CharField(max_length=200, blank=True, help_text="Who leads it, and where they work")
    started_on = models.DateField()
    review_on = models.DateField(help_text="When it is looked at together next")
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.OneToOneField(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Why it ended"
    )
    source = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child"], condition=Q(ended_on__isnull=True), name="one_plan_at_a_time"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="plan_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["review_on"], condition=Q(ended_on__isnull=True), name="plans_to_review")]

    class Fields:
        keep = "id family child occasion lead started_on review_on ended_on ended_because source recorded_at"
        scrub = "partner_lead"

    def __str__(self) -> str:
        return f"Plan of {self.child_id}"


class Standing(models.TextChoices):
    """As what a plan stands."""

    EARLY_HELP = "early_help", "Early help"
    IN_NEED = "in_need", "Child in need"
    PROTECTION = "protection", "Child protection"


@tracked
class PlanStanding(models.Model):
    """How a plan stood from a day to a day; `cin_plan` is what the census is told of it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="standings")
    standing = models.CharField(max_length=10, choices=Standing.choices)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cin_plan = models.OneToOneField(CINPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="standing")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(ends__isnull=True), name="one_standing_at_a_time"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="standing_ends_after_start"
            ),
        ]

    class Fields:
        keep = "id plan starts ends referral cin_plan decided_by"
        export = "standing"

    def __str__(self) -> str:
        return f"{self.get_standing_display()} from {self.starts}"


class Part(models.TextChoices):
    """As what somebody has a part in a plan."""

    CHILD = "child", "The child"
    PARENT = "parent", "A parent or carer"
    NETWORK = "network", "Somebody who helps"


@tracked
class PlanMember(models.Model):
    """Somebody of the family or its network writes the plan with us, from a moment on; each item is still shared one by one."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plan_parts")
    part = models.CharField(max_length=7, choices=Part.choices)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts = models.DateTimeField(default=time.now)
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "person"], condition=Q(ends__isnull=True), name="once_in_a_plan")
        ]

    class Fields:
        keep = "id plan person added_by starts ends"
        export = "part"

    def __str__(self) -> str:
        return f"{self.person_id} in plan {self.plan_id}"


class ItemKind(models.TextChoices):
    """What an item of a plan is, in the order of the page."""

    GOOD_DAY = "good_day", "What a good day looks like"
    WORRY = "worry", "What worries us now"
    STRONG = "strong", "What is already strong"
    PROMISE = "promise", "What we will do"
    WHAT_IF = "what_if", "If this happens, we will"
    NOTHING_CHANGES = "nothing", "What happens if nothing changes"


@tracked
class PlanItem(models.Model):
    """One line of a plan; `wording` is how it reads now and `revision` its number. A promise is also in the list of promises."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=8, choices=ItemKind.choices)
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    wording = models.OneToOneField(
        "PlanWording", on_delete=models.PROTECT, null=True, blank=True, related_name="now_of"
    )
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="item")
    made_at = models.DateTimeField(default=time.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(promise__isnull=True) | Q(kind="promise"), name="only_a_promise_has_a_promise"
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | ~Q(removed_because=""), name="removed_item_says_why"
            ),
        ]
        indexes = [models.Index(fields=["plan", "kind", "position"])]

    class Fields:
        keep = "id plan kind position revision wording promise made_at removed_at"
        export = "removed_because"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, item {self.pk}"


class PlanWording(models.Model):
    """How an item was worded by one writer; of a promise also who does it, by when, and what of the day it should change.

    `condition` is the “if” of a what-if line. `due_on` of “if nothing changes” is when it happens.
    """

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveIntegerField()
    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="plan_wording")
    by_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    condition = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner_staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_agency = models.CharField(max_length=120, blank=True)
    slot = models.CharField(max_length=9, choices=Slot.choices, blank=True)
    day_kind = models.CharField(max_length=8, choices=DayKind.choices, blank=True)
    help_needed = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=time.now)

    class Meta:
        triggers = [append_only()]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="wording_numbered_once"),
            models.CheckConstraint(
                condition=Q(by_person__isnull=False) ^ Q(by_staff__isnull=False), name="wording_is_somebodys"
            ),
        ]

    class Fields:
        keep = "id item number statement by_person by_staff due_on owner owner_staff owner_agency slot day_kind made_at"
        export = "condition help_needed"

    def __str__(self) -> str:
        return f"Wording {self.number} of item {self.item_id}"


class View(models.TextChoices):
    """What somebody says to an item."""

    AGREE = "agree", "I agree"
    UNDERSTAND = "understand", "I understand"
    DISAGREE = "disagree", "I disagree"
    ANOTHER_IDEA = "another", "I have another idea"


@tracked
class ItemView(models.Model):
    """What somebody says to an item as it was worded then; a later one stands beside it, and none is overwritten."""

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="views")
    wording = models.ForeignKey(PlanWording, on_delete=models.PROTECT, related_name="views")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="item_views")
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    view = models.CharField(max_length=10, choices=View.choices)
    statement = models.OneToOneField(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="item_view"
    )
    said_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) ^ Q(staff__isnull=False), name="item_view_is_somebodys"
            ),
            models.CheckConstraint(
                condition=~Q(view__in=["disagree", "another"]) | Q(statement__isnull=False),
                name="disagreeing_has_words",
            ),
        ]
        indexes = [models.Index(fields=["item", "person"])]

    class Fields:
        keep = "id item wording person staff statement said_at"
        export = "view"

    def __str__(self) -> str:
        return f"{self.view} to item {self.item_id}"


@tracked
class PlanVersion(models.Model):
    """A plan as it was agreed on a day; its wordings are kept, so that two versions can be set beside each other."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    agreed_on = models.DateField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wordings = models.ManyToManyField(PlanWording, through="VersionWording", related_name="versions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="version_numbered_once")]

    class Fields:
        keep = "id plan number agreed_on kept_by wordings"

    def __str__(self) -> str:
        return f"Version {self.number} of plan {self.plan_id}"


class VersionWording(models.Model):
    """A wording belongs to a version."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="lines")
    wording = models.ForeignKey(PlanWording, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = [append_only()]
        constraints = [models.UniqueConstraint(fields=["version", "wording"], name="wording_once_a_version")]

    class Fields:
        keep = "id version wording"

    def __str__(self) -> str:
        return f"{self.wording_id} in version {self.version_id}"


@tracked
class VersionAnswer(models.Model):
    """What somebody said to a version as a whole, and whether they know what happens if things go wrong."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="version_answers")
    agrees = models.BooleanField()
    knows_what_if = models.BooleanField(null=True, help_text="“I know what happens if…”; not asked is empty")
    said_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="version_answered_once")]

    class Fields:
        keep = "id version person said_at"
        export = "agrees knows_what_if"

    def __str__(self) -> str:
        return f"{self.person_id} on version {self.version_id}"
