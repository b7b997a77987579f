"""What is asked when reach is narrowed or widened, and which views to list."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rock.accounts.models import User
from rock.accounts.queries import staff_by_email
from rock.core.forms import (
    CheckboxesField,
    ConfirmField,
    DateField,
    Form,
    HiddenField,
    SelectField,
    TextAreaField,
    TextField,
    YesNoField,
)
from rock.reach.models import ViewPurpose


class NamedForm(Form):
    """Who goes on reaching a restricted person, beside whoever decides: some who do today, others by their address."""

    people = CheckboxesField(_("Who can still open it?"), hint=_("You are always named."), choices=[], required=False)
    others = TextAreaField(
        _("Anybody else?"),
        hint=_("Their work email addresses, one on each line"),
        required=False,
        rows=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, by: User, candidates: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.by = by
        self.candidates = {str(user.pk): user for user in candidates if user.pk != by.pk}
        if self.candidates:
            self.fields["people"].choices = [(pk, user.name) for pk, user in self.candidates.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["people"]

    def clean_others(self) -> list[User]:
        """Return the staff with these addresses."""
        found = {line: staff_by_email(line) for line in self.cleaned_data["others"].split()}
        unknown = [line for line, user in found.items() if user is None]
        if unknown:
            raise ValidationError(_("Nobody who works here has the address %(who)s"), params={"who": unknown[0]})
        return [user for user in found.values() if user]

    def named(self) -> list[User]:
        """Return everyone who is named, whoever decides first."""
        chosen = [self.candidates[pk] for pk in self.cleaned_data.get("people", [])]
        return list(dict.fromkeys([self.by, *chosen, *self.cleaned_data["others"]]))


class RestrictForm(NamedForm):
    """Why somebody's record is restricted, and who reaches it."""

    reason = TextAreaField(
        _("Why is it restricted?"), empty=_("Say why this record is restricted"), rows=3, max_length=500
    )
    field_order = ("reason", "people", "others")


class OpenForm(Form):
    """What the emergency is; `card` proves that a search has just shown this person."""

    reason = TextAreaField(
        _("What is the emergency?"),
        hint=_("A sentence is enough. A manager will read it."),
        empty=_("Say what the emergency is"),
        rows=3,
        max_length=500,
    )
    sure = ConfirmField(
        _("What happens now"),
        text=_("I know that managers are told at once, and that it is looked at within a working day"),
        empty=_("Tick the box to say that you know what happens now"),
    )
    card = HiddenField()


class ReviewForm(Form):
    """What a manager finds about an opening."""

    was_right = YesNoField(
        _("Was it right to open the record?"),
        empty=_("Choose whether it was right"),
    )
    note = TextAreaField(
        _("What did you find, and what do you do about it?"),
        hint=_("You must answer this when it was not right."),
        required=False,
        rows=3,
        max_length=500,
    )


class ConflictForm(Form):
    """What somebody is to a person."""

    what = TextField(
        _("What are they to you?"),
        hint=_("For example: my cousin, my neighbour, my child’s best friend"),
        empty=_("Say what they are to you"),
        max_length=300,
    )
    card = HiddenField(required=False)


class LookedForm(Form):
    """Which views to list."""

    who = TextField(_("Who looked"), hint=_("Part of a name"), required=False, width="20")
    purpose = SelectField(_("Why"), choices=[("", _("Any reason")), *ViewPurpose.choices], required=False)
    since = DateField(_("From"), called=_("The first day"), required=False)
    until = DateField(_("Until"), called=_("The last day"), required=False)


class DayForm(Form):
    """How far back to look."""

    days = SelectField(_("How far back?"), choices=[("1", _("Today")), ("7", _("7 days")), ("31", _("31 days"))])
