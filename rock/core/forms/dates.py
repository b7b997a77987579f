"""A date, typed in three boxes."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from rock.core import time
from rock.core.forms.bound import ComponentBoundField, ComponentField
from rock.core.words import joined, on_day

THE_DATE = _("The date")
PARTS = ("day", "month", "year")
EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 12, 31)
_LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
_WIDTHS = {"day": 2, "month": 3, "year": 4}
_MISSING = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
_ENGLISH = "january february march april may june july august september october november december".split()  # noqa: SIM905


class DateBoxes(forms.Widget):
    """Reads the three boxes as they were typed."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, ...]:
        """Return day, month and year as text."""
        return tuple(str(data.get(f"{name}-{part}") or "").strip() for part in PARTS)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Return whether none of the boxes was sent."""
        return not any(f"{name}-{part}" in data for part in PARTS)


class DateField(ComponentField):
    """A date. `called` begins its errors (“Date of birth must include a year”); bounds are days, both allowed."""

    component_name = "date-input"
    macro = "govukDateInput"
    legend = True
    widget = DateBoxes

    def __init__(
        self,
        label: Any = "",
        *,
        called: Any = THE_DATE,
        earliest: date = EARLIEST,
        latest: date = LATEST,
        past: bool = False,
        future: bool = False,
        birthday: bool = False,
        **options: Any,
    ) -> None:
        self.called = called
        self.earliest, self.latest = earliest, latest
        self.past, self.future = past, future
        self.birthday = birthday
        super().__init__(label, **options)

    def clean(self, value: Any) -> date | None:
        """Return the date, or None when every box is empty."""
        typed = tuple(value or ("", "", ""))
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="day month year")
            return None
        found = self._read(_spread(typed))
        self._refuse_out_of_bounds(found)
        return found

    def _read(self, typed: tuple[str, ...]) -> date:
        lacking = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if lacking:
            named = joined([str(_MISSING[part]) for part in lacking])
            raise self._wrong(_("%(called)s must include %(parts)s"), " ".join(lacking), parts=named)
        day, month, year = _number(typed[0]), _month(typed[1]), typed[2]
        if not re.fullmatch(r"[0-9]{4}", year):
            raise self._wrong(_("%(called)s must have a year of 4 numbers, like 2026"), "year")
        try:
            return date(int(year), month, day)
        except ValueError:
            raise self._wrong(_("%(called)s must be a real date, like 5 3 2026"), "day month year") from None

    def _refuse_out_of_bounds(self, found: date) -> None:
        if self.past and found > time.today():
            raise self._wrong(_("%(called)s must be today or in the past"), "day month year")
        if self.future and found < time.today():
            raise self._wrong(_("%(called)s must be today or in the future"), "day month year")
        if not self.earliest <= found <= self.latest:
            words = _("%(called)s must be between %(earliest)s and %(latest)s")
            bounds = {"earliest": on_day(self.earliest), "latest": on_day(self.latest)}
            raise self._wrong(words, "day month year", **bounds)

    def _wrong(self, words: Any, boxes: str, **facts: str) -> ValidationError:
        return ValidationError(words, code=boxes, params={"called": self.called, **facts})

    def params(self, bound: ComponentBoundField) -> dict[str, Any]:
        """Return the boxes' parameters; those that are wrong are marked."""
        return super().params(bound) | {"items": [self._box(bound, part) for part in PARTS]}

    def _box(self, bound: ComponentBoundField, part: str) -> dict[str, Any]:
        value = bound.value()
        index = PARTS.index(part)
        typed = (
            [str(getattr(value, name)) for name in PARTS] if isinstance(value, date) else list(value or ["", "", ""])
        )
        wrong = " govuk-input--error" if part in bound.error_code.split() else ""
        return {
            "id": f"{bound.auto_id}-{part}",
            "name": f"{bound.html_name}-{part}",
            "label": str(_LABELS[part]),
            "value": typed[index],
            "classes": f"govuk-input--width-{_WIDTHS[part]}{wrong}",
            "inputmode": "text" if part == "month" else "numeric",
            "autocomplete": f"bday-{part}" if self.birthday else None,
        }

    def error_target(self, bound: ComponentBoundField) -> str:
        """Return the id of the first box that is wrong."""
        wrong = [part for part in PARTS if part in bound.error_code.split()]
        return f"{bound.auto_id}-{(wrong or PARTS)[0]}"


def _spread(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the three parts when a whole date was typed into one box."""
    filled = [text for text in typed if text]
    if len(filled) != 1:
        return typed
    parts = [part for part in re.split(r"[\s/.,-]+", filled[0]) if part]
    if len(parts) != 3:
        return typed
    return tuple(reversed(parts)) if re.fullmatch(r"[0-9]{4}", parts[0]) else tuple(parts)


def _number(text: str) -> int:
    found = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)?", text, re.IGNORECASE)
    return int(found[1]) if found else 0


def _month(text: str) -> int:
    if text.isdigit():
        return _number(text)
    start = text.lower().rstrip(".")
    for number, english in enumerate(_ENGLISH, start=1):
        if len(start) >= 3 and (english.startswith(start) or str(MONTHS[number]).lower().startswith(start)):
            return number
    return 0
