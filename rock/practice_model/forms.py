"""The form that takes words to check."""

from django.utils.translation import gettext_lazy as _

from rock.core.forms import Form, RadiosField, TextAreaField
from rock.practice_model.models import Audience

LONGEST = 20_000


class CheckForm(Form):
    """Words to check, and who will read them."""

    words = TextAreaField(
        _("Your words"),
        hint=_("Words inside double quotation marks are left alone: they are somebody’s own. Nothing is kept."),
        empty=_("Type or paste the words to check"),
        rows=10,
        max_length=LONGEST,
    )
    audience = RadiosField(
        _("Who will read them?"),
        choices=Audience.choices,
        empty=_("Choose who will read the words"),
        initial=Audience.FAMILY,
    )
