"""The entries of the main navigation: each app registers its own, and each person sees those they may open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Entry:
    """One entry: its label, the name of its URL, the action it needs, as the policy writes it, its place."""

    label: str
    url_name: str
    action: str
    order: int = 50


_entries: dict[str, Entry] = {}


def register(label: str, url_name: str, *, action: str, order: int = 50) -> None:
    """Add an entry, or replace the one with the same URL name; called from an app's `ready`."""
    _entries[url_name] = Entry(label, url_name, str(action), order)


def items(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the service navigation's items that the signed-in person may open; the one being looked at is marked."""
    may: Callable[[Any], bool] | None = getattr(getattr(request, "user", None), "may", None)
    if may is None:
        return []
    found = sorted((entry for entry in _entries.values() if may(entry.action)), key=lambda entry: entry.order)
    shown = [(entry.label, href) for entry in found if (href := _address(entry))]
    # “/children/pod/” lies below “/children/”: only the nearest of the entries is the one being looked at.
    nearest = max(
        (href for _label, href in shown if href != "/" and request.path.startswith(href)), key=len, default=""
    )
    return [
        {"text": label, "href": href, "current": request.path == href, "active": href == nearest}
        for label, href in shown
    ]


def _address(entry: Entry) -> str:
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""
