"""The law has its way out: two people move or redact, and a stone says so."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import tracked
from rock.records.models.documents import PersonDocument
from rock.records.models.families import Family
from rock.records.models.occasions import Occasion, Statement
from rock.records.models.people import Person


class RedactionKind(models.TextChoices):
    """What is done."""

    REDACT = "redact", "Remove it for good"
    MOVE = "move", "Move to the right record"


def _one_of(*columns: str) -> Q:
    """Return the condition that exactly one of the columns is filled."""
    found = Q()
    for one in columns:
        found |= Q(**{f"{column}__isnull": column != one for column in columns})
    return found


@tracked
class Redaction(models.Model):
    """One person asks, another agrees; done, it stays as the stone that says so (never the words).

    Words and a document move from `wrong_person` to `right_person`; an occasion moves by its `pairs`, and from one family
    to another.
    """

    kind = models.CharField(max_length=6, choices=RedactionKind.choices)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="redactions")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="redactions")
    document = models.ForeignKey(
        PersonDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="redactions"
    )
    wrong_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    right_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wrong_family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    right_family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
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
                condition=_one_of("statement", "occasion", "document"), name="redaction_of_one_thing"
            ),
            *(
                models.UniqueConstraint(
                    fields=[of], condition=Q(done_at__isnull=True), name=f"redaction_of_{of}_waits_once"
                )
                for of in ("statement", "occasion", "document")
            ),
        ]

    class Fields:
        keep = (
            "id kind statement occasion document wrong_person right_person wrong_family right_family asked_by asked_at"
            " agreed_by done_at"
        )
        scrub = "basis"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({'done' if self.done_at else 'asked'})"


@tracked
class RedactionPair(models.Model):
    """In a move of a whole occasion: what stands with one record goes to another."""

    redaction = models.ForeignKey(Redaction, on_delete=models.CASCADE, related_name="pairs")
    wrong_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    right_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["redaction", "wrong_person"], name="redaction_pair_once"),
            models.CheckConstraint(condition=~Q(wrong_person=F("right_person")), name="redaction_pair_of_two"),
        ]

    class Fields:
        keep = "id redaction wrong_person right_person"

    def __str__(self) -> str:
        return f"{self.wrong_person_id} to {self.right_person_id}"
