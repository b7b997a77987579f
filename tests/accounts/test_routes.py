"""Every address says who may have it, and no address appears without somebody writing it down in tests/routes.txt.

After adding an address on purpose, write the list anew: ROCK_WRITE_ROUTES=1 make test ARGS=tests/accounts/test_routes.py
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from rock.accounts.policy import Action

LIST = Path(__file__).resolve().parents[1] / "routes.txt"


def routes(resolver: URLResolver | None = None, prefix: str = "/") -> Iterator[tuple[str, Any]]:
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLPattern):
            yield path, entry.callback
        else:
            yield from routes(entry, path)


def who(view: Any) -> str:
    if getattr(view, "is_public", False):
        return "anybody"
    action = getattr(view, "required_action", None)
    return action.name if isinstance(action, Action) else "UNMARKED"


def test_every_view_says_who_may_have_it() -> None:
    unmarked = [path for path, view in routes() if who(view) == "UNMARKED"]
    assert unmarked == []


def test_no_view_says_both() -> None:
    both = [p for p, view in routes() if getattr(view, "is_public", False) and hasattr(view, "required_action")]
    assert both == []


def test_the_addresses_are_those_that_were_written_down() -> None:
    found = "".join(f"{path}  {who(view)}\n" for path, view in sorted(routes(), key=lambda route: route[0]))
    if os.environ.get("ROCK_WRITE_ROUTES") == "1":
        LIST.write_text(found)
    assert found == LIST.read_text(), "addresses changed: see the head of this file"


def test_no_address_stands_twice() -> None:
    paths = [path for path, _ in routes()]
    assert len(paths) == len(set(paths))
