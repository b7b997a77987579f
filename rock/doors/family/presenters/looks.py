"""Who looked, told to a family: the team and why, and a name only where that worker is theirs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rock.core.words import on_day
from rock.doors.family.guard import Guard
from rock.doors.family.queries.looks import LookRow
from rock.doors.family.words import PURPOSES


@dataclass(frozen=True, slots=True)
class LookedDay:
    """One day, and who looked on it: “Gull Pod, to work with you”."""

    day: str
    lines: tuple[str, ...]


def looked(rows: list[LookRow], *, theirs: set[int], guard: Guard) -> tuple[LookedDay, ...]:
    """Return the days on which somebody looked, latest first; `theirs` are the ids of this reader's own workers."""
    days: dict[str, dict[str, None]] = {}
    for row in rows:
        who = row.name if row.user_id in theirs else row.team or _("The council’s staff")
        if guard.lets(f"{row.team} {who}", source="team", row=row.user_id):
            days.setdefault(on_day(row.day), {})[f"{who}, {PURPOSES[row.purpose]}"] = None
    return tuple(LookedDay(day, tuple(lines)) for day, lines in days.items())
