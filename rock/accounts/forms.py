"""What an administrator is asked about the accounts of staff."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rock.accounts.roles import STAFF_ROLES, Role
from rock.core import time
from rock.core.forms import (
    CheckboxesField,
    DateField,
    EmailField,
    FileField,
    Form,
    PhoneField,
    RadiosField,
    SelectField,
    TextField,
)

ROLES = [(role.value, role.label) for role in Role if role in STAFF_ROLES]


def _from_today(options: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return a form's options with today in these dates."""
    return options | {"initial": dict.fromkeys(names, time.today()) | options.get("initial", {})}


class StaffFilterForm(Form):
    """Which staff to list."""

    search = TextField(_("Name or email address"), required=False)
    role = SelectField(_("Role"), choices=[("", _("Any role")), *ROLES], required=False)
    access = SelectField(_("Access"), choices=[("", _("Can sign in")), ("ended", _("Access ended"))], required=False)


class FaceForm(Form):
    """A picture of oneself."""

    file = FileField(
        _("Choose a picture of your face"),
        hint=_("A PNG or JPEG, smaller than 10 MB. Its middle is cut out as a square; where it was taken is removed."),
        empty=_("Choose a picture"),
        accept=".png,.jpg,.jpeg",
    )


class NewStaffForm(Form):
    """Somebody new."""

    name = TextField(_("Full name"), hint=_("Families see it"), empty=_("Enter their full name"), autocomplete="off")
    email = EmailField(_("Work email address"), empty=_("Enter their work email address"), autocomplete="off")
    phone = PhoneField(_("Work phone"), hint=_("Families they work with see it"), required=False, autocomplete="off")
    roles = CheckboxesField(_("Roles"), choices=ROLES, empty=_("Choose at least one role"))
    starts = DateField(_("From which day?"), called=_("The day"), empty=_("Enter the day the roles start"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **_from_today(options, "starts"))


class GiveRoleForm(Form):
    """One more role."""

    role = RadiosField(_("Which role?"), choices=ROLES, empty=_("Choose a role"))
    starts = DateField(_("From which day?"), called=_("The first day"), empty=_("Enter the first day"))
    ends = DateField(
        _("Until which day?"),
        hint=_("Leave empty if no end is planned. This is the first day without the role."),
        called=_("The end"),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **_from_today(options, "starts"))


class EndRoleForm(Form):
    """The end of a role."""

    on = DateField(
        _("Which is the first day without this role?"), called=_("The day"), empty=_("Enter the day"), future=True
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **_from_today(options, "on"))
