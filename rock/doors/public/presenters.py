"""Answers as rows to check, and the same rows as a copy to keep."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from rock.core.forms.choices import pairs
from rock.core.words import on_day
from rock.doors.public.forms import AddressForm, StepForm
from rock.doors.public.journey import Journey, Place
from rock.doors.public.steps import Step


@dataclass(frozen=True)
class Row:
    """One question with its answer in lines, and where it can be changed; `missing` while it wants an answer."""

    title: str
    lines: list[str]
    href: str
    missing: bool = False


@dataclass
class Section:
    """Rows under a heading."""

    title: str
    rows: list[Row] = field(default_factory=list)


def sections(journey: Journey) -> list[Section]:
    """Return all the answers, in the order in which they were asked."""
    found: list[Section] = []
    for step in journey.path:
        if step.page:
            continue
        title = str(step.section or _("First of all"))
        if not found or found[-1].title != title:
            found.append(Section(title))
        found[-1].rows += list_rows(journey, step) if step.several else [_row(journey, Place(step))]
    return found


def list_rows(journey: Journey, step: Step) -> list[Row]:
    """Return a row for each entry of a list, and one row while there are too few, or none at all."""
    rows = [_row(journey, Place(step, number), nth) for nth, number in enumerate(journey.numbers(step), start=1)]
    if rows and (journey.done(step) or any(row.missing for row in rows)):
        return rows
    several = step.several
    lacking = several is not None and len(rows) < several.fewest
    lines = [] if lacking or not journey.done(step) else [_("Nobody")]
    return [*rows, Row(short_title(journey, Place(step)), lines, _href(Place(step)), not lines)]


def short_title(journey: Journey, place: Place) -> str:
    """Return a question's short name."""
    words = journey.words(place)
    return str(words.short or words.title)


def _row(journey: Journey, place: Place, nth: int = 0) -> Row:
    form = journey.answered(place)
    valid = form.is_bound and form.is_valid()
    title = _nth(journey, place, nth) if nth else short_title(journey, place)
    return Row(title, lines_of(form) or [_("No answer")] if valid else [], _href(place), not valid)


def _nth(journey: Journey, place: Place, nth: int) -> str:
    name = _("Child %(number)s") if place.step.slug == "children" else _("Grown-up %(number)s")
    return name % {"number": nth}


def _href(place: Place) -> str:
    if place.number is None:
        return reverse("public:step", args=[place.step.slug]) + "?from=check"
    return reverse("public:entry", args=[place.step.slug, place.number]) + "?from=check"


def lines_of(form: StepForm) -> list[str]:
    """Return a valid form's answers in words; where a page asks several things, each with its question."""
    found = [(name, shown) for name in form.fields if (shown := _shown(form, name))]
    alone = isinstance(form, AddressForm) or (len(found) == 1 and found[0][0] == form.main)
    if alone:
        return [shown for _name, shown in found]
    return [shown if name == form.main else f"{_label(form, name)} {shown}" for name, shown in found]


def _label(form: StepForm, name: str) -> str:
    words = str(form.fields[name].label)
    return words if words.endswith("?") else f"{words}:"


def _shown(form: StepForm, name: str) -> str:
    value: Any = form.cleaned_data.get(name)
    field_ = form.fields[name]
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return on_day(value)
    if isinstance(field_, forms.ChoiceField) and value:
        words = {str(key): str(text) for key, text in pairs(field_)}
        return ", ".join(words[str(one)] for one in (value if isinstance(value, list) else [value]))
    return str(value or "")
