"""A person: one record for life, found before it is created."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import tracked
from rock.records.models.codes import Disability, Ethnicity, Sex, UPNUnknown


class BirthKind(models.TextChoices):
    """How surely a date of birth is known."""

    EXACT = "exact", "Exact"
    ESTIMATED = "estimated", "Estimated"
    EXPECTED = "expected", "Expected (not born yet)"
    UNKNOWN = "unknown", "Not known"


@tracked
class Person(models.Model):
    """A person; `given_name` and `family_name` are what they like to be called now (history in `PersonName`)."""

    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    birth_date = models.DateField(null=True, blank=True, help_text="Born on, or expected on")
    birth_kind = models.CharField(max_length=10, choices=BirthKind.choices, default=BirthKind.UNKNOWN)
    due_date = models.DateField(null=True, blank=True, help_text="When they were expected, kept once they are born")
    death_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    ethnicity = models.CharField(max_length=4, choices=Ethnicity.choices, default=Ethnicity.NOBT)
    upn_unknown = models.CharField(max_length=3, choices=UPNUnknown.choices, blank=True)
    first_language = models.CharField(max_length=60, blank=True, default="English")
    needs_interpreter = models.BooleanField(default=False)
    reading_note = models.CharField(max_length=300, blank=True, help_text="How they like to be written to")
    source = models.CharField(max_length=60, blank=True, help_text="Where the record came from, if not from work here")
    recorded_at = models.DateTimeField(default=time.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_date__isnull=False) ^ Q(birth_kind=BirthKind.UNKNOWN),
                name="person_birth_date_or_unknown",
            ),
            models.CheckConstraint(
                # Another system's record keeps what it said, however impossible; work here is held to it.
                condition=Q(death_date__isnull=True)
                | Q(birth_date__isnull=True)
                | Q(death_date__gte=F("birth_date"))
                | ~Q(source=""),
                name="person_dies_after_birth",
            ),
        ]
        indexes = [models.Index(fields=["birth_date"])]

    class Fields:
        keep = "id birth_kind source recorded_at recorded_by upn_unknown"
        scrub = "reading_note"
        export = "given_name family_name birth_date due_date death_date sex ethnicity first_language needs_interpreter"

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or f"Person {self.pk}"


class NameKind(models.TextChoices):
    """What kind of name this is."""

    PREFERRED = "preferred", "Preferred name"
    LEGAL = "legal", "Legal name"
    FORMER = "former", "Former name"
    NICKNAME = "nickname", "Nickname"


@tracked
class PersonName(models.Model):
    """A name that a person has or had; `folded` and `sounds` are what search reads."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=NameKind.choices)
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    folded = models.CharField(max_length=220, help_text="Lower case, no accents, letters and spaces only")
    sounds = models.CharField(max_length=120, blank=True, help_text="Metaphone of each part, space-separated")

    class Meta:
        indexes = [
            GinIndex(name="person_name_trigrams", fields=["folded"], opclasses=["gin_trgm_ops"]),
            GinIndex(models.Func(F("folded"), F("sounds"), function="records_name_keys"), name="person_name_keys"),
            models.Index(fields=["person", "kind"]),
        ]

    class Fields:
        keep = "id person kind starts ends"
        scrub = "folded sounds"
        export = "given_name family_name"

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class IdentifierKind(models.TextChoices):
    """Which register an identifier belongs to."""

    LA_CHILD_ID = "la_child_id", "Council child number"
    NHS_NUMBER = "nhs_number", "NHS number"
    UPN = "upn", "Unique pupil number"
    FORMER_UPN = "former_upn", "Former unique pupil number"


@tracked
class Identifier(models.Model):
    """A number that another register knows a person by, with its source and when it was verified."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=12, choices=IdentifierKind.choices)
    value = models.CharField(max_length=50)
    source = models.CharField(max_length=60, blank=True)
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "value"], name="identifier_once_a_person"),
            models.UniqueConstraint(fields=["value"], condition=Q(kind="la_child_id"), name="la_child_id_once"),
        ]
        indexes = [models.Index(fields=["kind", "value"])]

    class Fields:
        keep = "id person kind source verified_on"
        export = "value"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"


@tracked
class PersonDisability(models.Model):
    """A disability of a person, in census codes."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="disabilities")
    code = models.CharField(max_length=4, choices=Disability.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "code"], name="disability_once_a_person")]

    class Fields:
        keep = "id person"
        export = "code"

    def __str__(self) -> str:
        return self.get_code_display()


@tracked
class SamePerson(models.Model):
    """Two records of one person, read as one; undoing it deletes this row and nothing else moves."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="same_as_second")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="same_as_first")
    reason = models.CharField(max_length=500)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="same_person_in_order"),
            models.UniqueConstraint(fields=["first", "second"], name="same_person_once"),
        ]

    class Fields:
        keep = "id first second decided_by decided_at"
        scrub = "reason"

    def __str__(self) -> str:
        return f"{self.first_id} is {self.second_id}"


class SameRecord(models.Model):
    """Kept by a trigger: each record beside every other record (ids) that is read as one with it, however long the chain."""

    person = models.BigIntegerField(primary_key=True)
    same = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "records_samerecord"

    class Fields:
        keep = "person same"

    def __str__(self) -> str:
        return f"{self.person} is {self.same}"
