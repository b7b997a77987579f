"""Somebody in the network is told something by a child’s worker, after her mother said yes."""

from rock.core import time
from rock.doors.family.services.near import SaidYes, tell_near
from rock.records.models import (
    Channel,
    Person,
    Telling,
)
from tests.doors.family.planned import Planned

WORDS = "Kai eats breakfast at the club on Mondays now.\n\nThank you for the Fridays."
SAID = "She should know that it goes better."


def yes(who: Person, words: str = SAID) -> SaidYes:
    return SaidYes(who, time.today(), Channel.FACE, words)


def tell(made: Planned, words: str = WORDS, **facts: object) -> Telling:
    given = {"by": made.asha, "place": made.offer, "channel": Channel.LETTER, "agreed": yes(made.dee)} | facts
    return tell_near(words=words, **given)  # type: ignore[arg-type]
