"""The base of every form."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from markupsafe import Markup

from rock.core.forms import rendering
from rock.core.forms.bound import ComponentBoundField, ComponentField
from rock.core.forms.conditional import Given


class Form(forms.Form):
    """A form whose fields draw themselves; `conditions` say which questions depend on which answer."""

    conditions: ClassVar[Sequence[Given]] = ()
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.conditional_fields:
            self.fields[name].required = False

    def __getitem__(self, name: str) -> ComponentBoundField:
        """Return a field in this form, with its drawing."""
        return cast(ComponentBoundField, super().__getitem__(name))

    @property
    def conditional_fields(self) -> set[str]:
        """Return the names of the questions that open under another."""
        return {name for rule in self.conditions for name in rule.fields}

    def clean(self) -> dict[str, Any]:
        """Ask for what the answers make necessary and blank what they make stale, in the order of the rules."""
        cleaned = super().clean() or self.cleaned_data
        held: set[str] = set()
        for rule in self.conditions:
            parent_is_stale = rule.field in self.conditional_fields and rule.field not in held
            if not parent_is_stale and rule.holds(self[rule.field].value()):
                held |= set(rule.fields)
                self._ask(rule)
        for name in self.conditional_fields - held:
            self._blank(name)
        return cleaned

    def _ask(self, rule: Given) -> None:
        for name in rule.required:
            field = self.fields[name]
            if name not in self.errors and self.cleaned_data.get(name) in (None, "", [], ()):
                words = (
                    field.required_message() if isinstance(field, ComponentField) else field.error_messages["required"]
                )
                self.add_error(name, forms.ValidationError(words, code="required"))

    def _blank(self, name: str) -> None:
        self.errors.pop(name, None)
        self.cleaned_data[name] = self.fields[name].clean(None)

    def opened_by(self, name: str, value: str) -> Markup:
        """Return the HTML of the questions that open under one choice of a field."""
        opened = [
            field for rule in self.conditions if rule.field == name and value in rule.values for field in rule.fields
        ]
        return Markup("").join(rendering.draw(self[field]) for field in opened)

    def as_components(self) -> Markup:
        """Return the HTML of every question that does not open under another."""
        return rendering.components(self)

    def error_summary(self) -> Markup:
        """Return the list of what is wrong, each linked to its input; empty when nothing is."""
        return rendering.error_summary(self)

    @property
    def heading(self) -> str:
        """Return the question that is the page's heading, or an empty string."""
        return rendering.heading(self)
