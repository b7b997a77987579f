"""What a member of staff has typed and not yet sent."""

from django.db import models


class Draft(models.Model):
    """A form's answers as they were typed, one for each person, form and subject; only its writer reads it."""

    # A number, not a foreign key: this room lies below the one that knows who signs in.
    user_id = models.BigIntegerField()
    form = models.CharField(max_length=100)
    subject = models.CharField(max_length=100, blank=True)
    answers = models.JSONField()
    updated_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "form", "subject"], name="one_draft_of_a_form")]

    class Fields:
        keep = "id user_id form subject updated_at expires_at"
        scrub = "answers"

    def __str__(self) -> str:
        return f"{self.form} {self.subject}".strip()
