"""The view log, openings and conflicts in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rock.core.words import day_due, on_day_at
from rock.reach.anomalies import Anomaly
from rock.reach.models import EmergencyOpening, ViewLog
from rock.reach.openings import SeenOpening

_PAGES = {
    "person": gettext_lazy("The record"),
    "person history": gettext_lazy("What happened"),
    "documents": gettext_lazy("The list of documents"),
    "document": gettext_lazy("A document"),
    "edit": gettext_lazy("A page that changes the record"),
    "family": gettext_lazy("The family"),
    "network": gettext_lazy("The network"),
    "redactions": gettext_lazy("Words to move or remove"),
    "search": gettext_lazy("A search"),
    "match": gettext_lazy("Finding the record of somebody on a request"),
    "my_children": gettext_lazy("A list of their children"),
    "pod": gettext_lazy("A list of the pod’s children"),
    "request": gettext_lazy("A request for support"),
    "history": gettext_lazy("History before a decision"),
    "who looked": gettext_lazy("Who looked"),
}


def page_in_words(page: str) -> str:
    """Return what somebody opened, as a manager reads it."""
    return str(_PAGES.get(page) or page.replace("_", " ").capitalize())


def view_row(view: ViewLog) -> list[str]:
    """Return a view as a row: when, who, in what capacity, which page; of a search why, never the terms."""
    reason = view.terms.partition(":")[0] if view.terms else ""
    what = page_in_words(view.page) + (f" ({reason})" if reason else "")
    who = view.user.name if view.user else _("Somebody outside")
    return [on_day_at(view.seen_at), who, str(view.get_purpose_display()), what]


@dataclass(frozen=True)
class OpeningInWords:
    """An opening on a manager's list: `about` is empty where the reader may not know whom it is about."""

    pk: int
    about: str
    person_id: int | None
    who: str
    opened: str
    reason: str
    due: str
    is_late: bool
    is_mine: bool
    found: str
    note: str


def opening_in_words(seen: SeenOpening, reader_id: int) -> OpeningInWords:
    """Return an opening as the list and its page show it."""
    opening = seen.opening
    due = timezone.localtime(opening.clock.due_at).date() if opening.clock else None
    words = day_due(due) if due and not opening.reviewed_at else ""
    return OpeningInWords(
        pk=opening.pk,
        about=str(opening.person) if seen.is_named else "",
        person_id=opening.person_id if seen.is_reached else None,
        who=opening.user.name,
        opened=on_day_at(opening.opened_at),
        reason=opening.reason,
        due=words,
        is_late="late" in words,
        is_mine=opening.user_id == reader_id,
        found=_found(opening),
        note=opening.review_note,
    )


def _found(opening: EmergencyOpening) -> str:
    if opening.reviewed_at is None or opening.reviewed_by is None:
        return ""
    verdict = _("Right") if opening.was_right else _("Not right")
    facts = {"verdict": verdict, "who": opening.reviewed_by.name, "when": on_day_at(opening.reviewed_at)}
    return _("%(verdict)s: %(who)s, %(when)s") % facts


@dataclass(frozen=True)
class AnomalyGroup:
    """What stands out for one reason, each as colleague, person, how often, when last."""

    why: str
    rows: list[tuple[str, str, int | None, str, str]]


def grouped(found: Iterable[Anomaly]) -> list[AnomalyGroup]:
    """Return anomalies by their reason, in the order in which they were found; people without a name stand together."""
    groups: dict[str, AnomalyGroup] = {}
    unnamed: dict[tuple[str, str], list[Anomaly]] = {}
    for one in found:
        group = groups.setdefault(str(one.why), AnomalyGroup(str(one.why), []))
        if one.person is None and one.is_about_one:
            unnamed.setdefault((group.why, one.colleague), []).append(one)
        else:
            group.rows.append((one.colleague, *_about(one), on_day_at(one.last)))
    for (why, colleague), rows in unnamed.items():
        last = on_day_at(max(row.last for row in rows))
        groups[why].rows.append((colleague, _unnamed(len(rows)), None, _times(sum(row.count for row in rows)), last))
    return list(groups.values())


def _unnamed(people: int) -> str:
    if people == 1:
        return _("somebody whose record you cannot open")
    return _("%(n)s people whose records you cannot open") % {"n": people}


def _times(count: int) -> str:
    return _("once") if count == 1 else _("%(n)s times") % {"n": count}


def _about(one: Anomaly) -> tuple[str, int | None, str]:
    if not one.is_about_one:
        return _("%(n)s people") % {"n": one.count}, None, ""
    return str(one.person), one.person.pk if one.person else None, _times(one.count)
