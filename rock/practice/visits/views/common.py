"""What the pages of a visit share: their addresses, their order, and the view log."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.urls import reverse

from rock.accounts.access import SignedIn
from rock.practice.visits.pictures import AgeSet
from rock.practice.visits.queries.around import Around
from rock.practice.visits.services.drafting import Kept, subject_of
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views

KEYS = "visit_keys"


def seen(request: SignedIn, people: Iterable[int], page: str) -> None:
    """Write into the view log that these people were shown to their worker."""
    log_views(user=request.user, people=people, page=page, purpose=ViewPurpose.WORK)


def address(family: int, child: int | None = None, *, compare: bool = False) -> str:
    """Return the address of a page of a visit, or of its comparison."""
    name = "compare" if compare else "new"
    return reverse(f"visits:{name}", args=[family]) if child is None else _of_child(name, family, child)


def _of_child(name: str, family: int, child: int) -> str:
    return reverse(f"visits:{name}_child", args=[family, child])


@dataclass(frozen=True)
class Step:
    """A page of the visit in the list at the top of each: its name, where it is, and whether something stands there."""

    text: str
    href: str
    current: bool
    begun: bool


def steps(around: Around, kept: dict[str, Kept], here: str) -> list[Step]:
    """Return the pages of a visit in order; the children are those that the first page chose."""
    family = around.family.pk
    chosen = chosen_children(around, kept)
    found = [("Who and where", address(family), subject_of(family))]
    found += [
        (around.called[child.pk], address(family, child.pk), subject_of(family, child.pk))
        for child in around.children
        if child.pk in chosen
    ]
    pages = [Step(text, href, subject == here, subject in kept) for text, href, subject in found]
    return [*pages, Step("Read it and keep it", reverse("visits:check", args=[family]), here == "check", begun=False)]


def chosen_children(around: Around, kept: dict[str, Kept]) -> list[int]:
    """Return the ids of the children whom the visit is about: all of them until the first page says."""
    everyone = [child.pk for child in around.children]
    first = kept.get(subject_of(around.family.pk))
    return everyone if first is None else [pk for pk in everyone if str(pk) in first.answers.get("children", [])]


def after(pages: list[Step]) -> str:
    """Return the address of the page that follows the current one."""
    here = next((number for number, page in enumerate(pages) if page.current), 0)
    return pages[min(here + 1, len(pages) - 1)].href


def device(family: int, child: int | None, kept: Kept, key: str) -> dict[str, Any]:
    """Return what the page's form tells the script and the sender: of which visit and whose page it is, and in which version."""
    return {"subject": subject_of(family, child), "version": kept.version, "saved_at": kept.saved_at, "key": key}


def visit_key(request: SignedIn, family: int, kept: dict[str, Kept]) -> str:
    """Return the key of the visit that is being written: that of its first page, else one for the session until it is kept."""
    first = kept.get(subject_of(family), Kept({})).answers.get("key", [])
    if first:
        return first[0]
    keys = request.session.get(KEYS, {})
    if str(family) not in keys:
        request.session[KEYS] = keys = {**keys, str(family): str(uuid4())}
    return str(keys[str(family)])


def forget_key(request: SignedIn, family: int) -> None:
    """Let the next visit to a family be another one."""
    request.session[KEYS] = {pk: key for pk, key in request.session.get(KEYS, {}).items() if pk != str(family)}


def together_address(name: str, family: int, child: int, for_set: AgeSet, **more: str) -> str:
    """Return the one address of a page used together with a child, so that the device finds it again."""
    return f"{reverse(f'visits:{name}', args=[child])}?{urlencode({'family': family, 'set': int(for_set)} | more)}"
