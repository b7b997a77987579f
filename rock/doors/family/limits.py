"""How often codes may be asked for and tried: for one link, from one place, and by everybody together."""

from datetime import timedelta

from rock.core.limits import Limit

_HOUR = timedelta(hours=1)
CODE_LASTS = timedelta(minutes=10)
LINK_LASTS = timedelta(days=30)
IDLE_FOR = timedelta(minutes=20)

ASKING = (Limit("door-ask", 30, _HOUR), Limit("door-ask", 2000, _HOUR, everybody=True))
TRYING = (Limit("door-try", 60, _HOUR), Limit("door-try", 4000, _HOUR, everybody=True))


def asking_for(key_id: int) -> tuple[Limit, ...]:
    """Return the limits of codes for one link, from wherever they are asked for."""
    return (
        Limit(f"door-key:{key_id}", 5, _HOUR, everybody=True),
        Limit(f"door-key-day:{key_id}", 20, timedelta(days=1), everybody=True),
    )
