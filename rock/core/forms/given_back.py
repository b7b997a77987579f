"""What somebody sent that could not be taken, as they saw it: questions and words, not the names and codes of a form.

The page that shows it knows no form, because the session is over: the forms of the view's room are asked for one that
has the questions which were sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from rock.core.forms.base import Form
from rock.core.forms.choices import pairs
from rock.core.forms.dates import PARTS

_NOT_SHOWN_BACK = frozenset({"csrfmiddlewaretoken", "once", "password", "code", "draft_", "checked"})


@dataclass(frozen=True)
class Answer:
    """One answer; the question is empty where no form knows it."""

    question: str
    words: str


def given_back(sent: Mapping[str, Sequence[str]], room: str) -> list[Answer]:
    """Return the answers in the order in which they were sent, without secrets and what was left empty."""
    values = {name: [one for one in found if one] for name, found in _dates_joined(sent).items() if _is_shown(name)}
    known = _questions(values, room)
    return [answer for name, found in values.items() for answer in _answers(known[name], found)]


def _is_shown(name: str) -> bool:
    return not any(part in name.lower() for part in _NOT_SHOWN_BACK)


def _dates_joined(sent: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return what was sent with the three boxes of each date as one answer."""
    found: dict[str, list[str]] = {}
    for name, values in sent.items():
        start, _dash, part = name.rpartition("-")
        if start and part in PARTS and all(f"{start}-{each}" in sent for each in PARTS):
            found[start] = [" ".join(box for each in PARTS for box in sent[f"{start}-{each}"] if box)]
        else:
            found[name] = list(values)
    return found


def _questions(values: Mapping[str, object], room: str) -> dict[str, list[forms.Field]]:
    """Return the fields by name of the forms that have the most of the names that were sent, those of the room first."""
    fitting: dict[tuple[int, bool], list[type[Form]]] = {}
    for form in _forms(Form):
        has = len(values.keys() & form.base_fields.keys())
        fitting.setdefault((has, f"{form.__module__}.".startswith(f"{room}.")), []).append(form)
    best = fitting[max(fitting)] if fitting and max(fitting)[0] else []
    return {name: [form.base_fields[name] for form in best if name in form.base_fields] for name in values}


def _forms(form: type[Form]) -> Iterator[type[Form]]:
    for one in form.__subclasses__():
        yield one
        yield from _forms(one)


def _answers(fields: list[forms.Field], values: list[str]) -> Iterator[Answer]:
    """Return an answer for each value; where two forms would say it differently, neither is believed."""
    labels = {str(field.label or "") for field in fields}
    question = labels.pop() if len(labels) == 1 else ""
    for value in values:
        words = {_in_words(field, value) for field in fields}
        yield Answer(question, words.pop() if len(words) == 1 else value if not words else _choose_again())


def _in_words(field: forms.Field, value: str) -> str:
    if not isinstance(field, forms.ChoiceField):
        return value
    return next((str(text) for known, text in pairs(field) if str(known) == value), _choose_again())


def _choose_again() -> str:
    return _("Choose this again from the list.")
