"""The clock's one question."""

from django.utils.translation import gettext_lazy as _

from rock.core.forms import DateField, Form


class ClockForm(Form):
    """A day to move the clock to."""

    day = DateField(_("To which day?"), called=_("The day"), empty=_("Enter the day to move the clock to"))
