"""The words of the door that are data: what a reader can answer, how a purpose is told, what the record calls things."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rock.doors import plan_words
from rock.doors.family.queries.questions import QUESTION
from rock.reach.models import ViewPurpose
from rock.records.models import Mark, Telling
from rock.records.queries.telling import is_near

UNDERSTOOD, DISAGREED, SOMETHING = "answer_understood", "answer_disagreed", "answer_something"
NOT_RIGHT = "answer_not_right"

ANSWERS: dict[str, Any] = {
    UNDERSTOOD: _("I understand"),
    DISAGREED: _("I do not agree, and this is why"),
    SOMETHING: _("I want to say something"),
}
# Somebody in the network was told no decision: they ask, and a worker answers, or they put it right.
NEAR_ANSWERS: dict[str, Any] = {
    UNDERSTOOD: _("I understand"),
    QUESTION: _("I have a question"),
    NOT_RIGHT: _("That is not right, and this is why"),
}

PURPOSES: dict[str, Any] = {
    ViewPurpose.WORK: _("to work with you"),
    ViewPurpose.HUB: _("to decide what to do"),
    ViewPurpose.SEARCH: _("to find the right record"),
    ViewPurpose.EMERGENCY: _("because something could not wait"),
    ViewPurpose.QUALITY: _("to check that records are right"),
}

# What the record calls it, in the words of this door: looked up by the record's own word, so that it can be translated.
LABELS: dict[str, Any] = {
    "Waking up": _("Waking up"),
    "Breakfast": _("Breakfast"),
    "Getting ready": _("Getting ready"),
    "The way there": _("The way there"),
    "The school day": _("The school day"),
    "Coming home": _("Coming home"),
    "Tea": _("Tea"),
    "The evening": _("The evening"),
    "Bedtime": _("Bedtime"),
    "The night": _("The night"),
    "An ordinary day": _("An ordinary day"),
    "A weekend": _("A weekend"),
    "The holidays": _("The holidays"),
    "That is right": _("That is right"),
    "That is not right": _("That is not right"),
    "It was like this": _("It was like this"),
    "What the day is like": _("What the day is like"),
    "What is strong": _("What is strong"),
    "What worries us, and what shows it": _("What worries us, and what shows it"),
    "Money and what is missing": _("Money and what is missing"),
    "What it means for the child": _("What it means for the child"),
    "What would help": _("What would help"),
}

MARKS: dict[str, Any] = {
    Mark.BETTER: _("better"),
    Mark.SAME: _("the same"),
    Mark.HARDER: _("harder"),
    Mark.NOT_KNOWN: _("not known"),
}

LOOKS: dict[str, Any] = {
    "late": _("Late since %(day)s"),
    "near": _("By %(day)s"),
    "open": _("By %(day)s"),
    "kept": _("Done"),
    "carried": _("Moved to a later day"),
    "dropped": _("No longer needed"),
    "taken_back": _("Taken back"),
}


def told(label: str) -> str:
    """Return what the record calls something in the reader's language; an unknown word stays as it is."""
    return str(LABELS[label]) if label in LABELS else plan_words.told(label)


def answers_to(telling: Telling) -> dict[str, Any]:
    """Return what a reader can answer to what they were told, by its key."""
    return NEAR_ANSWERS if is_near(telling) else ANSWERS
