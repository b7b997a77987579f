"""What an unknown name in a template does: our own misspelling stops the page, a component's lack does not.

The vendored components read parameters that callers leave out, on dictionaries, at any depth. Our own names and the
attributes of our own objects are never optional: a template that misspells one must fail its test, not print nothing.
"""

from typing import Any

from jinja2 import ChainableUndefined, StrictUndefined, Undefined
from jinja2.utils import missing

# Names that the vendored components use though nothing defines them.
_FREE_NAMES = frozenset({"undefined", "null", "caller"})


class OurUndefined(Undefined):
    """Chooses between the two: lenient for what hangs on a dictionary, strict for all else."""

    def __new__(cls, hint: str | None = None, obj: Any = missing, name: str | None = None, *rest: Any) -> Any:
        """Return a lenient or a strict undefined value."""
        lenient = isinstance(obj, dict | Undefined) if obj is not missing else name in _FREE_NAMES
        kind = Lenient if lenient else StrictUndefined
        return kind(hint, obj, name, *rest)


class Lenient(ChainableUndefined):
    """Prints nothing, is false, and whatever is asked of it is the same again."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Undefined)

    def __hash__(self) -> int:
        return id(Undefined)
