"""Each role's first page: the rooms that hold it register its URL, and somebody with several roles gets the first."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from rock.accounts.models import User
from rock.accounts.roles import Role


@dataclass(frozen=True)
class FirstPage:
    """A role's first page: the name of its URL, and its place among those of somebody who has several roles."""

    url_name: str
    order: int


_pages: dict[Role, FirstPage] = {}


def register(role: Role, url_name: str, *, order: int = 50) -> None:
    """Give a role its first page, or another one; called from an app's `ready`."""
    _pages[role] = FirstPage(url_name, order)


def first_page(user: User) -> str | None:
    """Return the address of somebody's first page; None when no room has one for their roles."""
    for page in sorted((_pages[role] for role in user.roles if role in _pages), key=lambda page: page.order):
        try:
            return reverse(page.url_name)
        except NoReverseMatch:
            continue
    return None
