"""Whom a child's worker reaches beside the family: only people whom a later room names, and only while it names them.

A room registers a provider when it is ready, and calls `refresh_child` whenever its answer may have changed. The pod does
not reach them by it, nor does anybody else who reaches the child.
"""

from collections.abc import Callable, Iterable

from rock.records.models import Person

Provider = Callable[[set[int]], Iterable[Person]]
_providers: list[Provider] = []


def register_beside(provider: Provider) -> Provider:
    """Add a provider (from an app's `ready`): given every record of a child, it returns people; adding it again changes nothing."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def people_beside(records: set[int]) -> dict[int, Person]:
    """Return the people whom the rooms name for one child, by id."""
    return {person.pk: person for provider in _providers for person in provider(records)}
