"""The mark of a page that anybody may have. What needs a role is marked by `rock.accounts.access.allow`."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.http import HttpResponse

View = TypeVar("View", bound=Callable[..., HttpResponse])


def public_page(view: View) -> View:
    """Mark a view that anybody may have; it must show nothing about anyone."""
    cast(Any, view).is_public = True
    return view
