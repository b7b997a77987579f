"""A file to send. What it may be is checked by its content where it is stored; here only its size and name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rock.core.forms.bound import ComponentBoundField, ComponentField

MEGABYTE = 1024 * 1024


class FileField(ComponentField, forms.FileField):
    """A file of at most `largest` bytes; `accept` tells the browser what to offer (“.pdf,image/*”)."""

    component_name = "file-upload"
    macro = "govukFileUpload"
    own_messages = {
        "invalid": _("The file did not arrive. Choose it again"),
        "missing": _("The file did not arrive. Choose it again"),
        "empty": _("The file is empty. Choose another one"),
        "max_length": _("The file’s name is too long. Give it a shorter name and choose it again"),
    }

    def __init__(self, label: Any = "", *, largest: int = 10 * MEGABYTE, accept: str = "", **options: Any) -> None:
        self.largest = largest
        self.accept = accept
        super().__init__(label, max_length=200, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file as it was sent, or refuse one that is too large."""
        found = super().clean(data, initial)
        if found and found.size > self.largest:
            words = _("The file must be smaller than %(most)s MB")
            raise ValidationError(words, code="too_large", params={"most": self.largest // MEGABYTE})
        return found

    def params(self, bound: ComponentBoundField) -> dict[str, Any]:
        """Return the parameters of the file input."""
        return super().params(bound) | ({"attributes": {"accept": self.accept}} if self.accept else {})
