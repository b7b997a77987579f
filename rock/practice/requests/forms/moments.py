"""A time of day, typed."""

import re
from datetime import time as clock_time
from typing import Any

from django.core.exceptions import ValidationError

from rock.core import forms


class ClockField(forms.TextField):
    """A time of day; the cleaned answer is a `time`."""

    def clean(self, value: Any) -> Any:
        """Return the time of day."""
        found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", str(super().clean(value)).strip())
        if not found:
            raise ValidationError("Enter the time as hours and minutes, for example 14:30")
        return clock_time(int(found[1]), int(found[2]))
