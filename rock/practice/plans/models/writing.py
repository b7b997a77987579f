"""What a plan says, item by item and wording by wording, and what is said to each.

A wording never changes: an edit is a new one beside it, by whoever wrote it, so both voices stay and two who edit at
once can be shown each other’s words.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rock.core import time
from rock.core.history import append_only, tracked
from rock.practice.plans.models.plan import Plan
from rock.records.models import DayKind, Person, Promise, Slot, Statement


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
