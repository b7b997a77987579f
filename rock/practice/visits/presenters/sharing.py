"""What a worker is told before words are shared."""

from typing import Any

from django.utils import timezone

from rock.core import time
from rock.core.words import joined
from rock.practice.visits.ages import months_old
from rock.practice.visits.queries.sharing import Reader
from rock.records.models import Statement

DECIDES_FROM = 12 * 12


def choices(readers: list[Reader]) -> list[tuple[str, str]]:
    """Return those who could still be given the words, as the form asks."""
    return [
        (str(one.person.pk), f"{one.person} ({one.kin.lower()})" if one.kin else str(one.person))
        for one in readers
        if one.since is None
    ]


def in_hearing(statement: Any) -> str:
    """Return who heard the words when they were said, as a list in words; empty where nobody did."""
    return joined([f"{one['given']} {one['last']}".strip() for one in statement.heard])


def about_the_speaker(statement: Statement) -> str:
    """Return how the speaker is asked: a young person decides about their own words."""
    speaker = statement.speaker
    if speaker is None:
        return "These are not the words of somebody who can be asked here. Share them only where it helps the child."
    name = speaker.given_name or str(speaker)
    months = months_old(speaker, timezone.localdate(time.now()))
    if months is not None and months < DECIDES_FROM:
        return f"Ask {name} first, alone, and say who each reader is. If {name} does not want it, do not share it."
    return f"{name} decides about these words. Ask {name} about each reader, and share only what they say yes to."
