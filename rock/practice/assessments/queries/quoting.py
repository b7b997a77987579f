"""What visits and other services brought that can be put into a passage by ticking it, so that nothing is typed twice."""

from dataclasses import dataclass

from rock.core.words import on_day
from rock.practice.assessments.models import AgencyPart, Assessment, Heading
from rock.practice.visits.models import Noticed, NoticedKind
from rock.records.models import DayEntry, Need, Source, Statement, Wish
from rock.records.queries.people import one_person
from rock.records.queries.standing import words_not_under_move

MOST = 40
_MISSING = (Need.MONEY, Need.CARE, Need.BOTH)


@dataclass(frozen=True)
class Quotable:
    """Words that can be quoted: the id of their statement, how they read in a passage, and where they are from."""

    statement: int
    text: str
    source: str


def quotable(assessment: Assessment, heading: Heading) -> list[Quotable]:
    """Return what fits under a heading, the newest first (two or three queries)."""
    ids = one_person([assessment.referral.child_id])
    if heading == Heading.DAY:
        return [*_day(ids), *_parts(assessment)]
    if heading == Heading.MONEY:
        return _day(ids, needs=_MISSING)
    if heading == Heading.STRONG:
        return _noticed(ids, NoticedKind.STRENGTH)
    if heading == Heading.WORRY:
        return [*_noticed(ids, NoticedKind.WORRY), *_parts(assessment)]
    return [*_wishes(ids), *_parts(assessment)]


def _day(ids: set[int], needs: tuple[Need, ...] = ()) -> list[Quotable]:
    rows = DayEntry.objects.filter(words_not_under_move("statement__"), child__in=ids)
    rows = rows.filter(need__in=needs) if needs else rows
    rows = rows.select_related("statement__speaker", "statement__speaker_staff", "statement__occasion")
    return [_of_day(row) for row in rows.order_by("-statement__occasion__happened_at", "pk")[:MOST]]


def _of_day(row: DayEntry) -> Quotable:
    slot, need = row.get_slot_display(), Need(row.need)
    missing = f" What is missing: {need.label.lower()}." if need in _MISSING else ""
    runs_out = f" Runs out: {row.runs_out}." if row.runs_out else ""
    is_own = row.statement.verbatim and row.source != Source.WORKER
    said = _quoted(row.statement) if is_own else f"{row.statement.words} ({_who(row.statement)})"
    return Quotable(row.statement_id, f"{slot}: {said}{missing}{runs_out}", slot)


def _noticed(ids: set[int], kind: NoticedKind) -> list[Quotable]:
    rows = Noticed.objects.filter(words_not_under_move("statement__"), child__in=ids, kind=kind)
    rows = rows.select_related("statement__speaker_staff", "statement__occasion")
    return [
        Quotable(
            row.statement_id,
            f"{row.statement.words}{f' What shows it: {row.shown_by}' if row.shown_by else ''} ({_who(row.statement)})",
            row.get_kind_display(),
        )
        for row in rows.order_by("-statement__occasion__happened_at", "pk")[:MOST]
    ]


def _wishes(ids: set[int]) -> list[Quotable]:
    rows = Wish.objects.filter(words_not_under_move("statement__"), child__in=ids)
    rows = rows.select_related("statement__speaker", "statement__occasion").order_by("-pk")[:MOST]
    return [Quotable(row.statement_id, _quoted(row.statement), "What the child wants different") for row in rows]


def _parts(assessment: Assessment) -> list[Quotable]:
    rows = AgencyPart.objects.filter(assessment=assessment, answer__isnull=False).select_related("answer__occasion")
    return [
        Quotable(row.answer.pk, f"“{row.answer.words}” ({row.agency}, {on_day(row.answered_at)})", row.agency)
        for row in rows.order_by("pk")
        if row.answer
    ]


def _quoted(said: Statement) -> str:
    return f"“{said.words}” ({_who(said)})" if said.verbatim else f"{said.words} ({_who(said)})"


def _who(said: Statement) -> str:
    who = str(said.speaker or said.speaker_staff or said.speaker_name)
    return f"{who}, {on_day(said.occasion.happened_at)}"
