"""The hub's decision on a request; history opened before it; reasons for the record and, apart, words for the family."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rock.core import time
from rock.core.history import append_only, tracked
from rock.practice.requests.models.requests import RequestForSupport
from rock.records.models import Occasion, Statement


class Route(models.TextChoices):
    """What follows a request."""

    ADVICE = "advice", "Advice given"
    COMMUNITY = "community", "Help in the community or from universal services"
    EARLY_HELP = "early_help", "Early help, with a named lead"
    ASSESSMENT = "assessment", "Getting to know the family (assessment)"
    STRATEGY = "strategy", "Talk with police and health first (strategy discussion)"


SOCIAL_CARE_ROUTES = frozenset({Route.ASSESSMENT, Route.STRATEGY})


class HistoryOpening(models.Model):
    """Somebody opened what is already held about the people of a request; append-only, before the decision."""

    request = models.ForeignKey(RequestForSupport, on_delete=models.PROTECT, related_name="history_openings")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=time.now)
    people_found = models.PositiveSmallIntegerField(default=0)

    class Meta:
        triggers = [append_only()]

    class Fields:
        keep = "id request opened_by opened_at people_found"

    def __str__(self) -> str:
        return f"History of {self.request_id}"


@tracked
class Decision(models.Model):
    """A manager decided on a request: route, reasons for the record and words for the family, each a signed statement."""

    request = models.OneToOneField(RequestForSupport, on_delete=models.PROTECT, related_name="decision")
    occasion = models.OneToOneField(Occasion, on_delete=models.PROTECT, related_name="decision")
    route = models.CharField(max_length=10, choices=Route.choices)
    reasons = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="decision_reasons")
    family_words = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="decision_family_words")
    early_help_lead = models.CharField(max_length=200, blank=True, help_text="Name and agency of the lead")
    history_not_opened_because = models.CharField(max_length=300, blank=True)
    repeat_within_12_months = models.BooleanField(help_text="Computed when decided: a referral in the 12 months before")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(route="early_help") | ~Q(early_help_lead=""), name="early_help_has_a_lead"
            )
        ]

    class Fields:
        keep = "id request occasion route reasons family_words repeat_within_12_months decided_by decided_at"
        scrub = "history_not_opened_because"
        export = "early_help_lead"

    def __str__(self) -> str:
        return f"{self.request}: {self.get_route_display()}"
