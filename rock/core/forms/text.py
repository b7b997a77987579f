"""Questions answered by typing."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from rock.core.forms.bound import ComponentBoundField, ComponentField

SHORT = 200
LONG = 5000
_NOT_KEPT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
_PHONE_MARKS = re.compile(r"[\s()./-]")


def refuse_hidden_characters(value: str) -> None:
    """Refuse what the database or a census file cannot hold: NUL, control characters, halves of a character."""
    if _NOT_KEPT.search(value):
        raise ValidationError(
            _("Your answer has a hidden character that we cannot keep. Delete the answer and type it again."),
            code="hidden",
        )


class TextField(ComponentField, forms.CharField):
    """One line of text; at most `max_length` characters."""

    component_name = "input"
    macro = "govukInput"
    input_type = "text"
    input_mode = ""
    spellcheck: bool | None = None

    def __init__(
        self, label: Any = "", *, width: str = "", autocomplete: str = "", max_length: int = SHORT, **options: Any
    ) -> None:
        self.width = width
        self.autocomplete = autocomplete
        self.longest = max_length
        super().__init__(label, **options)
        self.validators = [v for v in self.validators if not isinstance(v, ProhibitNullCharactersValidator)]
        self.validators += [refuse_hidden_characters, self._refuse_too_long]

    def _refuse_too_long(self, value: str) -> None:
        over = len(value) - self.longest
        if over > 0:
            words = _("Your answer is too long by %(over)s. Make it %(most)s characters or fewer.")
            raise ValidationError(words, code="too_long", params={"over": f"{over:,}", "most": f"{self.longest:,}"})

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends, so that it is as long here as the browser counted."""
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")

    def params(self, bound: ComponentBoundField) -> dict[str, Any]:
        """Return the input's parameters."""
        shown = "" if bound.value() is None else _NOT_KEPT.sub("", str(bound.value()))
        own: dict[str, Any] = {"value": shown, "type": self.input_type}
        own["classes"] = f"govuk-input--width-{self.width}" if self.width else ""
        own |= {"autocomplete": self.autocomplete or None, "inputmode": self.input_mode or None}
        return super().params(bound) | own | ({} if self.spellcheck is None else {"spellcheck": self.spellcheck})


class TextAreaField(TextField):
    """Several lines of text, with a count of the characters left; `rows` is the height of the box."""

    component_name = "character-count"
    macro = "govukCharacterCount"
    widget = forms.Textarea

    def __init__(self, label: Any = "", *, rows: int = 5, max_length: int = LONG, **options: Any) -> None:
        self.rows = rows
        super().__init__(label, max_length=max_length, **options)

    def params(self, bound: ComponentBoundField) -> dict[str, Any]:
        """Return the box's parameters; the count appears when three quarters are used."""
        return super().params(bound) | {"maxlength": self.longest, "rows": self.rows, "threshold": 75}


class EmailField(TextField):
    """An e-mail address."""

    input_type = "email"
    spellcheck = False

    def __init__(self, label: Any = "", *, autocomplete: str = "email", **options: Any) -> None:
        super().__init__(label, autocomplete=autocomplete, **options)
        words = _("Enter an email address in the correct format, like name@example.com")
        self.validators.append(EmailValidator(message=words))


class PhoneField(TextField):
    """A telephone number, kept as it was typed; 10 to 15 digits, with or without +."""

    input_type = "tel"
    input_mode = "tel"

    def __init__(self, label: Any = "", *, autocomplete: str = "tel", width: str = "20", **options: Any) -> None:
        super().__init__(label, autocomplete=autocomplete, width=width, max_length=40, **options)

    def validate(self, value: str) -> None:
        """Refuse what cannot be dialled."""
        super().validate(value)
        digits = _PHONE_MARKS.sub("", value).removeprefix("+")
        if value and not (digits.isascii() and digits.isdigit() and 10 <= len(digits) <= 15):
            words = _("Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192")
            raise ValidationError(words, code="phone")


class PostcodeField(TextField):
    """A full United Kingdom postcode, returned as “FY1 1AA”."""

    spellcheck = False

    def __init__(
        self, label: Any = "", *, autocomplete: str = "postal-code", width: str = "10", **options: Any
    ) -> None:
        super().__init__(label, autocomplete=autocomplete, width=width, max_length=20, **options)

    def to_python(self, value: Any) -> str:
        """Return the postcode in capitals with its one space; what is no postcode stays as it was."""
        typed = super().to_python(value)
        found = _POSTCODE.fullmatch(re.sub(r"[^A-Z0-9]", "", typed.upper()))
        return f"{found[1]} {found[2]}" if found else typed

    def validate(self, value: str) -> None:
        """Refuse what has not the shape of a full postcode."""
        super().validate(value)
        if value and not _POSTCODE.fullmatch(value.replace(" ", "")):
            raise ValidationError(_("Enter a full UK postcode, like FY1 1AA"), code="postcode")


class NumberField(TextField):
    """A whole number between two bounds (both allowed); an empty answer gives None."""

    input_mode = "numeric"
    spellcheck = False

    def __init__(
        self, label: Any = "", *, lowest: int = 0, highest: int = 999_999, width: str = "5", **options: Any
    ) -> None:
        self.lowest, self.highest = lowest, highest
        super().__init__(label, width=width, max_length=20, **options)

    def clean(self, value: Any) -> Any:
        """Return the number, or None."""
        typed = str(super().clean(value)).replace(",", "").strip()
        if not typed:
            return None
        words = _("Enter a whole number from %(lowest)s to %(highest)s, in figures")
        bounds = {"lowest": f"{self.lowest:,}", "highest": f"{self.highest:,}"}
        if not re.fullmatch(r"-?[0-9]{1,12}", typed) or not self.lowest <= int(typed) <= self.highest:
            raise ValidationError(words, code="number", params=bounds)
        return int(typed)


class HiddenField(TextField):
    """Something the form carries and nobody sees."""

    widget = forms.HiddenInput

    def draw(self, bound: ComponentBoundField, more: dict[str, Any]) -> Markup:
        """Return the bare input."""
        value = "" if bound.value() is None else bound.value()
        return Markup('<input type="hidden" id="{}" name="{}" value="{}">').format(
            bound.auto_id, bound.html_name, value
        )
