"""What later rooms say of a child on the first page of their worker: short sentences, without anybody's words.

A room registers a provider when it is ready; given the ids of the children on the page it answers in one query. It also says
on which page of its own a clock's work is done.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Self

from django.urls import reverse

Provider = Callable[[set[int]], Mapping[int, list[str]]]
_providers: list[Provider] = []
_ways: dict[str, str] = {}
_at_once: set[str] = set()


class Dated(str):
    """A sentence that asks for something by a day, and where that is done (empty: on the child's page)."""

    __slots__ = ("due", "url")
    due: date
    url: str

    @classmethod
    def by(cls, due: date, words: str, *, url: str = "") -> Self:
        """Return the sentence with its day."""
        made = cls(words)
        made.due, made.url = due, url
        return made


def register_way(rule: str, url_name: str, *, at_once: bool = False) -> None:
    """Say on which page the work of a clock under this rule is done (from an app's `ready`), and whether it cannot wait."""
    _ways[rule] = url_name
    if at_once:
        _at_once.add(rule)


def cannot_wait(rule: str) -> bool:
    """Return whether a clock under this rule stands before everything else, whatever is due before it."""
    return rule in _at_once


def way_of(rule: str) -> str:
    """Return the address where the work of a clock is done; empty where no room said so."""
    return reverse(_ways[rule]) if rule in _ways else ""


def register_lines(provider: Provider) -> Provider:
    """Add a provider (from an app's `ready`); adding it again changes nothing."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def lines_about(children: Iterable[int]) -> dict[int, list[str]]:
    """Return the sentences about each child, in the order of the rooms."""
    ids = set(children)
    found: dict[int, list[str]] = {pk: [] for pk in ids}
    for provider in _providers if ids else []:
        for pk, lines in provider(ids).items():
            found[pk].extend(lines)
    return found
