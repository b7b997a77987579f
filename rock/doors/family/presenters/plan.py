"""A plan for one reader: frozen, field by field, every text past the guard; everybody's promises look alike."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from rock.core import time
from rock.core.words import near_day, on_day
from rock.doors.family.guard import Guard
from rock.doors.family.presenters.first_screen import ROOM, rows_of, shared_out, start_of
from rock.doors.family.presenters.ways_in import ways_in
from rock.doors.family.queries.plans import Place, PlanRead
from rock.doors.family.words import LOOKS, told
from rock.doors.plan_words import KINDS
from rock.practice.plans.as_read import ItemForReader, PromiseForReader, VoiceForReader
from rock.practice.plans.models import ItemKind
from rock.practice.plans.presenters.looks import Look

IFS = (ItemKind.WHAT_IF, ItemKind.NOTHING_CHANGES)
WORRY, NOTHING_CHANGES = "What worries us:", "nothing changes:"
LIES_FLAT = (ItemKind.WORRY, ItemKind.GOOD_DAY, ItemKind.STRONG, *IFS)


@dataclass(frozen=True, slots=True)
class Tag:
    """How a promise stands: its words, and the colour that says the same for everybody; `short` leaves the year out."""

    key: str
    words: str
    classes: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said to a line: the reader, or another whose words were shared with them."""

    who: str
    view: str
    words: str
    on: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """How a line read before."""

    words: str
    on: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line; what belongs to promises is empty in every other."""

    id: int
    words: str
    verbatim: bool
    condition: str
    when: str
    who: str
    tag: Tag | None
    mine: bool
    open: bool
    slot: str
    help: str
    must: str
    decided_by: str
    service: str
    my_idea: bool
    word: str
    said: tuple[Voice, ...]
    earlier: tuple[Earlier, ...] = ()

    @property
    def rows(self) -> float:
        """Return how many rows it takes on the first screen of a phone."""
        if self.tag:
            return rows_of(self.words, who=self.who, day=self.tag.short, must=bool(self.must))
        return rows_of(f"{self.condition or NOTHING_CHANGES} {self.words}")


@dataclass(frozen=True, slots=True)
class Section:
    """The lines under one heading."""

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """A plan that the reader can turn to: its child's name, or its number where the name is not theirs to see."""

    name: str
    child_id: int
    here: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All that the plan's page shows; there is no other field that could carry more.

    The first screen has the worry (of a very long one its `worry_start`), what is `doing`, and an `if` of each kind.
    `later` are the open promises that follow, `over` those that are closed, `more` every other line. `ifs` are all of
    them, as the question about them asks.
    """

    child_id: int
    child: str
    whole: bool
    lead: str
    lead_phone: str
    review: str
    review_late: bool
    worry: Line | None
    worry_start: str
    doing: tuple[Line, ...]
    later: tuple[Line, ...]
    over: tuple[Line, ...]
    first_ifs: tuple[Line, ...]
    ifs: tuple[Section, ...]
    more: tuple[Section, ...]
    agreed_on: str
    knows: bool | None
    may_say_knows: bool
    on_paper: bool
    kept: bool
    plans: tuple[Other, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is there to read."""
        return not (self.worry or self.doing or self.over or self.first_ifs or self.more)

    @property
    def other_ifs(self) -> tuple[Line, ...]:
        """Return what happens if, as far as it stands further down."""
        return tuple(line for one in self.more if one.key in IFS for line in one.lines)


def plan_page(plan: PlanRead, guard: Guard, plans: Collection[Place] = ()) -> PlanPage:
    """Return the page of one child's plan; of a child who is not theirs to see, only what is the reader's own, unnamed."""
    place, read = plan.place, plan.read
    flat, promises = _sections(plan, LIES_FLAT, guard), _lines(plan.promises, guard)
    worry, first_ifs = _first(flat, ItemKind.WORRY), tuple(filter(None, (_first(flat, kind) for kind in IFS)))
    start = start_of(worry.words) if worry else ""
    room = ROOM - sum(one.rows for one in first_ifs) - (rows_of(f"{WORRY} {start or worry.words}") if worry else 0)
    doing, later = shared_out([one for one in promises if one.open], room, lambda one: one.rows)
    lead = f"{read.lead} {read.lead_phone}" if read and place.whole else ""
    knows_lead = bool(read and lead.strip()) and guard.lets(lead, source="worker", row=place.plan.pk)
    ifs = tuple(one for one in flat if one.key in IFS)
    return PlanPage(
        child_id=place.child.person_id,
        child=child_named(place, guard),
        whole=place.whole,
        lead=read.lead if read and knows_lead else "",
        lead_phone=read.lead_phone if read and knows_lead else "",
        review=near_day(read.review_on) if read and place.whole else "",
        review_late=bool(read and place.whole and read.review_on < time.today()),
        worry=worry,
        worry_start=start,
        doing=doing,
        later=later,
        over=tuple(one for one in promises if not one.open),
        first_ifs=first_ifs,
        ifs=ifs,
        more=_without(flat, {one.id for one in (worry, *first_ifs) if one}),
        agreed_on=_day(place.agreed.on) if place.agreed and place.whole else "",
        knows=place.agreed.knows if place.agreed else None,
        may_say_knows=bool(place.agreed and place.whole and ifs),
        on_paper=place.whole and bool(flat or promises),
        kept=place.kept,
        plans=_others(place, plans, guard),
    )


def _first(flat: tuple[Section, ...], kind: ItemKind) -> Line | None:
    return next((one.lines[0] for one in flat if one.key == kind), None)


def _without(flat: tuple[Section, ...], shown: set[int]) -> tuple[Section, ...]:
    rest = (replace(one, lines=tuple(line for line in one.lines if line.id not in shown)) for one in flat)
    return tuple(one for one in rest if one.lines)


def _others(here: Place, plans: Collection[Place], guard: Guard) -> tuple[Other, ...]:
    ways = ways_in(plans, guard)
    if len(ways) < 2:
        return ()
    return tuple(Other(one.name, one.child_id, here=one.plan_id == here.plan.pk) for one in ways)


def child_named(place: Place, guard: Guard) -> str:
    """Return the name of the child whose plan it is; empty where it is not the reader's to see."""
    child = place.child
    return child.name if place.whole and guard.lets(child.name, source="child", row=child.person_id) else ""


def _sections(plan: PlanRead, kinds: tuple[ItemKind, ...], guard: Guard) -> tuple[Section, ...]:
    found = (Section(kind.value, str(KINDS[kind]), _lines(plan.of(kind), guard)) for kind in kinds)
    return tuple(one for one in found if one.lines)


def _lines(rows: list[ItemForReader], guard: Guard) -> tuple[Line, ...]:
    return tuple(filter(None, (line_shown(row, guard) for row in rows)))


def line_shown(row: ItemForReader, guard: Guard) -> Line | None:
    """Return one line, or None where anything that it says would give something hidden away."""
    made = row.promise
    if not guard.lets(_all_text(row), source="plan", row=row.pk):
        return None
    return Line(
        id=row.pk,
        words=row.words,
        verbatim=row.verbatim,
        condition=row.condition,
        when=on_day(row.when) if row.when and made is None else "",
        who=_who(row),
        tag=_tag(made.look, made.due_on) if made else None,
        mine=bool(made and made.mine),
        open=bool(made and made.is_open),
        slot=told(made.slot) if made else "",
        help=made.help_needed if made else "",
        must=made.why if made and made.has_to_happen else "",
        decided_by=made.decided_by if made and made.has_to_happen else "",
        service=_service(made) if made else "",
        my_idea=row.by_me or bool(made and made.idea == "mine"),
        word=made.closed_word if made else "",
        said=tuple(filter(None, (_voice(one, row.pk, guard) for one in row.voices))),
        earlier=tuple(
            Earlier(one.words, on_day(one.on))
            for one in row.earlier
            if one.typed or guard.lets(one.words, source="plan", row=row.pk)
        ),
    )


def _all_text(row: ItemForReader) -> str:
    made, parts = row.promise, [] if row.typed else [row.words, row.condition, row.by]
    if made:
        parts += [] if row.typed else [made.owner, made.help_needed]
        parts += [made.why, made.decided_by, made.service.name if made.service else ""]
    return "\n".join(parts)


def _who(row: ItemForReader) -> str:
    if row.promise:
        return _("You") if row.promise.mine else row.promise.owner
    return _("You") if row.by_me else row.by


def _tag(look: Look, due_on: date | None) -> Tag:
    words = LOOKS[look.key]
    if due_on is None:
        return Tag(look.key, str(words), look.classes, str(words))
    short = _("Today") if due_on == time.today() else words % {"day": near_day(due_on)}
    return Tag(look.key, words % {"day": on_day(due_on)}, look.classes, short)


def _service(made: PromiseForReader) -> str:
    asked = made.service
    if asked is None:
        return ""
    facts = {"name": asked.name, "answer": told(asked.answer)}
    said = _("We asked %(name)s for help. Their answer: %(answer)s.") % facts
    if asked.waits_until is None:
        return said
    starts = _("It can start on %(day)s.") % {"day": on_day(asked.waits_until)}
    return f"{said} {starts}"


def _voice(said: VoiceForReader, row: int, guard: Guard) -> Voice | None:
    if not said.mine and not guard.lets(f"{said.who} {said.words}", source="plan", row=row):
        return None
    return Voice(_("You") if said.mine else said.who, told(said.view), said.words, on_day(said.on))


def _day(text: str) -> str:
    found = parse_date(text)
    return on_day(found) if found else ""


def choices_for(row: ItemForReader) -> list[tuple[str, str]]:
    """Return what can be said to a line, in the reader's language."""
    return [(value, told(words)) for value, words in row.choices]
