"""What has to happen, in words: what stands, what became of it, what no longer has to, and which promises could."""

from dataclasses import dataclass

from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.presenters.page import LineShown, line_shown
from rock.practice.plans.queries.must import Reason
from rock.practice.plans.queries.plan import PlanPage


@dataclass(frozen=True)
class MustShown:
    """A line that has to happen, or had to; `since` is the reason that stands, `before` what was said earlier."""

    line: LineShown
    since: Reason | None
    before: list[Reason]


@dataclass(frozen=True)
class MustsShown:
    """The whole page."""

    standing: list[MustShown]
    closed: list[MustShown]
    ended: list[MustShown]
    others: list[LineShown]


def musts_shown(page: PlanPage, reasons: dict[int, list[Reason]], veil: Veil) -> MustsShown:
    """Return the promises of a plan by whether they have to happen."""
    lines = [line_shown(page, one, veil) for one in page.promises]
    rows = [_shown(line, reasons.get(line.pk, [])) for line in lines]
    return MustsShown(
        standing=[row for row in rows if row.line.why and row.line.is_open],
        closed=[row for row in rows if row.line.why and not row.line.is_open],
        ended=[row for row in rows if not row.line.why and row.since],
        others=[row.line for row in rows if not row.line.why and row.line.is_open],
    )


def _shown(line: LineShown, reasons: list[Reason]) -> MustShown:
    return MustShown(line, reasons[0] if reasons else None, reasons[1:])
