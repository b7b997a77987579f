"""What a plan and a review on paper say in their own words, in the language of the paper; what people said stays as it was said."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rock.core import time
from rock.core.pdf import Said, demo_line, language_now, language_of
from rock.core.words import on_day
from rock.practice.plans.models import ItemKind, Standing
from rock.records.models import DayKind, Mark, Person, Slot

HEADINGS: dict[str, Any] = {
    ItemKind.GOOD_DAY: gettext_lazy("What a good day looks like"),
    ItemKind.WORRY: gettext_lazy("What worries us now"),
    ItemKind.STRONG: gettext_lazy("What is already strong"),
    ItemKind.PROMISE: gettext_lazy("What we will do"),
    ItemKind.WHAT_IF: gettext_lazy("If this happens, we will"),
    ItemKind.NOTHING_CHANGES: gettext_lazy("What happens if nothing changes"),
}
STANDINGS: dict[str, Any] = {
    Standing.EARLY_HELP: gettext_lazy("Early help"),
    Standing.IN_NEED: gettext_lazy("Child in need"),
    Standing.PROTECTION: gettext_lazy("Child protection"),
}
SLOTS: dict[str, Any] = {
    Slot.WAKING: gettext_lazy("Waking up"),
    Slot.BREAKFAST: gettext_lazy("Breakfast"),
    Slot.READY: gettext_lazy("Getting ready"),
    Slot.JOURNEY: gettext_lazy("The way there"),
    Slot.SCHOOL: gettext_lazy("The school day"),
    Slot.HOME: gettext_lazy("Coming home"),
    Slot.TEA: gettext_lazy("Tea"),
    Slot.EVENING: gettext_lazy("The evening"),
    Slot.BEDTIME: gettext_lazy("Bedtime"),
    Slot.NIGHT: gettext_lazy("The night"),
}
DAYS: dict[str, Any] = {
    DayKind.ORDINARY: gettext_lazy("An ordinary day"),
    DayKind.WEEKEND: gettext_lazy("A weekend"),
    DayKind.HOLIDAY: gettext_lazy("The holidays"),
}
MARKS: dict[str, Any] = {
    Mark.BETTER: gettext_lazy("better"),
    Mark.SAME: gettext_lazy("the same"),
    Mark.HARDER: gettext_lazy("harder"),
    Mark.NOT_KNOWN: gettext_lazy("not known"),
}


def head(reader: Person, title: str, phones: list[str]) -> dict[str, Any]:
    """Return what stands on each paper: whose it is, for whom, of which day, whom to ring, and the words of its frame."""
    council = settings.COUNCIL
    offices = _("Children’s services: %(phone)s") % {"phone": council["phone"]}
    return {
        "title": title,
        "sender": str(council["name"]),
        "reader": _("For %(name)s") % {"name": reader.given_name or reader},
        "day": on_day(time.today()),
        "phones": [*phones, offices, _("Childline: 0800 1111"), _("In danger now: 999")],
        "footer": demo_line(),
        "language": language_now(),
        "labels": labels(),
    }


def labels() -> dict[str, str]:
    """Return the words of the frame by the names that the templates call them."""
    return {
        "page": _("%(page)s of %(pages)s"),
        "good_day": _("A good day"),
        "who_does": _("Who does what"),
        "what_if": _("If this happens"),
        "if": _("If"),
        "we_ring": _("Who we can ring"),
        "you_ring": _("Who you can ring"),
        "will_do": str(HEADINGS[ItemKind.PROMISE]),
        "help": _("Help needed"),
        "then": _("Then"),
        "now": _("Now"),
        "changed": _("What changed it"),
        "promises": _("Promises"),
        "you_said": _("You said, we did"),
    }


def said(words: str, language: str, *, verbatim: bool = False) -> Said:
    """Return words in the language in which they were said, between quotation marks where they are somebody's own."""
    return Said(f"“{words}”" if verbatim else words, language_of(language))
