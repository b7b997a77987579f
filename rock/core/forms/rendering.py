"""Drawing of whole forms, ours and those of libraries, as components."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from markupsafe import Markup

from rock.core.forms.bound import ComponentBoundField, ComponentField, component


def draw(bound: forms.BoundField) -> Markup:
    """Return the HTML of a field in a form, whoever made the field."""
    return bound.as_component() if isinstance(bound, ComponentBoundField) else _foreign(bound)


def components(form: forms.BaseForm) -> Markup:
    """Return the HTML of all of a form's questions; one that opens under another is drawn there."""
    leave_out: Collection[str] = getattr(form, "conditional_fields", ())
    return Markup("\n").join(draw(bound) for bound in form if bound.name not in leave_out)


def heading(form: forms.BaseForm) -> str:
    """Return the label that is the page's heading, or an empty string."""
    named = (field for field in form.fields.values() if isinstance(field, ComponentField) and field.as_heading)
    return next((str(field.label) for field in named), "")


def error_summary(form: forms.BaseForm) -> Markup:
    """Return the list of what is wrong, each linked to its input; empty when nothing is."""
    if not form.errors:
        return Markup("")
    in_order = [
        *(name for name in form.fields if name in form.errors),
        *(n for n in form.errors if n not in form.fields),
    ]
    found = [{"text": str(text), "href": _target(form, name)} for name in in_order for text in form.errors[name]]
    return component("error-summary", "govukErrorSummary", {"titleText": _("There is a problem"), "errorList": found})


def _target(form: forms.BaseForm, name: str) -> str:
    if name not in form.fields or form[name].is_hidden:
        return ""
    bound = form[name]
    return f"#{bound.error_target if isinstance(bound, ComponentBoundField) else bound.auto_id}"


def _foreign(bound: forms.BoundField) -> Markup:
    """Return a library's field as the component that its widget stands for."""
    widget = bound.field.widget
    if bound.is_hidden:
        return Markup(bound.as_hidden())  # noqa: S704 - Django has escaped it
    params = _shared(bound)
    if isinstance(widget, forms.PasswordInput):
        return component(
            "password-input", "govukPasswordInput", params | {"autocomplete": widget.attrs.get("autocomplete")}
        )
    if isinstance(widget, forms.CheckboxInput):
        item = {"value": "on", "text": params["label"]["text"], "checked": bool(bound.value())}
        return component("checkboxes", "govukCheckboxes", params | {"idPrefix": bound.auto_id, "items": [item]})
    value = "" if bound.value() is None else str(bound.value())
    more = {
        "value": value,
        "type": getattr(widget, "input_type", "text"),
        "autocomplete": widget.attrs.get("autocomplete"),
    }
    return component("input", "govukInput", params | more | {"inputmode": widget.attrs.get("inputmode")})


def _shared(bound: forms.BoundField) -> dict[str, Any]:
    found: dict[str, Any] = {"id": bound.auto_id, "name": bound.html_name}
    found["label"] = {"text": str(bound.label), "classes": "govuk-label--s"}
    if bound.help_text:
        found["hint"] = {"html": str(bound.help_text)}
    if bound.errors:
        found["errorMessage"] = {"text": str(bound.errors[0])}
    return found
