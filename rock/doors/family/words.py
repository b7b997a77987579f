"""The words of the door that are data: what a reader can answer, and how a purpose is told to a family."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rock.reach.models import ViewPurpose

UNDERSTOOD, DISAGREED, SOMETHING = "answer_understood", "answer_disagreed", "answer_something"

ANSWERS: dict[str, Any] = {
    UNDERSTOOD: _("I understand"),
    DISAGREED: _("I do not agree, and this is why"),
    SOMETHING: _("I want to say something"),
}

PURPOSES: dict[str, Any] = {
    ViewPurpose.WORK: _("to work with you"),
    ViewPurpose.HUB: _("to decide what to do"),
    ViewPurpose.SEARCH: _("to find the right record"),
    ViewPurpose.EMERGENCY: _("because something could not wait"),
    ViewPurpose.QUALITY: _("to check that records are right"),
}
