"""A review: who came marks each slot, and what made it so is said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from rock.demo.council.loading.acts import Act
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.together.home import SPEAKS, Home
from rock.demo.council.story.chance import working_day
from rock.practice.plans.models import Review
from rock.practice.plans.queries.reviews import MARK, WHAT_CHANGED
from rock.records.models import EventKind, Mark, OccasionKind, Slot, SlotMark, Source

if TYPE_CHECKING:
    from rock.demo.council.loading.together.planning import Written

BETWEEN = (70, 92)
CHILD_COMES, PARENT_COMES, WITH_WORDS = 0.75, 0.9, 0.3
MARKS = (Mark.BETTER, Mark.SAME, Mark.HARDER, Mark.NOT_KNOWN)
SHARES, STANDING_STILL = (40, 34, 14, 12), (0, 74, 0, 26)
STUCK, STUCK_SINCE = 0.08, timedelta(days=110)
"""For how many children nothing moves, in the reviews of how long: what the clock finds after 90 days."""
RULES = {Source.CHILD: "mark.child", Source.PARENT: "mark.parent"}
SAID = (Mark.BETTER, Mark.SAME, Mark.HARDER)


def review(home: Home, written: Written, act: Act, *, since: date) -> None:
    """Write one review; nobody marks who was not there."""
    child, rng = written.work.child, home.rng
    happened = act.at - timedelta(minutes=50)
    occasion = home.occasion(act, OccasionKind.REVIEW, happened, signed=True)
    asked = _asked(home, written, act)
    home.present(occasion, act, asked.values(), [] if Source.CHILD in asked else [child])
    for slot in sorted(rng.sample(list(Slot), 3), key=list(Slot).index):
        for source, who in (*asked.items(), (Source.WORKER, None)):
            _mark(home, written, act, occasion, slot, source, who)
    words = home.say(written.told, "review.changed") if rng.random() < 0.7 else ""
    changed = home.spoken(act, occasion, WHAT_CHANGED, words, child, verbatim=False) if words else None
    next_on = working_day(act.at.date() + timedelta(days=rng.randint(*BETWEEN)))
    written.plan["review_on"] = next_on
    home.rows.tables.add(
        Review,
        occasion_id=occasion["id"],
        plan_id=written.plan["id"],
        since=since,
        what_changed_id=changed["id"] if changed else None,
        next_on=next_on,
    )
    home.event(act, EventKind.REVIEW_HELD, occasion, [child], happened_at=happened)


def _asked(home: Home, written: Written, act: Act) -> dict[Source, int]:
    """Return who of the child and the carer took part, as what."""
    found, child = {}, written.work.child
    if (home.age(child, act.at.date()) or 0) >= SPEAKS and home.rng.random() < CHILD_COMES:
        found[Source.CHILD] = child
    if home.rng.random() < PARENT_COMES:
        found[Source.PARENT] = home.story.carer
    return found


def _shares(home: Home, child: int, day: date) -> tuple[int, ...]:
    """Return how often each mark is chosen on a day about a child."""
    lately = day > home.known.now.date() - STUCK_SINCE
    return STANDING_STILL if lately and home.known.chance(f"stuck/{child}").random() < STUCK else SHARES


def _mark(home: Home, written: Written, act: Act, occasion: Made, slot: Slot, source: Source, who: int | None) -> None:
    child = written.work.child
    mark = home.rng.choices(MARKS, _shares(home, child, act.at.date()))[0]
    speaks = who is not None and home.rng.random() < WITH_WORDS and mark in SAID
    words = home.say(written.told, f"{RULES[source]}.{mark}") if speaks else ""
    said = words or f"Chose “{mark.label}”"
    statement = home.spoken(act, occasion, MARK, said, child, who=who, verbatim=bool(words))
    home.rows.tables.add(
        SlotMark,
        occasion_id=occasion["id"],
        child_id=home.rows.key(child),
        source=source,
        person_id=None if who is None else home.rows.key(who),
        staff_id=home.rows.user(act.by) if who is None else None,
        slot=slot,
        mark=mark,
        statement_id=statement["id"],
        recorded_at=act.at,
    )
