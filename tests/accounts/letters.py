"""What letters about accounts say."""

import re
from typing import Any


def link_in(letter: Any) -> str:
    """Return the path of the one link in a letter."""
    [path] = re.findall(r"https?://[^/]+(/\S+)", letter.body)
    return str(path)
