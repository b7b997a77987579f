"""Questions that depend on an answer: given this field has this value, that field must, or may, be answered."""

from typing import Any


class Given:
    """One rule. Build it as `Given("told", "no").require("why_not")` or `.offer("more")`.

    The value is what the radio sends: “yes” and “no” for a yes-no question. While the rule does not hold, what stands
    in its fields is stale: it is blanked, and what is wrong with it does not matter.
    """

    def __init__(self, field: str, *values: str) -> None:
        self.field = field
        self.values = frozenset(str(value) for value in values)
        self.required: tuple[str, ...] = ()
        self.offered: tuple[str, ...] = ()

    def require(self, *fields: str) -> "Given":
        """Return the rule with more fields that must be answered while it holds."""
        self.required += fields
        return self

    def offer(self, *fields: str) -> "Given":
        """Return the rule with more fields that may be answered while it holds."""
        self.offered += fields
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields that the rule opens."""
        return (*self.required, *self.offered)

    def holds(self, answer: Any) -> bool:
        """Return whether the answer, as it was sent, is one of the values."""
        answers = answer if isinstance(answer, list | tuple) else [answer]
        return any(str(one) in self.values for one in answers)
