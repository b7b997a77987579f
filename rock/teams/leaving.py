"""What a colleague leaves when their post ends, so that nothing stays with nobody: a later room registers what it holds.

`rows` answers of one colleague in one query; `hand_on` gives one thing to another colleague, and may refuse.
"""

from collections.abc import Callable
from dataclasses import dataclass

from rock.accounts.models import User
from rock.reach.queries import reaches
from rock.records.models import Person


@dataclass(frozen=True)
class Left:
    """One thing that somebody leaves, without anybody's words: its key in its room, the child, what it is, its page."""

    pk: int
    child: Person
    what: str
    url: str


@dataclass(frozen=True)
class Kind:
    """A kind of things that are left."""

    key: str
    rows: Callable[[User], list[Left]]
    hand_on: Callable[[User, int, User], object]


_kinds: dict[str, Kind] = {}


def register_leaving(
    key: str, rows: Callable[[User], list[Left]], hand_on: Callable[[User, int, User], object]
) -> None:
    """Add a kind (from an app's `ready`): `rows(colleague)` lists it, `hand_on(by, pk, to)` gives one of it on."""
    _kinds[key] = Kind(key, rows, hand_on)


def left_by(user: User, *, reader: User) -> tuple[dict[str, Left], int]:
    """Return what a colleague leaves about children whom the reader reaches, by its key on the page, and how much beside."""
    found = {f"{kind.key}-{one.pk}": one for kind in _kinds.values() for one in kind.rows(user)}
    open_to = reaches(reader, {one.child.pk for one in found.values()}) if found else set()
    shown = {key: one for key, one in found.items() if one.child.pk in open_to}
    return shown, len(found) - len(shown)


def give(*, by: User, key: str, left: Left, to: User) -> None:
    """Give one thing on, by the way of its room."""
    _kinds[key.rpartition("-")[0]].hand_on(by, left.pk, to)
