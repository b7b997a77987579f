"""The door's few questions, and the worker's."""

from collections.abc import Mapping
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from rock.core import forms
from rock.doors.family.words import UNDERSTOOD


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

    kind = forms.RadiosField(_("What do you want to tell us?"), choices=[], empty=_("Choose what you want to tell us"))
    words = forms.TextAreaField(
        _("In your own words"),
        hint=_("We keep your words just as you write them. Those who work with you can read them."),
        rows=5,
    )

    def __init__(self, *args: Any, answers: Mapping[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.RadiosField, self.fields["kind"]).choices = list(answers.items())

    def clean(self) -> dict[str, Any]:
        """Ask for words where the answer needs them; those who understand may add some."""
        cleaned = super().clean()
        if (
            cleaned.get("kind") not in {None, "", UNDERSTOOD}
            and not cleaned.get("words")
            and "words" not in self.errors
        ):
            self.add_error("words", _("Write what you want to say"))
        return cleaned


class CloseForm(forms.Form):
    """Why a door is closed, or who looked is held back."""

    because = forms.TextField("Why?", max_length=300, empty="Say why")


class DealForm(forms.Form):
    """How a manager dealt with what was stopped at a door."""

    note = forms.TextField("How did you deal with it?", max_length=300, empty="Say how you dealt with it")


class RewordForm(forms.Form):
    """The reader's own line in other words, from the wording that they read."""

    revision = forms.HiddenField()
    words = forms.TextAreaField(_("How should it read?"), rows=4, max_length=2000, empty=_("Write how it should read"))

    def seen(self) -> int:
        """Return the number of the wording that they read; 0 for one that is no number."""
        given = str(self.cleaned_data["revision"])
        return int(given) if given.isdecimal() and len(given) < 9 else 0


class RewordWhatIfForm(RewordForm):
    """A what-if line in other words."""

    condition = forms.TextField(_("If this happens"), max_length=300, empty=_("Write what could happen"))
    field_order = ("revision", "condition", "words")


class RewordPromiseForm(RewordForm):
    """A promise in other words, by another day, with other help."""

    words = forms.TextAreaField(_("How should it read?"), rows=3, max_length=300, empty=_("Write how it should read"))
    due_on = forms.DateField(_("By when?"), called=_("The day"), empty=_("Enter the day"))
    help_needed = forms.TextField(_("What help do you need for it?"), max_length=300)


class WordForm(forms.Form):
    """A word with what became of the reader's own promise."""

    words = forms.TextField(_("In your own words"), max_length=300)

    def __init__(self, *args: Any, needed: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].required = needed
        self.fields["words"].error_messages["required"] = _("Write a word about it")


class KnowForm(forms.Form):
    """What the reader says to the plan as it was agreed."""

    agrees = forms.YesNoField(_("Do you agree with the plan as it is?"), empty=_("Choose what you say"))
    knows = forms.YesNoField(_("Do you know what happens if things go wrong?"), empty=_("Choose yes or no"))


class QuestionForm(forms.Form):
    """A question of the reader's."""

    words = forms.TextAreaField(
        _("What do you want to ask?"),
        hint=_("Your person reads it and answers here."),
        rows=4,
        max_length=2000,
        empty=_("Write your question"),
    )


class OfferForm(forms.Form):
    """What the reader offers to do for the family; empty takes it back."""

    words = forms.TextAreaField(
        _("What can you do for the family?"),
        hint=_("Say what you really can do. You can change it or take it back at any time."),
        rows=4,
        max_length=500,
    )


class ReplyForm(forms.Form):
    """A worker's answer to a question from a door."""

    words = forms.TextAreaField(
        "Your answer", hint="They read it just as you write it.", rows=5, max_length=4000, empty="Write your answer"
    )
