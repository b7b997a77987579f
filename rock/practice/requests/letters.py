"""The letter that tells one grown-up what was decided: in their words, with their person, and never more than they may know."""

from django.conf import settings
from django.utils.translation import gettext as _

from rock.accounts.models import User
from rock.core import time
from rock.core.pdf import Letter, Said, language_of, letter_pdf
from rock.core.words import on_day
from rock.practice.requests.models import Liaison
from rock.records.models import Telling
from rock.records.queries.telling import is_near


def decision_letter(telling: Telling) -> bytes:
    """Return the letter of one telling as an accessible PDF; the telling must have words (it is told, not held)."""
    if telling.statement is None:
        raise ValueError("a held telling has no letter")
    council = settings.COUNCIL
    decided = _("What we decided, and what happens next")
    letter = Letter(
        title=_("What we want you to know") if is_near(telling) else decided,
        sender=str(council["name"]),
        reader=_("Dear %(name)s") % {"name": telling.person.given_name or telling.person},
        day=on_day(time.today()),
        paragraphs=said_in(telling.statement.words, telling.statement.language),
        contact=_contact(_talks(telling), str(council["phone"])),
    )
    return letter_pdf(letter)


def _talks(telling: Telling) -> User | None:
    """Return who talks with the reader about it: whoever was named for them, or told it to somebody in the network."""
    if is_near(telling):
        return telling.decided_by
    named = Liaison.objects.filter(
        person=telling.person, request__decision__occasion=telling.occasion, ends__isnull=True
    ).select_related("worker")
    liaison = named.first()
    return liaison.worker if liaison else None


def said_in(words: str, language: str) -> tuple[Said, ...]:
    """Return words as paragraphs, each marked as in the language in which they were written."""
    code = language_of(language)
    return tuple(Said(part.strip(), code) for part in words.split("\n") if part.strip())


def _contact(worker: User | None, phone: str) -> tuple[str, ...]:
    number = worker.phone if worker and worker.phone else phone
    disagree = _("If you do not agree with this, tell us. We write down what you say.")
    return (
        whom_to_talk_with(worker.name if worker else ""),
        _("Ring %(number)s.") % {"number": number},
        disagree,
    )


def whom_to_talk_with(name: str) -> str:
    """Return whom a reader can talk with about a letter, by name where somebody is named."""
    if name:
        return _("%(name)s is the person to talk with.") % {"name": name}
    return _("Ask for the person who wrote to you.")
