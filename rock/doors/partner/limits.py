"""How long links, codes and visits last, and how often anything may be tried, asked for or sent."""

from datetime import timedelta

from rock.core.limits import Limit

_HOUR = timedelta(hours=1)
CODE_LASTS = timedelta(minutes=10)
LINK_LASTS = timedelta(days=90)
IDLE_FOR = timedelta(minutes=30)
INVITED_AT_MOST = timedelta(days=366)
DONE_SHOWN_FOR = timedelta(days=30)
REMIND_AFTER = timedelta(days=1)

ASKING = (Limit("partner-ask", 30, _HOUR), Limit("partner-ask", 1000, _HOUR, everybody=True))
TRYING = (Limit("partner-try", 60, _HOUR), Limit("partner-try", 3000, _HOUR, everybody=True))
OPENING = (Limit("part-open", 120, _HOUR),)
SAYING = (Limit("partner-say", 60, _HOUR),)


def asking_for(name: str, pk: int) -> tuple[Limit, ...]:
    """Return the limits of codes for one link, from wherever they are asked for."""
    return (
        Limit(f"partner-{name}:{pk}", 5, _HOUR, everybody=True),
        Limit(f"partner-{name}-day:{pk}", 20, timedelta(days=1), everybody=True),
    )
