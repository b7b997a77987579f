"""States of the tables that the services could not have made: each check is a named query that returns offending keys."""

from collections.abc import Iterator

from rock.demo.council.checking import children, parts, plans, recorded, requests, statutory, together, working
from rock.demo.council.checking.base import CHECKS


def problems() -> Iterator[tuple[str, list[int]]]:
    """Yield what is wrong, in words, with the keys of the rows that show it; nothing for what could have happened."""
    for words, found in CHECKS.items():
        if keys := sorted(found()):
            yield words, keys


__all__ = [
    "CHECKS",
    "children",
    "parts",
    "plans",
    "problems",
    "recorded",
    "requests",
    "statutory",
    "together",
    "working",
]
