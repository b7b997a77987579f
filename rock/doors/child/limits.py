"""How long a card and a visit to the page last, and how often words may be tried."""

from datetime import timedelta

from rock.core.limits import Limit

CARD_LASTS = timedelta(days=30)
IDLE_FOR = timedelta(minutes=15)
RINGS_ON_AFTER = timedelta(hours=1)
HUB_REACHES_FOR = timedelta(days=7)

TRYING = (
    Limit("card-try", 30, timedelta(hours=1)),
    Limit("card-try", 3000, timedelta(hours=1), everybody=True),
)
SAYING = (Limit("child-say", 60, timedelta(hours=1)),)


def trying(number: int) -> tuple[Limit, ...]:
    """Return the limits of one card's words, from wherever they are tried."""
    return (Limit(f"card:{number}", 30, timedelta(days=1), everybody=True),)
