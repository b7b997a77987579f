"""What a partner answers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rock.core import forms
from rock.doors.partner.services.answering import LONGEST, WITH_DAY, WITH_WORDS, Said
from rock.doors.partner.words import ANSWERS, CANNOT_SHARE, NOTHING, PART_ANSWERS, WORDS
from rock.practice.assessments.services.agencies import LONGEST_ANSWER, LONGEST_REASON
from rock.records.models import Slot

MOST = 4000


class CodeForm(forms.Form):
    """The code of a link."""

    code = forms.TextField(
        _("What is your code?"),
        hint=_("Six figures, from the message to your work inbox."),
        empty=_("Enter the code"),
        width="20",
        autocomplete="one-time-code",
        max_length=100,
    )


class PromiseForm(forms.Form):
    """How it stands with a promise."""

    answer = forms.RadiosField(_("How does it stand?"), choices=(), empty=_("Choose how it stands"))
    day = forms.DateField(
        _("Until which day?"), hint=_("If you need longer, or there is a wait."), future=True, called=_("The day")
    )
    words = forms.TextAreaField(
        _("In your own words"),
        hint=_(
            "What was done, or why not. The child’s worker reads this. The family does not, unless you are asked first."
        ),
        max_length=LONGEST,
        rows=4,
    )

    def __init__(self, *args: Any, can_say: list[Said], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].choices = [(said.value, ANSWERS[said]) for said in can_say]  # type: ignore[attr-defined]
        if not WITH_DAY & set(can_say):
            del self.fields["day"]

    def clean(self) -> dict[str, Any]:
        """Ask for words and for a day where the answer needs them."""
        cleaned = super().clean()
        said = cleaned.get("answer")
        if said in WITH_WORDS and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say why, in your own words"))
        if said in WITH_DAY and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Enter until which day"))
        return cleaned


class DayForm(forms.Form):
    """What a partner saw of a part of a child's day."""

    slot = forms.SelectField(_("Which part of the day?"), choices=(), empty=_("Choose a part of the day"))
    seen_on = forms.DateField(
        _("On which day?"), hint=_("Leave it empty if it was today."), past=True, called=_("The day"), required=False
    )
    words = forms.TextAreaField(
        _("What did you see or hear?"),
        hint=_("Only what you saw or heard yourself. If the child said it, write their own words."),
        empty=_("Write what you saw or heard"),
        max_length=MOST,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["slot"].choices = [("", _("Choose")), *Slot.choices]  # type: ignore[attr-defined]


class PartForm(forms.Form):
    """A service's answer to one question."""

    answer = forms.RadiosField(
        _("What can you tell us?"), choices=list(PART_ANSWERS.items()), empty=_("Choose what you can tell us")
    )
    words = forms.TextAreaField(
        _("In your own words"),
        hint=_("What you know and how you know it. Or why you cannot share it."),
        max_length=LONGEST_ANSWER,
        rows=8,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words, unless nothing is known: then there are none."""
        cleaned = super().clean()
        said, words = cleaned.get("answer"), cleaned.get("words")
        if said in {WORDS, CANNOT_SHARE} and not words and "words" not in self.errors:
            self.add_error("words", _("Write what you know, or why you cannot share it"))
        if said == CANNOT_SHARE and len(words or "") > LONGEST_REASON:
            self.add_error("words", _("Make the reason shorter: up to %(most)s characters") % {"most": LONGEST_REASON})
        if said == NOTHING and words:
            self.add_error("words", _("You wrote something. Choose “This is what we know”, or take the words out"))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """Return the answer as the service that keeps it takes it."""
        said, words = self.cleaned_data["answer"], self.cleaned_data["words"]
        return {
            "words": words if said == WORDS else "",
            "nothing_known": said == NOTHING,
            "refused_because": words if said == CANNOT_SHARE else "",
        }


class LinkPartForm(PartForm):
    """The same by a link alone, where nobody is signed in: who answers says so."""

    name = forms.TextField(
        _("Your name"),
        hint=_("And what you do there."),
        empty=_("Enter your name"),
        max_length=120,
        autocomplete="name",
    )
    field_order = ("answer", "words", "name")
