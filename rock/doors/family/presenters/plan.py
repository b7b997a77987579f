"""A plan for one reader: frozen, field by field, every text past the guard; everybody's promises look alike."""

from dataclasses import dataclass
from datetime import date

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from rock.core.words import on_day
from rock.doors.family.guard import Guard
from rock.doors.family.queries.plans import PlanRead
from rock.doors.family.words import KINDS, LOOKS, told
from rock.practice.plans.models import ItemKind
from rock.practice.plans.presenters.looks import Look
from rock.practice.plans.queries.for_reader import ItemForReader, PromiseForReader, VoiceForReader

BEFORE_PROMISES = (ItemKind.WORRY, ItemKind.GOOD_DAY, ItemKind.STRONG)
AFTER_PROMISES = (ItemKind.WHAT_IF, ItemKind.NOTHING_CHANGES)


@dataclass(frozen=True, slots=True)
class Tag:
    """How a promise stands: its words, and the colour that says the same for everybody."""

    key: str
    words: str
    classes: str


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said to a line: the reader, or another whose words were shared with them."""

    who: str
    view: str
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


@dataclass(frozen=True, slots=True)
class Section:
    """The lines under one heading."""

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All that the plan's page shows; there is no other field that could carry more."""

    child_id: int
    child: str
    whole: bool
    lead: str
    lead_phone: str
    review: str
    before: tuple[Section, ...]
    promises: tuple[Line, ...]
    after: tuple[Section, ...]
    agreed_on: str
    knows: bool | None
    may_say_knows: bool
    on_paper: bool


def plan_page(plan: PlanRead, guard: Guard) -> PlanPage:
    """Return the page of one child's plan; of a child who is not theirs to see, only what is the reader's own, unnamed."""
    place, read = plan.place, plan.read
    before, after = _sections(plan, BEFORE_PROMISES, guard), _sections(plan, AFTER_PROMISES, guard)
    promises = _lines(plan.promises, guard)
    lead = f"{read.lead} {read.lead_phone}" if read and place.whole else ""
    knows_lead = bool(read and lead.strip()) and guard.lets(lead, source="worker", row=place.plan.pk)
    return PlanPage(
        child_id=place.child.person_id,
        child=_name(plan, guard),
        whole=place.whole,
        lead=read.lead if read and knows_lead else "",
        lead_phone=read.lead_phone if read and knows_lead else "",
        review=on_day(read.review_on) if read and place.whole else "",
        before=before,
        promises=promises,
        after=after,
        agreed_on=_day(place.agreed.on) if place.agreed and place.whole else "",
        knows=place.agreed.knows if place.agreed else None,
        may_say_knows=bool(place.agreed and place.whole and after),
        on_paper=place.whole and bool(before or promises or after),
    )


def _name(plan: PlanRead, guard: Guard) -> str:
    child = plan.place.child
    return child.name if plan.place.whole and guard.lets(child.name, source="child", row=child.person_id) else ""


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
    )


def _all_text(row: ItemForReader) -> str:
    made, parts = row.promise, [row.words, row.condition, row.by]
    if made:
        parts += [made.owner, made.help_needed, made.why, made.decided_by, made.service.name if made.service else ""]
    return "\n".join(parts)


def _who(row: ItemForReader) -> str:
    if row.promise:
        return _("You") if row.promise.mine else row.promise.owner
    return _("You") if row.by_me else row.by


def _tag(look: Look, due_on: date | None) -> Tag:
    words = LOOKS[look.key]
    return Tag(look.key, words % {"day": on_day(due_on)} if due_on else str(words), look.classes)


def _service(made: PromiseForReader) -> str:
    asked = made.service
    if asked is None:
        return ""
    facts = {"name": asked.name, "answer": told(asked.answer)}
    said = _("We asked %(name)s for help. Their answer: %(answer)s.") % facts
    if asked.waits_until is None:
        return said
    return f"{said} {_('It can start on %(day)s.') % {'day': on_day(asked.waits_until)}}"


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
