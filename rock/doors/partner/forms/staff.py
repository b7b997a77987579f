"""What a worker says when they invite a partner, let one stay longer, or end it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from rock.core import forms
from rock.core.words import on_day
from rock.doors.partner.queries.leading import SpeakerLines
from rock.practice.plans.facts import wording_of
from rock.practice.plans.models import PlanWording


class InviteForm(forms.Form):
    """Whom a worker invites for a child, what for, until when, and on what basis."""

    name = forms.TextField(_("Their name"), empty=_("Enter their name"), max_length=120)
    agency = forms.TextField(
        _("Where they work"),
        hint=_("Just as it stands in the plan: their promises are found by it."),
        empty=_("Enter where they work"),
        max_length=120,
    )
    is_school = forms.YesNoField(
        _("Is it a school or nursery?"), empty=_("Say whether it is a school or nursery"), required=True
    )
    email = forms.EmailField(
        _("Their own work inbox"),
        hint=_("Not one that several people read."),
        empty=_("Enter their work inbox"),
        autocomplete="off",
    )
    purpose = forms.TextField(_("What for?"), empty=_("Say what for"), max_length=300)
    until = forms.DateField(_("Until which day?"), future=True, called=_("The day"), empty=_("Enter until which day"))
    without_agreement_because = forms.TextAreaField(
        _("If nobody agreed: why do you invite them without it?"), max_length=180, rows=2
    )
    not_close_because = forms.TextAreaField(
        _("If somebody near the child has the same name: how do you know that this is another person?"),
        max_length=300,
        rows=2,
    )


class LongerForm(forms.Form):
    """Until when a partner stays."""

    until = forms.DateField(_("Until which day?"), future=True, called=_("The day"), empty=_("Enter until which day"))


class EndForm(forms.Form):
    """Why a partner's part ends, and whether they turned out to be close to the family."""

    because = forms.TextField(_("Why does it end?"), max_length=300, empty=_("Say why it ends"))
    is_close = forms.ConfirmField(
        _("Are they close to the family?"),
        text=_("Yes. They must not be invited for this family again."),
        required=False,
    )


class LeftForm(forms.Form):
    """What happened when a partner left."""

    because = forms.TextField(
        _("What happened?"), hint=_("For example: they left the school."), max_length=300, empty=_("Say what happened")
    )


class WordsForm(forms.Form):
    """What somebody of the family said when they were asked whether a partner may read their words."""

    said = forms.TextField(
        _("What did they say when you asked?"), max_length=300, empty=_("Ask them, and write what they said")
    )


class LinesForm(forms.Form):
    """Which lines of the plan that they lead a partner may read, speaker by speaker, and what each speaker said to it."""

    def __init__(self, *args: Any, groups: list[SpeakerLines], veil: Callable[[str], str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.groups = groups
        for group in groups:
            whose = _("Lines of %(who)s") % {"who": group.speaker} if group.speaker else _("Lines that we wrote")
            asked = _("What did %(who)s say when you asked?") % {"who": group.speaker} if group.speaker else _WHOM
            lines = [(str(row.pk), veil(_in_words(row))) for row in group.rows]
            now = [str(row.pk) for row in group.rows if row.pk in group.reads]
            self.fields[f"lines_{group.key}"] = forms.CheckboxesField(
                whose, choices=lines, required=False, initial=now, small=True
            )
            self.fields[f"said_{group.key}"] = forms.TextField(asked, max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask what was said to each line that is new to the partner."""
        cleaned = super().clean()
        for group in self.groups:
            if self.chosen(group) - group.reads and not cleaned.get(f"said_{group.key}"):
                who = group.speaker or _("the family")
                self.add_error(f"said_{group.key}", _("Ask %(who)s, and write what they said") % {"who": who})
        return cleaned

    def chosen(self, group: SpeakerLines) -> set[int]:
        """Return the keys of the lines that were ticked."""
        return {int(pk) for pk in self.cleaned_data.get(f"lines_{group.key}", [])}

    def said(self, group: SpeakerLines) -> str:
        """Return what the speaker said."""
        return str(self.cleaned_data.get(f"said_{group.key}", ""))


_WHOM = _("Whom of the family did you ask, and what did they say?")


def _in_words(row: PlanWording) -> str:
    """Return all of a line that its reader would see."""
    said = wording_of(row)
    must = bool(row.item.promise and row.item.promise.has_to_happen)
    facts = [str(said.owner or ""), on_day(said.due_on) if said.due_on else "", said.help_needed]
    beside = ", ".join([one for one in facts if one] + ([str(_("This has to happen."))] if must else []))
    parts = [f"{said.condition}:" if said.condition else "", said.words, f"({beside})" if beside else ""]
    return " ".join(one for one in parts if one)
