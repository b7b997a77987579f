"""Where we are on the way, and what is next: the request, getting to know each other, the plan, its end."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rock.core import time
from rock.core.words import joined, on_day
from rock.practice.requests.models import Liaison
from rock.records.models import Telling


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: its words, when it was, and whether it is done, now, or still to come."""

    words: str
    state: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """How far it is for one reader, over the children whom they are shown.

    `due` is when the soonest assessment is due and `names` whose run, `review` when the soonest plan that they write is
    looked at together; `ended` says that they may read how a plan ended, and no other runs.
    """

    due: date | None = None
    names: Collection[str] = ()
    review: date | None = None
    ended: bool = False


def steps(telling: Telling, way: Way, liaison: Liaison | None) -> tuple[Step, ...]:
    """Return the way from the request to where it is now, and what comes after."""
    begun = (
        Step(_("We were asked to help"), "done"),
        Step(_("We read it"), "done"),
        Step(_("We decided what to do"), "done", on_day(telling.decided_at)),
    )
    knowing = (
        (Step(_("We get to know you"), "now", _("by %(day)s") % {"day": on_day(way.due)}),)
        if way.due is not None
        else ()
    )
    if way.review is not None:
        return (*begun, *knowing, *_with_a_plan(way.review))
    if way.due is not None:
        return (*begun, *knowing, Step(_("We tell you what could help, and you say what you think"), "later"))
    if way.ended:
        return (*begun, Step(_("We wrote a plan together"), "done"), Step(_("Our plan has ended"), "done"))
    talked = liaison is not None and liaison.first_conversation_id is not None
    return (*begun, Step(_("We talk with you about it"), "done" if talked else "now"))


def _with_a_plan(review: date) -> tuple[Step, ...]:
    return (
        Step(_("We have a plan"), "done"),
        Step(_("Each of us does their part"), "now"),
        Step(_("We look together at what has changed"), "later", on_day(review)),
    )


def next_words(me: str, talks: str, way: Way, liaison: Liaison | None) -> str:
    """Return what comes next; `me` is the reader's person and `talks` who was named to speak with them, each maybe empty."""
    if liaison and liaison.first_conversation_id is None:
        return _("%(who)s talks with you first.") % {"who": talks or _("One of us")}
    who = me or _("One of us")
    together = _plan_next(way.review, who) if way.review is not None else ""
    if way.due is not None:
        facts = {"who": who, "names": joined(list(way.names)), "day": on_day(way.due)}
        knowing = _("%(who)s gets to know you and %(names)s. By %(day)s we tell you what could help.") % facts
        return f"{knowing} {together}".strip()
    if together:
        return together
    if way.ended:
        return _("Our plan has ended. You can read above why, and who stays with you.")
    return _("You can ask us anything about what we decided.")


def _plan_next(review: date, who: str) -> str:
    if review < time.today():
        return _("It is time to look at our plan together. %(who)s finds a day with you.") % {"who": who}
    return _("We look at our plan together on %(day)s.") % {"day": on_day(review)}
