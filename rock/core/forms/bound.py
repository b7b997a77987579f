"""A field in a form, able to draw itself as its component, and what every kind of field declares."""

from typing import Any, ClassVar, cast

from django import forms
from django.template import engines
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup


def component(name: str, macro: str, params: dict[str, Any]) -> Markup:
    """Return the HTML of a design-system component; `name` is its folder, as in “date-input”."""
    environment = cast(Any, engines["jinja2"]).env
    template = environment.get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    return cast(Markup, getattr(template.module, macro)(params))


class ComponentBoundField(forms.BoundField):
    """A field in a form that draws itself."""

    field: "ComponentField"

    def as_component(self, **more: Any) -> Markup:
        """Return the component's HTML; `more` are parameters of the component that replace the field's own."""
        return self.field.draw(self, more)

    @property
    def error_text(self) -> str:
        """Return the first thing that is wrong with the answer, or an empty string."""
        return str(self.errors[0]) if self.errors else ""

    @property
    def error_target(self) -> str:
        """Return the id of the input that the error summary leads to."""
        return self.field.error_target(self)

    @property
    def error_code(self) -> str:
        """Return the code of the first error, or an empty string."""
        found = self.form.errors.as_data().get(self.name, [])
        return (found[0].code or "") if found else ""


class ComponentField(forms.Field):
    """What every kind of field has: a label, a hint, the words for an answer that is missing, and its component."""

    component_name: ClassVar[str]
    macro: ClassVar[str]
    legend: ClassVar[bool] = False
    own_messages: ClassVar[dict[str, Any]] = {}

    def __init__(
        self,
        label: Any = "",
        *,
        hint: Any = "",
        empty: Any = "",
        required: bool | None = None,
        as_heading: bool = False,
        size: str = "s",
        **options: Any,
    ) -> None:
        messages = {
            "required": empty or _("Answer this question"),
            **self.own_messages,
            **options.pop("error_messages", {}),
        }
        self.as_heading = as_heading
        self.size = "l" if as_heading else size
        super().__init__(
            label=label,
            help_text=hint,
            required=bool(empty) if required is None else required,
            error_messages=messages,
            **options,
        )

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> ComponentBoundField:
        """Return the field in that form, with the drawing."""
        return ComponentBoundField(form, self, field_name)

    def draw(self, bound: ComponentBoundField, more: dict[str, Any]) -> Markup:
        """Return the component's HTML."""
        return component(self.component_name, self.macro, self.params(bound) | more)

    def params(self, bound: ComponentBoundField) -> dict[str, Any]:
        """Return the parameters that all components share; kinds of field add theirs."""
        kind = "legend" if self.legend else "label"
        words = {
            "text": str(bound.label),
            "classes": f"govuk-{'fieldset__legend' if self.legend else 'label'}--{self.size}",
        }
        words["isPageHeading"] = self.as_heading  # type: ignore[assignment]
        found: dict[str, Any] = {"fieldset": {"legend": words}} if kind == "legend" else {"label": words}
        found |= {"id": bound.auto_id, "idPrefix": bound.auto_id, "name": bound.html_name}
        if self.help_text:
            found["hint"] = {"text": str(self.help_text)}
        if bound.error_text:
            found["errorMessage"] = {"text": bound.error_text}
        return found

    def error_target(self, bound: ComponentBoundField) -> str:
        """Return the id of the input that the error summary leads to."""
        return bound.auto_id

    def required_message(self) -> str:
        """Return the words for an answer that is missing."""
        return str(self.error_messages["required"])
