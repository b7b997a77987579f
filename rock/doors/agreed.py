"""What somebody was asked to agree to, in words for a door: the question, their answer, and whether they can take it back."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rock.core import time
from rock.core.words import on_day
from rock.records.models import Agreement, AgreementKind


@dataclass(frozen=True, slots=True)
class Agreed:
    """Something that the reader was asked to agree to, and what they answered."""

    id: int
    what: str
    answer: str
    on: str
    can_take_back: bool


def agreed(row: Agreement) -> Agreed:
    """Return the reader's own agreement in words."""
    what = _("To have help") if row.kind == AgreementKind.HELP else _("That we ask others about you")
    if row.kind == AgreementKind.ASK_AGENCIES and row.agencies:
        what = _("That we ask: %(who)s") % {"who": row.agencies}
    if row.kind == AgreementKind.TELL:
        what = _("That we tell %(who)s") % {"who": row.agencies}
    over = row.valid_until is not None and row.valid_until < time.today()
    words = {"yes": _("You said yes"), "partly": _("You said yes to some of it"), "no": _("You said no")}
    said = words[row.answer] + (f", {on_day(row.asked_on)}" if row.asked_on else "")
    if row.withdrawn_on:
        said = _("You took it back on %(day)s") % {"day": on_day(row.withdrawn_on)}
    can = row.answer in {"yes", "partly"} and row.withdrawn_on is None and not over
    until = _("until %(day)s") % {"day": on_day(row.valid_until)} if row.valid_until else ""
    return Agreed(row.pk, what, said, until, can)
