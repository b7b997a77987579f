"""How a plan ended, for one reader: why, and who stays with the family. Past the guard."""

from dataclasses import dataclass

from rock.core.words import on_day
from rock.doors.family.guard import Guard
from rock.doors.family.queries.around import Sees
from rock.doors.family.queries.ended import EndedRead


@dataclass(frozen=True, slots=True)
class EndedPage:
    """All that the page shows; `child` is empty where the name is not the reader’s to see."""

    child_id: int
    child: str
    on: str
    words: tuple[str, ...]
    partner: str
    kept: bool


def ended_page(read: EndedRead, guard: Guard) -> EndedPage | None:
    """Return the page, or None where its words would give something away."""
    child, ended = read.child, read.ended
    name = child.name if child.sees is not Sees.OWN else ""
    if not guard.lets(f"{ended.words}\n{ended.partner}\n{name}", source="plan", row=ended.pk):
        return None
    return EndedPage(
        child_id=child.person_id,
        child=name,
        on=on_day(ended.ended_on),
        words=tuple(part.strip() for part in ended.words.split("\n") if part.strip()),
        partner=ended.partner,
        kept=bool(read.place and read.place.kept),
    )
