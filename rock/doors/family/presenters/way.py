"""Where we are on the way, and what is next: the request, getting to know each other, the plan, its end."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from rock.core import time
from rock.core.words import joined, on_day
from rock.practice.requests.models import Liaison
from rock.records.models import Telling


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: its words, when it was, whether it is done, now, or still to come, and of which children (`whose`)."""

    words: str
    state: str
    when: str = ""
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """How far it is for one reader, over the children whom they are shown.

    `due` is when the soonest assessment is due and `names` whose run; `reviews` are the days on which the plans that they
    write are looked at together, with whose; `ended` says that they may read how a plan ended, and no other runs. `apart`
    says that there are several children, who can be at different steps: then each step says whose it is.
    """

    due: date | None = None
    names: Collection[str] = ()
    reviews: Collection[tuple[date, str]] = ()
    ended: bool = False
    apart: bool = False

    @property
    def knowing(self) -> str:
        """Return whom we get to know, where that has to be said."""
        return joined(list(self.names)) if self.apart else ""

    @property
    def planned(self) -> str:
        """Return who has a plan, where that has to be said."""
        return joined([name for _day, name in self.reviews if name]) if self.apart else ""

    @property
    def soonest(self) -> tuple[date, str] | None:
        """Return when a plan is looked at together first, and whose it is, where that has to be said."""
        found = min(self.reviews, default=None)
        return (found[0], found[1] if self.apart else "") if found else None


def steps(telling: Telling, way: Way, liaison: Liaison | None) -> tuple[Step, ...]:
    """Return the way from the request to where it is now, and what comes after."""
    begun = (
        Step(_("We were asked to help"), "done"),
        Step(_("We read it"), "done"),
        Step(_("We decided what to do"), "done", on_day(telling.decided_at)),
    )
    knowing = (
        (Step(_("We get to know you"), "now", _("by %(day)s") % {"day": on_day(way.due)}, way.knowing),)
        if way.due is not None
        else ()
    )
    if way.reviews:
        return (*begun, *knowing, *_with_a_plan(way))
    if way.due is not None:
        return (*begun, *knowing, Step(_("We tell you what could help, and you say what you think"), "later"))
    if way.ended:
        return (*begun, Step(_("We wrote a plan together"), "done"), Step(_("Our plan has ended"), "done"))
    talked = liaison is not None and liaison.first_conversation_id is not None
    return (*begun, Step(_("We talk with you about it"), "done" if talked else "now"))


def _with_a_plan(way: Way) -> tuple[Step, ...]:
    days = sorted({day for day, _name in way.reviews})
    again = Step(_("We look together at what has changed"), "later", on_day(days[0]), way.planned)
    if way.apart and len(days) > 1:
        each = (f"{name}: {on_day(day)}" if name else on_day(day) for day, name in sorted(way.reviews))
        again = replace(again, when=", ".join(each), whose="")
    return (
        Step(_("We have a plan"), "done", whose=way.planned),
        Step(_("Each of us does their part"), "now", whose=way.planned),
        again,
    )


def next_words(me: str, talks: str, way: Way, liaison: Liaison | None) -> str:
    """Return what comes next; `me` is the reader's person and `talks` who was named to speak with them, each maybe empty."""
    if liaison and liaison.first_conversation_id is None:
        return _("%(who)s talks with you first.") % {"who": talks or _("One of us")}
    who = me or _("One of us")
    together = _plan_next(*way.soonest, who) if way.soonest else ""
    if way.due is not None:
        facts = {"who": who, "names": joined(list(way.names)), "day": on_day(way.due)}
        knowing = _("%(who)s gets to know you and %(names)s. By %(day)s we tell you what could help.") % facts
        return f"{knowing} {together}".strip()
    if together:
        return together
    if way.ended:
        return _("Our plan has ended. You can read above why, and who stays with you.")
    return _("You can ask us anything about what we decided.")


def _plan_next(review: date, whose: str, who: str) -> str:
    late, facts = review < time.today(), {"day": on_day(review), "whose": whose, "who": who}
    if late and whose:
        return _("It is time to look together at the plan for %(whose)s. %(who)s finds a day with you.") % facts
    if late:
        return _("It is time to look at our plan together. %(who)s finds a day with you.") % facts
    if whose:
        return _("We look together at the plan for %(whose)s on %(day)s.") % facts
    return _("We look at our plan together on %(day)s.") % facts
