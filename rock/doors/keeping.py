"""What somebody at a door sends is kept once, or asked again with what is wrong and nothing lost: alike at every door."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from rock.core import limits as core_limits
from rock.core.forms import Form
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.core.three_way import EditedMeanwhile


def kept_once(
    request: HttpRequest,
    form: Form,
    keep: Callable[[], str],
    *,
    limits: Iterable[core_limits.Limit] = (),
    for_workers: bool = False,
) -> HttpResponse | None:
    """Keep a right answer and lead on to the address that `keep` returns; else None, and the form says what is wrong.

    What a service refuses can be written `for_workers`, as a plan's is: then it says no more than that the page has changed.
    """
    if not form.is_valid():
        return None
    if core_limits.over(request, limits):
        form.add_error(None, _("That was a lot. Wait a little, then send it again."))
        return None
    try:
        return once_per_form(request, keep)
    except EditedMeanwhile:
        raise
    except Refused as no:
        changed = _("This could not be kept. The page may have changed. Go back and look, then try again.")
        form.add_error(None, changed if for_workers else str(no))
        return None


def number_read(request: HttpRequest) -> int | None:
    """Return the number of what stood on the page when the reader answered it: by now something else may stand there."""
    sent = request.POST.get("read", "")
    return int(sent) if sent.isdecimal() and len(sent) < 19 else None
