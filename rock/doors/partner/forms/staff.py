"""What a worker says when they invite a partner, let one stay longer, or end it."""

from django.utils.translation import gettext_lazy as _

from rock.core import forms


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
