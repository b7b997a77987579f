"""A file that was sent to us, beside the database's other rows and in the same backup."""

from django.db import models

from rock.core import time
from rock.core.history import append_only


class FileKind(models.TextChoices):
    """What a file may be, told by its content, never by its name."""

    PNG = "image/png", "Picture (PNG)"
    JPEG = "image/jpeg", "Picture (JPEG)"
    PDF = "application/pdf", "PDF"
    TEXT = "text/plain", "Plain text"


class StoredFile(models.Model):
    """What is known of a file; its bytes lie in `StoredBytes`, so that a list does not fetch them."""

    name = models.CharField(max_length=120, help_text="As it was called where it came from, shown as text only")
    kind = models.CharField(max_length=20, choices=FileKind.choices)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=time.now)
    made_by_id = models.BigIntegerField(null=True)

    class Meta:
        triggers = [append_only()]

    class Fields:
        keep = "id kind size sha256 made_at made_by_id"
        scrub = "name"

    def __str__(self) -> str:
        return self.name


class StoredBytes(models.Model):
    """The content of a file, as it is given back."""

    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, primary_key=True, related_name="bytes")
    content = models.BinaryField()

    class Meta:
        triggers = [append_only()]
        verbose_name_plural = "stored bytes"

    class Fields:
        keep = "file"
        scrub = "content"

    def __str__(self) -> str:
        return f"bytes of file {self.pk}"
