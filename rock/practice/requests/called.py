"""What somebody on a request may be called besides: each part of the name as search folds it, with its short forms. Pure."""

from rock.records.names import fold
from rock.records.nicknames import short_forms

# Parts of a family name that many share: “van der Berg” is told by “Berg”.
_SHARED = frozenset(
    ["van", "von", "der", "den", "de", "del", "della", "da", "di", "du", "la", "le", "el", "bin", "ibn", "mac", "mc"]
)


def may_be_called(name: str) -> str:
    """Return the parts of a name and what else each may be as a first name: “Ray Holt” gives “holt ray raymond”."""
    words = set(fold(name).split()) - _SHARED
    return " ".join(sorted(words.union(*(short_forms(word) for word in words))))
