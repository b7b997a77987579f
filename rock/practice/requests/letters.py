"""The letter that tells one grown-up what was decided: in their words, with their person, and never more than they may know."""

from django.conf import settings

from rock.core import time
from rock.core.pdf import Letter, letter_pdf
from rock.core.words import on_day
from rock.practice.requests.models import Liaison
from rock.records.models import Telling

DEMO_LINE = "Demonstration: not made or endorsed by Blackpool Council; every person is invented."


def decision_letter(telling: Telling) -> bytes:
    """Return the letter of one telling as an accessible PDF; the telling must have words (it is told, not held)."""
    if telling.statement is None:
        raise ValueError("a held telling has no letter")
    council = settings.COUNCIL
    liaison = Liaison.objects.filter(
        person=telling.person, request__decision__occasion=telling.occasion, ends__isnull=True
    ).select_related("worker")
    letter = Letter(
        title="What we decided, and what happens next",
        sender=str(council["name"]),
        reader=f"Dear {telling.person.given_name or telling.person}",
        day=on_day(time.today()),
        paragraphs=tuple(part.strip() for part in telling.statement.words.split("\n") if part.strip()),
        contact=_contact(liaison.first(), str(council["phone"])),
        footer=DEMO_LINE if settings.DEMO else "",
    )
    return letter_pdf(letter)


def _contact(liaison: Liaison | None, phone: str) -> tuple[str, ...]:
    who = f"{liaison.worker.name} is the person to talk with." if liaison else "Ask for the person who wrote to you."
    number = liaison.worker.phone if liaison and liaison.worker.phone else phone
    return (who, f"Ring {number}.", "If you do not agree with this, tell us. We write down what you say.")
