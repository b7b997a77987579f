"""What a child types or chooses, and what a worker says about a card."""

from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from rock.core import forms
from rock.core.forms import Form
from rock.records.models import Person, Slot

MOST = 4000
ME = "me"


class CardForm(Form):
    """The number and the words of a card."""

    card = forms.TextField(
        _("What does your card say?"),
        hint=_("The number and the three words."),
        empty=_("Type the number and the three words on your card"),
        max_length=100,
        autocomplete="off",
    )


class ReadersForm(Form):
    """Who besides the worker may read something that a child said."""

    readers = forms.CheckboxesField(
        _("Who else may read this?"), hint=_("Your worker reads it. Tick who else may."), choices=(), required=False
    )

    def __init__(self, *args: Any, grown_ups: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(person.pk), person.given_name or str(person)) for person in grown_ups]
        cast(forms.CheckboxesField, self.fields["readers"]).choices = [(ME, _("Me, on this page")), *names]


class WishForm(ReadersForm):
    """What a child wants different, and who else may read it."""

    words = forms.TextAreaField(
        _("What do you want to be different?"), empty=_("Write something first"), max_length=MOST
    )
    field_order: tuple[str, ...] = ("words", "readers")


class DayForm(WishForm):
    """What a child says of a part of their day."""

    slot = forms.SelectField(_("Which part of the day?"), choices=(), empty=_("Choose a part of the day"))
    face = forms.RadiosField(_("How is it for you?"), choices=(), required=False)
    field_order = ("slot", "face", "words", "readers")

    def __init__(self, *args: Any, faces: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label, self.fields["words"].required = _("What is it like?"), False
        cast(forms.SelectField, self.fields["slot"]).choices = [("", _("Choose")), *Slot.choices]
        cast(forms.RadiosField, self.fields["face"]).choices = faces

    def clean(self) -> dict[str, Any]:
        """Ask for a face or for words: who cannot write yet points."""
        cleaned = super().clean()
        if not self.errors and not cleaned["face"] and not cleaned["words"].strip():
            self.add_error("face", _("Choose a face, or write something"))
        return cleaned


class DoneForm(Form):
    """A word with what was done; none is needed."""

    words = forms.TextField(_("In your own words"), max_length=300)


class UnsafeForm(Form):
    """Words that may go with “I don’t feel safe”; none are needed."""

    words = forms.TextAreaField(
        _("What is happening?"), hint=_("You do not have to write anything."), max_length=MOST, required=False
    )


class TakenForm(Form):
    """What a worker did first for a child who does not feel safe."""

    done = forms.TextAreaField(
        "What did you do first?",
        hint="For example: rang her, went there, asked the police to go.",
        empty="Say what you did first",
        max_length=500,
    )


class CloseForm(Form):
    """Why a child’s page is closed."""

    because = forms.TextAreaField("Why is the page closed?", empty="Say why the page is closed", max_length=300)
