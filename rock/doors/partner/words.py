"""The words of what a partner can answer, and of what workers read of it."""

from django.utils.translation import gettext_lazy as _

from rock.doors.partner.services.answering import Said

ANSWERS = {
    Said.DONE: _("It is done"),
    Said.LATER: _("I need longer"),
    Said.CANNOT: _("I cannot do this"),
    Said.YES: _("Yes, we help"),
    Said.WAIT: _("Yes, after a wait"),
    Said.NO: _("No, we cannot help with this"),
}
WORDS, NOTHING, CANNOT_SHARE = "words", "nothing", "cannot_share"
PART_ANSWERS = {
    WORDS: _("This is what we know"),
    NOTHING: _("We know nothing about this"),
    CANNOT_SHARE: _("We cannot share this, and this is why"),
}
