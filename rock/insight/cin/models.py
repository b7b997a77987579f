"""What the census leaves beside the records: imports with their reports, files under way, and likely matches that wait."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rock.core import time
from rock.core.history import tracked
from rock.records.models import Person


class ImportState(models.TextChoices):
    """How far an import is."""

    SENT = "sent", "Sent, not looked at yet"
    CHECKING = "checking", "Being looked through"
    CHECKED = "checked", "Looked through, waiting for you"
    LOADING = "loading", "Loading"
    DONE = "done", "Loaded"
    REFUSED = "refused", "Refused"
    DROPPED = "dropped", "Not loaded"


FINISHED = (ImportState.DONE, ImportState.REFUSED, ImportState.DROPPED)


class StoredFile(models.Model):
    """A census that was sent by a browser or waits to be fetched by one; private, and deleted when it was used or is old.

    It stands in the database, so that the worker that needs it may be another machine than the one that received it.
    """

    stored_at = models.DateTimeField(default=time.now)

    class Fields:
        keep = "id stored_at"

    def __str__(self) -> str:
        return f"file {self.pk}"


class FilePart(models.Model):
    """A piece of a stored file."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="file_part_once")]

    class Fields:
        keep = "id file number"
        scrub = "data"

    def __str__(self) -> str:
        return f"part {self.number} of file {self.file_id}"


class ImportBatch(models.Model):
    """One census file on its way in; `counts` are those of the report, as far as it has come.

    `counts["read"]` is written with the children it counts, in one transaction: whoever goes on after a kill starts there.
    """

    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="imports")
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64, help_text="SHA-256 of the whole file")
    header = models.JSONField(default=dict)
    year = models.PositiveSmallIntegerField(null=True)
    reference_date = models.DateField(null=True)
    la_code = models.CharField(max_length=100, blank=True)
    total = models.PositiveIntegerField(default=0, help_text="Children in the file, once it was looked through")
    counts = models.JSONField(default=dict)
    preview = models.JSONField(default=dict, help_text="What loading it would do: counts and the first notes")
    dry_run = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=ImportState.choices, default=ImportState.SENT)
    why = models.CharField(max_length=500, blank=True, help_text="Why the file was refused")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(default=time.now)
    moved_at = models.DateTimeField(default=time.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "import batches"
        indexes = [models.Index(fields=["started_at"]), models.Index(fields=["file_hash"])]

    class Fields:
        keep = (
            "id file file_hash header year reference_date la_code total counts dry_run state why by started_at moved_at"
            " finished_at"
        )
        scrub = "file_name preview"

    def __str__(self) -> str:
        return f"{self.file_name}: {self.get_state_display()}"


class ImportNote(models.Model):
    """One row of an import's report: which child (the council's number), which field, found, done and why."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="notes")
    child = models.CharField(max_length=50, blank=True)
    field = models.CharField(max_length=200)
    found = models.CharField(max_length=200, blank=True)
    done = models.CharField(max_length=40)
    why = models.CharField(max_length=300)

    class Fields:
        keep = "id batch field done"
        scrub = "child found why"

    def __str__(self) -> str:
        return f"{self.field}: {self.done}"


class CensusChild(models.Model):
    """What the newest census said of a person themselves, so that what was changed here since is not overwritten.

    `facts` are in JSON by the names of `ChildRecord`; `made_by` is the import that made the person's record, if one did.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="census")
    facts = models.JSONField()
    source = models.CharField(max_length=60)
    made_by = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, null=True, related_name="made")

    class Fields:
        keep = "id person source made_by"
        export = "facts"

    def __str__(self) -> str:
        return f"{self.person_id} in {self.source}"


class MatchReason(models.TextChoices):
    """Why an incoming child looks like somebody who is held."""

    SAME_UPN = "same_upn", "Both have the same pupil number, but something else differs"
    FORMER_UPN = "former_upn", "The pupil number of one is the former one of the other"
    SAME_BIRTH = (
        "same_birth",
        "Born on the same day, same sex and ethnicity, and without a council child number until now",
    )


class MatchState(models.TextChoices):
    """What a person decided."""

    WAITING = "waiting", "Waits for a person"
    SAME = "same", "The same person"
    DIFFERENT = "different", "Two people"


@tracked
class LikelyMatch(models.Model):
    """A child of a census who may be somebody already held: never joined by itself, decided once by a person."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="matches")
    incoming = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    held = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=MatchReason.choices)
    state = models.CharField(max_length=9, choices=MatchState.choices, default=MatchState.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True, help_text="When the hub managers were last asked to decide")

    class Meta:
        verbose_name_plural = "likely matches"
        constraints = [
            models.UniqueConstraint(fields=["incoming", "held"], name="likely_match_once"),
            models.CheckConstraint(condition=~Q(incoming=F("held")), name="likely_match_of_two"),
            models.CheckConstraint(
                condition=Q(state=MatchState.WAITING) ^ Q(decided_by__isnull=False), name="likely_match_decided_by"
            ),
            models.CheckConstraint(
                condition=~(Q(asked_by__isnull=True) ^ Q(asked_at__isnull=True)), name="likely_match_asked_by"
            ),
        ]

    class Fields:
        keep = "id batch incoming held reason state decided_by decided_at asked_by asked_at"

    def __str__(self) -> str:
        return f"{self.incoming_id} and {self.held_id}: {self.get_state_display()}"


class CensusExport(models.Model):
    """A census of a year being written for a data officer, and what is wrong with it."""

    year = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="exports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    children = models.PositiveIntegerField(default=0)
    notes = models.PositiveIntegerField(default=0, help_text="Things that the census asks for and records do not say")
    faults = models.JSONField(default=list, help_text="What the schema refuses, each thing once")
    started_at = models.DateTimeField(default=time.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Fields:
        keep = "id year file by children notes started_at finished_at"
        scrub = "faults"

    def __str__(self) -> str:
        return f"Census {self.year}"
