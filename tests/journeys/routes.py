"""Every address of the house under some prefixes, filled with somebody's numbers."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

_PART = re.compile(r"<(?:\w+:)?(\w+)>")


def routes(*prefixes: str) -> list[str]:
    """Return the routes that begin with one of these, such as “/people/<int:pk>/”."""
    return sorted(route for route in _walk(get_resolver(), "/") if route.startswith(prefixes))


def filled(route: str, **values: object) -> str:
    """Return an address of a route, each part with its value; a part without one gets the number of `row`."""
    return _PART.sub(lambda match: str(values.get(match[1], values.get("row", 1))), route)


def _walk(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield before + str(one.pattern)
        else:
            yield from _walk(one, before + str(one.pattern))
