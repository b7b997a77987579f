"""Side panels: an earlier room's page shows what later rooms have to say, without importing them.

A later room registers a builder when it is ready; the page asks for the panels of the ids that it is about, and shows
those whose action the reader may do. A builder makes one query, or none.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Panel:
    """A list to show: its heading, the names of its columns, and a row for each thing: dates and codes in words, no free text."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


Builder = Callable[[frozenset[int]], Panel | None]


@dataclass(frozen=True)
class _Registered:
    page: str
    action: str
    order: int
    builder: Builder


_panels: dict[tuple[str, str], _Registered] = {}


def register(page: str, name: str, builder: Builder, *, action: str, order: int = 50) -> None:
    """Add a panel to a page, or replace the one of that name; called from an app's `ready`."""
    _panels[page, name] = _Registered(page, str(action), order, builder)


def panels(page: str, ids: Iterable[int], *, may: Callable[[str], bool]) -> list[Panel]:
    """Return a page's panels about these ids that the reader may see, in order; one without rows is left out."""
    about = frozenset(ids)
    rows = sorted((one for one in _panels.values() if one.page == page), key=lambda one: one.order)
    made = (one.builder(about) for one in rows if may(one.action))
    return [panel for panel in made if panel is not None and panel.rows]
