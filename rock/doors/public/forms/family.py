"""The people whom the request is about, and where they live."""

from django.utils.translation import gettext_lazy as _

from rock.core.forms import DateField, Given, PostcodeField, RadiosField, TextField, YesNoField
from rock.doors.public.forms.base import StepForm


class ChildForm(StepForm):
    """A child whom the request is about."""

    name = TextField(_("Name"), empty=_("Enter the child’s name, or what you know of it"), autocomplete="off")
    born = DateField(_("Date of birth, if you know it"), called=_("Date of birth"), hint=_("For example, 27 3 2018"))
    age = TextField(_("If not, how old are they, about?"), width="5", max_length=40)
    school = TextField(_("School, college or nursery"))


class AdultForm(StepForm):
    """A grown-up in the children's lives."""

    name = TextField(_("Name"), empty=_("Enter their name, or what you know of it"), autocomplete="off")
    who = TextField(
        _("Who are they to the children?"), hint=_("For example: Mum, Dad, Nan, Mum’s partner."), max_length=120
    )
    lives = RadiosField(
        _("Do they live with the children?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("unsure", _("I do not know"))],
        empty=_("Choose whether they live with the children"),
    )
    address = TextField(_("Where do they live, if you know?"), max_length=300, autocomplete="off")
    conditions = (Given("lives", "no").offer("address"),)


class MoreForm(StepForm):
    """Whether there is another one to tell of."""

    more = YesNoField(empty=_("Choose yes or no"))


class AddressForm(StepForm):
    """Where they live."""

    lines = TextField(_("House, street and town"), max_length=250, autocomplete="off")
    postcode = PostcodeField(_("Postcode"), autocomplete="off")


class HiddenForm(StepForm):
    """Whether the address must be hidden, from whom, and what would betray it."""

    main = "hidden"
    hidden = YesNoField(empty=_("Choose yes or no"), inline=False)
    whom = TextField(_("Who must not find out?"), empty=_("Enter who must not find out"))
    also = TextField(
        _("What else would give it away?"),
        hint=_("For example: a new school, a doctor’s surgery, a workplace."),
        max_length=300,
    )
    conditions = (Given("hidden", "yes").require("whom").offer("also"),)
