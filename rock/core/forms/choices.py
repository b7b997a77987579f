"""Questions answered by choosing."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from rock.core.forms.bound import ComponentBoundField, ComponentField

YES, NO = _("Yes"), _("No")
_NOT_ONE_OF_THEM = {"invalid_choice": _("Choose one of the answers on this page")}


def pairs(field: forms.Field) -> list[tuple[Any, Any]]:
    """Return a field's choices as pairs of value and words."""
    return list(cast(Any, field).choices)


class _Choosing(ComponentField):
    """What radios and checkboxes share: hints by value, a divider before one of them, questions that open under one."""

    legend = True

    def __init__(
        self,
        label: Any = "",
        *,
        hints: Mapping[str, Any] | None = None,
        divider_before: str = "",
        inline: bool = False,
        small: bool = False,
        **options: Any,
    ) -> None:
        self.hints = hints or {}
        self.divider_before = divider_before
        self.inline = inline
        self.small = small
        super().__init__(label, **options)

    def items(self, bound: ComponentBoundField) -> list[dict[str, Any]]:
        """Return the choices as the component takes them."""
        chosen = self._chosen(bound)
        found: list[dict[str, Any]] = []
        for value, text in pairs(self):
            if value and value == self.divider_before:
                found.append({"divider": str(_("or"))})
            found.append(self._item(bound, str(value), str(text), str(value) in chosen))
        return found

    def _item(self, bound: ComponentBoundField, value: str, text: str, checked: bool) -> dict[str, Any]:
        item: dict[str, Any] = {"value": value, "text": text, "checked": checked}
        if value in self.hints:
            item["hint"] = {"text": str(self.hints[value])}
        opened = getattr(bound.form, "opened_by", None)
        if opened and (html := opened(bound.name, value)):
            item["conditional"] = {"html": html}
        return item

    def _chosen(self, bound: ComponentBoundField) -> set[str]:
        value = bound.value()
        values = value if isinstance(value, list | tuple | set | frozenset) else [value]
        return {str(one) for one in values if one is not None}


class RadiosField(_Choosing, forms.ChoiceField):
    """One of a few answers."""

    component_name = "radios"
    macro = "govukRadios"
    own_messages = _NOT_ONE_OF_THEM
    widget = forms.RadioSelect

    def params(self, bound: ComponentBoundField) -> dict[str, Any]:
        """Return the radios' parameters."""
        kinds = ["govuk-radios--inline"] * self.inline + ["govuk-radios--small"] * self.small
        return super().params(bound) | {"items": self.items(bound), "classes": " ".join(kinds)}


class YesNoField(RadiosField):
    """Yes or no: True, False, or None when it was not answered."""

    def __init__(self, label: Any = "", *, yes: Any = YES, no: Any = NO, inline: bool = True, **options: Any) -> None:
        super().__init__(label, choices=[("yes", yes), ("no", no)], inline=inline, **options)

    def prepare_value(self, value: Any) -> Any:
        """Return the radio's value for an answer already known."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value

    def clean(self, value: Any) -> Any:
        """Return the answer as True, False or None."""
        return {"yes": True, "no": False}.get(super().clean(value))


class CheckboxesField(_Choosing, forms.MultipleChoiceField):
    """Any of several answers; `exclusive` is the value that rules the others out (“none of these”)."""

    component_name = "checkboxes"
    macro = "govukCheckboxes"
    own_messages = _NOT_ONE_OF_THEM
    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: Any = "", *, exclusive: str = "", **options: Any) -> None:
        self.exclusive = exclusive
        super().__init__(label, divider_before=exclusive, **options)

    def params(self, bound: ComponentBoundField) -> dict[str, Any]:
        """Return the checkboxes' parameters."""
        return super().params(bound) | {
            "items": self.items(bound),
            "classes": "govuk-checkboxes--small" if self.small else "",
        }

    def _item(self, bound: ComponentBoundField, value: str, text: str, checked: bool) -> dict[str, Any]:
        alone = {"behaviour": "exclusive"} if value and value == self.exclusive else {}
        return super()._item(bound, value, text, checked) | alone

    def clean(self, value: Any) -> list[str]:
        """Return the chosen values; the exclusive one cannot stand beside another."""
        chosen = super().clean(value)
        if self.exclusive in chosen and len(chosen) > 1:
            text = dict(pairs(self))[self.exclusive]
            words = _("Choose answers, or choose “%(alone)s”, not both")
            raise forms.ValidationError(words, code="exclusive", params={"alone": text})
        return list(chosen)


class ConfirmField(CheckboxesField):
    """One box to tick: True or False. `text` stands beside the box, the label above it."""

    def __init__(self, label: Any = "", *, text: Any, **options: Any) -> None:
        super().__init__(label, choices=[("yes", text)], **options)

    def prepare_value(self, value: Any) -> Any:
        """Return the box's value for an answer already known."""
        return ["yes"] if value is True else [] if value is False else value

    def clean(self, value: Any) -> Any:
        """Return whether it was ticked."""
        return super().clean(value) == ["yes"]


class SelectField(ComponentField, forms.ChoiceField):
    """One of many answers, in a list that opens; give it an empty first choice."""

    component_name = "select"
    macro = "govukSelect"
    own_messages = _NOT_ONE_OF_THEM

    def params(self, bound: ComponentBoundField) -> dict[str, Any]:
        """Return the list's parameters."""
        value = bound.value()
        chosen = "" if value is None else str(value)
        found = [{"value": str(v), "text": str(t), "selected": str(v) == chosen} for v, t in pairs(self)]
        return super().params(bound) | {"items": found}
