"""A form that has been sent."""

from django.db import models

from rock.core import time


class SubmittedOnce(models.Model):
    """A form that was sent and made its record, with the address that the person was shown; kept for a few days."""

    key = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=time.now)
    result_url = models.CharField(max_length=500, blank=True)

    class Fields:
        keep = "id key made_at result_url"

    def __str__(self) -> str:
        return self.key
