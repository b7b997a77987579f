"""The lines of a plan with their wordings, who may read them, and the versions that were agreed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from rock.demo.council.loading.acts import Act
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.together.home import Home
from rock.practice.plans.models import (
    ItemKind,
    ItemView,
    Part,
    PlanItem,
    PlanVersion,
    PlanWording,
    VersionAnswer,
    VersionWording,
    View,
)
from rock.records.models import EventKind

if TYPE_CHECKING:
    from rock.demo.council.loading.together.planning import Written

Line = tuple[ItemKind, Made]
"""The kind of a line, and its row."""
READS, OLD_ENOUGH = 0.9, 8
SAID = "We wrote it together"


def line(
    home: Home,
    written: Written,
    act: Act,
    kind: ItemKind,
    words: str,
    *,
    who: int | None = None,
    promise: Made | None = None,
    **facts: Any,
) -> Made | None:
    """Write a line in somebody's words (the worker's where nobody is named), shared with the carer; None without words."""
    if not words:
        return None
    position = sum(found == kind for found, _ in written.lines)
    item = home.rows.tables.add(
        PlanItem,
        plan_id=written.plan["id"],
        kind=kind,
        position=position,
        promise_id=promise["id"] if promise else None,
        made_at=act.at,
    )
    statement = wording(home, written, act, item, kind, words, who=who, **facts)
    home.event(act, EventKind.PLAN_CHANGED, written.occasion, [written.work.child])
    written.lines.append((kind, item))
    readers = [home.story.carer]
    if (
        kind in {ItemKind.GOOD_DAY, ItemKind.PROMISE}
        and (home.age(written.work.child, act.at.date()) or 0) >= OLD_ENOUGH
    ):
        readers.append(written.work.child)
    if home.rng.random() < READS:
        for reader in readers:
            home.share(act, statement, reader, SAID)
        written.readers[item["id"]] = readers
        _view(home, written, act, item, statement)
    return item


def wording(
    home: Home,
    written: Written,
    act: Act,
    item: Made,
    kind: ItemKind,
    words: str,
    *,
    who: int | None = None,
    **facts: Any,
) -> Made:
    """Let a line read so from now on; return the statement."""
    number = 1 if item["wording_id"] is None else item["revision"] + 1
    statement = home.spoken(act, written.occasion, f"plan_{kind}", words, written.work.child, who=who)
    row = home.rows.tables.add(
        PlanWording,
        item_id=item["id"],
        number=number,
        statement_id=statement["id"],
        by_person_id=None if who is None else home.rows.key(who),
        by_staff_id=home.rows.user(act.by) if who is None else None,
        made_at=act.at,
        **facts,
    )
    item |= {"wording_id": row["id"], "revision": number}
    return statement


def _view(home: Home, written: Written, act: Act, item: Made, statement: Made) -> None:
    """Write that the carer agrees, or understands, now and then."""
    if home.rng.random() < 0.4 and statement["speaker_id"] != home.rows.key(home.story.carer):
        view = View.AGREE if home.rng.random() < 0.8 else View.UNDERSTAND
        facts = {"item_id": item["id"], "wording_id": item["wording_id"], "view": view, "said_at": act.at}
        home.rows.tables.add(ItemView, **facts, person_id=home.rows.key(home.story.carer))
        home.event(act, EventKind.PLAN_CHANGED, written.occasion, [written.work.child])


def kept_version(home: Home, written: Written, act: Act) -> None:
    """Keep the plan as it reads now, with what each grown-up in it says to it."""
    if not written.lines:
        return
    written.versions += 1
    day: date = act.at.date()
    version = home.rows.tables.add(
        PlanVersion,
        plan_id=written.plan["id"],
        number=written.versions,
        agreed_on=day,
        kept_by_id=home.rows.user(act.by),
    )
    for _, item in written.lines:
        home.rows.tables.add(VersionWording, version_id=version["id"], wording_id=item["wording_id"])
    asked = [number for number, part in written.members.items() if part != Part.CHILD]
    for number in asked:
        home.rows.tables.add(
            VersionAnswer,
            version_id=version["id"],
            person_id=home.rows.key(number),
            agrees=home.rng.random() < 0.88,
            knows_what_if=home.rng.choices((True, False, None), (62, 14, 24))[0],
            said_at=act.at,
        )
    home.event(act, EventKind.PLAN_AGREED, written.occasion, [written.work.child, *asked])
