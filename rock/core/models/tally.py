"""A count that begins again after a while."""

from django.db import models


class Tally(models.Model):
    """How often something was done under a key since its window began; the key holds no address, only a salted hash."""

    key = models.CharField(max_length=120, unique=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "tallies"

    class Fields:
        keep = "id key count ends_at"

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
