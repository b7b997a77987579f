"""Local terms: what a thing is called here, from when to when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from rock.core.history import tracked


class DateSpan(Func):
    """The database's date range: first day included, last day not; an empty end is open."""

    function = "DATERANGE"
    output_field = DateRangeField()


@tracked
class LocalTerm(models.Model):
    """A local word for `key` from a day (included) to a day (not included); an empty day is open."""

    key = models.SlugField()
    text = models.CharField(max_length=100)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["key", F("starts").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=True) | Q(ends__gt=F("starts")),
                name="term_ends_after_start",
            ),
            ExclusionConstraint(
                name="term_one_word_a_day",
                expressions=[("key", RangeOperators.EQUAL), (DateSpan("starts", "ends"), RangeOperators.OVERLAPS)],
            ),
        ]

    class Fields:
        keep = "id key text starts ends note"

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"
