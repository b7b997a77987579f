"""A text as its sentences."""

import re

_BETWEEN = re.compile(r"(?<=[.?!”])\s+(?=[A-Z“])")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, in order."""
    return [part for part in (part.strip() for part in _BETWEEN.split(text)) if part]
