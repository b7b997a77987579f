"""What later rooms say of a child on the first page of their worker: short sentences, without anybody's words.

A room registers a provider when it is ready; given the ids of the children on the page it answers in one query.
"""

from collections.abc import Callable, Iterable

Provider = Callable[[set[int]], dict[int, list[str]]]
_providers: list[Provider] = []


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
