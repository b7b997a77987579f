"""A document that belongs to a person's record."""

from django.conf import settings
from django.db import models

from rock.core import time
from rock.core.history import tracked
from rock.core.models import StoredFile
from rock.records.models.people import Person


@tracked
class PersonDocument(models.Model):
    """A file about a person, with what it is in a worker's words."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="person_document")
    title = models.CharField(max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=time.now)

    class Meta:
        indexes = [models.Index(fields=["person", "added_at"])]

    class Fields:
        keep = "id person file added_by added_at"
        export = "title"

    def __str__(self) -> str:
        return self.title
