"""How much one address, and all together, may do here. Whoever is over a limit is shown whom to call, and loses nothing."""

from datetime import timedelta

from rock.core.limits import Limit

_HOUR = timedelta(hours=1)

# A school or a library is many people behind one address.
BEGINNING = (Limit("ask-begin", 60, _HOUR), Limit("ask-begin", 3000, _HOUR, everybody=True))
KEEPING = (Limit("ask-keep", 1500, _HOUR), Limit("ask-keep", 60_000, _HOUR, everybody=True))
SENDING = (Limit("ask-send", 20, _HOUR), Limit("ask-send", 400, _HOUR, everybody=True))
GUESSING = (Limit("ask-code", 10, _HOUR), Limit("ask-code", 500, _HOUR, everybody=True))
# Nobody reads and answers the questions in less; a program does.
QUICKEST = timedelta(seconds=8)
