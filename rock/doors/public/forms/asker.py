"""Who asks."""

from django.utils.translation import gettext_lazy as _

from rock.core.forms import Given, RadiosField, TextField, YesNoField
from rock.doors.public.forms.base import StepForm
from rock.practice.requests.models import AskerKind, ReferralSource


class DangerForm(StepForm):
    """Whether anyone is in danger now."""

    main = "danger"
    danger = YesNoField(empty=_("Choose yes or no"))


class WhoForm(StepForm):
    """Who asks."""

    main = "who"
    who = RadiosField(
        choices=[
            (AskerKind.PARENT, _("A parent or carer, for my own family")),
            (AskerKind.YOUNG_PERSON, _("A child or young person, for myself")),
            (AskerKind.RELATIVE, _("A relative, friend or neighbour")),
            (AskerKind.PROFESSIONAL, _("I work with the family")),
        ],
        empty=_("Choose who you are"),
    )


class NameForm(StepForm):
    """The asker's name."""

    main = "name"
    name = TextField(autocomplete="off")


class YouForm(StepForm):
    """A young person about themselves."""

    name = TextField(_("What would you like us to call you?"), autocomplete="off")
    age = TextField(_("How old are you?"), width="3", max_length=40, autocomplete="off")
    school = TextField(_("Which school or college do you go to?"), autocomplete="off")


class WorkForm(StepForm):
    """Somebody who works with the family."""

    name = TextField(_("Your name"), empty=_("Enter your name"), autocomplete="off")
    role = TextField(_("Your job"), hint=_("For example: head of year, health visitor."), empty=_("Enter your job"))
    agency = TextField(_("Where you work"), empty=_("Enter where you work"))


class ServiceForm(StepForm):
    """The kind of service somebody works in, in census codes."""

    main = "service"
    service = RadiosField(
        choices=[
            (code.value, code.label) for code in ReferralSource if code.value not in {"1A", "1B", "1C", "1D", "9", "10"}
        ],
        empty=_("Choose the kind of service"),
    )


class RelationForm(StepForm):
    """What somebody is to the family."""

    main = "relation"
    relation = RadiosField(
        choices=[
            ("relative", _("I am a relative")),
            ("friend", _("I am a friend or neighbour")),
            ("other", _("I know them in another way")),
        ],
        empty=_("Choose how you know the family"),
    )
    which = TextField(_("Which relative are you?"), hint=_("For example: nan, uncle, older sister."), max_length=100)
    how = TextField(_("How do you know them?"), max_length=100)
    conditions = (Given("relation", "relative").offer("which"), Given("relation", "other").offer("how"))
