"""What a young person says to a line of their plan."""

from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from rock.core import forms
from rock.doors.plan_words import ALONE


class ViewForm(forms.Form):
    """One of a few answers to a line, and words where it needs them."""

    view = forms.RadiosField(_("What do you say?"), choices=[], empty=_("Choose what you say"))
    words = forms.TextAreaField(
        _("In your own words"),
        hint=_("We keep your words just as you write them. Those who work with you can read them."),
        rows=4,
        max_length=4000,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.RadiosField, self.fields["view"]).choices = choices

    def clean(self) -> dict[str, Any]:
        """Ask for words, except with the answers that need none."""
        cleaned = super().clean()
        view = cleaned.get("view")
        if view and view not in ALONE and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Write what you want to say"))
        return cleaned


class DoneForm(forms.Form):
    """A word with what was done; none is needed."""

    words = forms.TextField(_("In your own words"), max_length=300)
