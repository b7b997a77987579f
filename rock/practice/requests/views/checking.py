"""Words for a family are checked once before they are kept: whoever wrote them changes them, or presses again to keep them."""

from django.http import HttpRequest

from rock.core.forms import Form
from rock.practice_model.checker import Report, check


def words_to_think_about(request: HttpRequest, form: Form, field: str, *, kept: str = "") -> Report | None:
    """Return what was flagged in a valid form's words; None when nothing was, or when the writer keeps them.

    Words that are the same as those `kept` before were thought about then.
    """
    if not form.is_valid() or request.POST.get("checked"):
        return None
    words = form.cleaned_data[field]
    if words.split() == kept.split():
        return None
    report = check(words, audience="family")
    return report if report.flags else None
