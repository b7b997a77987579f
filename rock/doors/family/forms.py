"""The door's few questions, and the worker's."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rock.core import forms
from rock.doors.family.words import ANSWERS, DISAGREED, SOMETHING


class CodeForm(forms.Form):
    """The code of a link."""

    code = forms.TextField(
        _("What is your code?"),
        hint=_("Six figures from the message. Or the words that somebody told you."),
        empty=_("Enter the code"),
        width="20",
        autocomplete="one-time-code",
        max_length=100,
    )


class AnswerForm(forms.Form):
    """What the reader says to what they were told."""

    kind = forms.RadiosField(
        _("What do you want to tell us?"), choices=list(ANSWERS.items()), empty=_("Choose what you want to tell us")
    )
    words = forms.TextAreaField(
        _("In your own words"),
        hint=_("We keep your words just as you write them. Those who work with you can read them."),
        rows=5,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where the answer needs them; those who understand may add some."""
        cleaned = super().clean()
        if cleaned.get("kind") in {DISAGREED, SOMETHING} and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Write what you want to say"))
        return cleaned


class CloseForm(forms.Form):
    """Why a door is closed, or who looked is held back."""

    because = forms.TextField("Why?", max_length=300, empty="Say why")


class DealForm(forms.Form):
    """How a manager dealt with what was stopped at a door."""

    note = forms.TextField("How did you deal with it?", max_length=300, empty="Say how you dealt with it")
