"""The law has its way out: two people move or redact, and a stone says so."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import tracked
from rock.records.models.occasions import Occasion, Statement
from rock.records.models.people import Person


class RedactionKind(models.TextChoices):
    """What is done."""

    REDACT = "redact", "Remove the words"
    MOVE = "move", "Move to the right person"


@tracked
class Redaction(models.Model):
    """One person asks, another agrees; done, it stays as the stone that says so (never the words)."""

    kind = models.CharField(max_length=6, choices=RedactionKind.choices)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="redactions")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="redactions")
    wrong_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    right_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    basis = models.CharField(max_length=300, help_text="Why the law or the truth asks for it")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=time.now)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")), name="redaction_takes_two_people"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) ^ Q(done_at__isnull=False), name="redaction_done_when_agreed"
            ),
            models.CheckConstraint(
                condition=Q(statement__isnull=False) ^ Q(occasion__isnull=False), name="redaction_of_one_thing"
            ),
        ]

    class Fields:
        keep = "id kind statement occasion wrong_person right_person asked_by asked_at agreed_by done_at"
        scrub = "basis"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({'done' if self.done_at else 'asked'})"
