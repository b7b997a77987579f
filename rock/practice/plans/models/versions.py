"""The versions of a plan that were agreed: what stood in it, and what each person said to it."""

from django.conf import settings
from django.db import models

from rock.core import time
from rock.core.history import append_only, tracked
from rock.practice.plans.models.plan import Plan
from rock.practice.plans.models.writing import PlanWording
from rock.records.models import Person


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
