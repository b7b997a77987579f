"""What a plan's lines and the answers to them are called at a door, in the reader's language."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rock.practice.plans.models import ItemKind, View

KINDS: dict[str, Any] = {
    ItemKind.GOOD_DAY: _("What a good day looks like"),
    ItemKind.WORRY: _("What worries us"),
    ItemKind.STRONG: _("What is strong already"),
    ItemKind.PROMISE: _("Who does what, and by when"),
    ItemKind.WHAT_IF: _("If this happens, we will"),
    ItemKind.NOTHING_CHANGES: _("What happens if nothing changes"),
}
# What a line of one's own is called, where there is another name for it than the plan's.
OWN: dict[str, Any] = {
    ItemKind.PROMISE: _("Something that could be done"),
    ItemKind.WHAT_IF: _("What we do if something happens"),
}
# Looked up by what the plan calls it, so that it can be translated.
_SAID: dict[str, Any] = {
    "I agree": _("I agree"),
    "I understand": _("I understand"),
    "I disagree": _("I disagree"),
    "I have another idea": _("I have another idea"),
    "I have another way to get there": _("I have another way to get there"),
    "No answer yet": _("No answer yet"),
    "Yes": _("Yes"),
    "Yes, after a wait": _("Yes, after a wait"),
    "No": _("No"),
}
ALONE = frozenset({View.AGREE, View.UNDERSTAND})


def told(label: str) -> str:
    """Return an answer as it is said in the reader's language; an unknown one stays as it is."""
    return str(_SAID.get(label, label))
