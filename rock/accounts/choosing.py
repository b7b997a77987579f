"""A question that is answered by choosing a colleague: the form offers some, and its answer is one of them."""

from collections.abc import Iterable
from typing import Any

from rock.accounts.models import User
from rock.core.forms import SelectField


class StaffField(SelectField):
    """One of the colleagues whom the form offers; the cleaned answer is the `User`, or None when nothing was chosen."""

    def __init__(self, label: Any = "", **options: Any) -> None:
        self.offered: dict[str, User] = {}
        super().__init__(label, choices=[], **options)

    def offer(self, users: Iterable[User], words: dict[int, str] | None = None) -> None:
        """Offer these colleagues, each by name or by the words given for their key."""
        self.offered = {str(user.pk): user for user in users}
        said = words or {}
        self.choices = [("", "Choose"), *((key, said.get(user.pk, user.name)) for key, user in self.offered.items())]

    def clean(self, value: Any) -> Any:
        """Return the colleague who was chosen."""
        return self.offered.get(super().clean(value))
