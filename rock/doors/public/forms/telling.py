"""What is happening, and what is agreed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rock.core.forms import Given, RadiosField, TextAreaField
from rock.doors.public.forms.base import StepForm
from rock.practice.requests.models import AskerKind, Talked
from rock.records.models import Answer


class OwnWordsForm(StepForm):
    """An answer in one's own words."""

    main = "text"
    text = TextAreaField(rows=8)


class TalkedForm(StepForm):
    """Whether the asker talked with the family."""

    main = "talked"
    talked = RadiosField(
        choices=[
            (Talked.YES, _("Yes")),
            (Talked.NO_UNSAFE, _("No, it might put somebody at risk")),
            (Talked.NO_OTHER, _("No, not yet")),
        ],
        empty=_("Choose an answer"),
    )
    said = TextAreaField(_("What did they say?"), hint=_("As near to their own words as you can."), max_length=5000)
    why_unsafe = TextAreaField(
        _("Why might it not be safe?"), empty=_("Write why it might not be safe"), max_length=5000
    )
    why_not = TextAreaField(_("Why not yet?"), max_length=5000)
    conditions = (
        Given("talked", Talked.YES).offer("said"),
        Given("talked", Talked.NO_UNSAFE).require("why_unsafe"),
        Given("talked", Talked.NO_OTHER).offer("why_not"),
    )


class AgreeForm(StepForm):
    """One agreement, with room for the words in which it was given."""

    main = "answer"
    answer = RadiosField(choices=[(Answer.YES, "")], empty=_("Choose an answer"))
    own_words = TextAreaField(_("Anything you want to say about that?"), rows=3, max_length=500)

    def adapt(self) -> None:
        """Offer the answers in the words of one's own family, or of others about them."""
        mine = self.kind in {AskerKind.PARENT, AskerKind.YOUNG_PERSON}
        field: Any = self.fields["answer"]
        field.choices = _MINE if mine else _THEIRS
        if not mine:
            self.fields["own_words"].label = _("What did they say, in their own words?")


_MINE = [
    (Answer.YES, _("Yes")),
    (Answer.PARTLY, _("Yes, but not to everything")),
    (Answer.NO, _("No")),
    (Answer.NOT_ASKED, _("I am not sure yet")),
]
_THEIRS = [
    (Answer.YES, _("Yes")),
    (Answer.PARTLY, _("To some of it")),
    (Answer.NO, _("No")),
    (Answer.NOT_ASKED, _("They have not been asked yet")),
]
