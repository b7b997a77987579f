"""A child's plan as it was written, shared, agreed, and looked at again every ten to thirteen weeks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from rock.demo.council.grammar import Scene
from rock.demo.council.loading.acts import Act
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.together.home import SPEAKS, Home, Work
from rock.demo.council.loading.together.items import Line, kept_version, line
from rock.demo.council.loading.together.promising import Promised, promise, settle
from rock.demo.council.loading.together.reviewing import review
from rock.demo.council.story.chance import working_day
from rock.practice.plans.models import ItemKind, Part, Plan, PlanMember, PlanStanding, Standing
from rock.records.models import EventKind, OccasionKind, PromiseState

BETWEEN, MOST_OPEN = (70, 92), 6
PARTNERS = ("The school’s family worker", "The health visitor", "The family hub", "The early help team")


@dataclass(slots=True)
class Written:
    """A plan so far: its rows, its lines, its promises, and who is in it."""

    work: Work
    plan: Made
    occasion: Made
    members: dict[int, Part]
    told: Scene
    lines: list[Line] = field(default_factory=list)
    promises: list[Promised] = field(default_factory=list)
    versions: int = 0


def write(home: Home, work: Work) -> None:
    """Write the plan of an episode that has one."""
    spans = _spans(home, work)
    if not spans:
        return
    start = spans[0][0]
    by = home.worker(work.child, start)
    act = Act(home.at(start, 14), home.known.staff.hub_manager if by is None else by)
    if home.is_past(act.at) and home.age(work.child, start) is not None:
        written = _started(home, work, act, spans)
        _rounds(home, written, act)


def _spans(home: Home, work: Work) -> list[tuple[date, Standing, Made | None]]:
    """Return from when the plan stood as what, with the census's row, in order and each from a day of its own."""
    cin = home.rows.cin_plans.get((work.episode.request, work.child), [])
    found: list[tuple[date, Standing, Made | None]] = [(row["started_on"], Standing.IN_NEED, row) for row in cin]
    found += [(one.start, Standing.PROTECTION, None) for one in work.episode.plans]
    return sorted(found, key=lambda one: (one[0], one[1]))


def _started(home: Home, work: Work, act: Act, spans: list[tuple[date, Standing, Made | None]]) -> Written:
    occasion = home.occasion(act, OccasionKind.PLAN, signed=False)
    day = act.at.date()
    plan = home.rows.tables.add(
        Plan,
        family_id=home.rows.family_key,
        child_id=home.rows.key(work.child),
        occasion_id=occasion["id"],
        lead_id=home.rows.user(home.worker(work.child, home.known.now.date()) or act.by),
        started_on=day,
        review_on=day + timedelta(days=BETWEEN[1]),
        recorded_at=act.at,
    )
    members = {home.story.carer: Part.PARENT, work.child: Part.CHILD}
    if home.nan:
        members[home.nan.number] = Part.NETWORK
    for number, part in members.items():
        facts = {"plan_id": plan["id"], "person_id": home.rows.key(number), "part": part, "starts": act.at}
        home.rows.tables.add(PlanMember, **facts, added_by_id=home.rows.user(act.by))
    _standings(home, work, plan, act, spans)
    home.event(act, EventKind.PLAN_STARTED, occasion, [work.child])
    return Written(work, plan, occasion, members, home.scene(work.child, day, work.episode.request))


def _standings(home: Home, work: Work, plan: Made, act: Act, spans: list[tuple[date, Standing, Made | None]]) -> None:
    """Write how it stood: each standing ends where the next begins, the last with the work."""
    ends = [start for start, _, _ in spans[1:]] + [work.ends]
    referral = home.rows.referrals[work.episode.request, work.child]["id"]
    for (start, standing, cin), end in zip(spans, ends, strict=True):
        home.rows.tables.add(
            PlanStanding,
            plan_id=plan["id"],
            standing=standing,
            starts=start,
            ends=end,
            referral_id=referral,
            cin_plan_id=cin["id"] if cin else None,
            decided_by_id=home.rows.user(act.by),
        )


def _rounds(home: Home, written: Written, act: Act) -> None:
    """Write the plan at its start, look at it again until now, and end it with the work."""
    work, last = written.work, act.at
    _first_lines(home, written, act)
    _promises(home, written, act, home.rng.randint(3, 4))
    kept_version(home, written, act)
    for day in _reviews(home, written):
        by = home.worker(work.child, day)
        now = Act(home.at(day, 16), by)
        if by is None or not home.is_past(now.at):
            continue
        settle(home, written, until=now.at)
        review(home, written, now, since=last.date())
        _promises(home, written, now, home.rng.randint(1, 2))
        kept_version(home, written, now)
        last = now.at
    settle(home, written, until=home.known.now if not work.ends else home.at(work.ends - timedelta(days=1), 9))
    if work.ends:
        _ended(home, written)


def _reviews(home: Home, written: Written) -> Iterator[date]:
    """Yield the reviews of the weeks that are told; the next one to come stands on the plan."""
    work, day = written.work, written.plan["started_on"]
    while True:
        day = working_day(day + timedelta(days=home.rng.randint(*BETWEEN)))
        written.plan["review_on"] = day
        if day >= (work.ends or date.max) or day >= home.known.now.date():
            return
        if day >= work.begins:
            yield day


def _first_lines(home: Home, written: Written, act: Act) -> None:
    child, carer = written.work.child, home.story.carer
    speaks = (home.age(child, act.at.date()) or 0) >= SPEAKS
    good = ("plan.good", child) if speaks else ("plan.good.parent", carer)
    for kind, (rule, who) in (
        (ItemKind.GOOD_DAY, good),
        (ItemKind.WORRY, ("plan.worry", None)),
        (ItemKind.STRONG, ("plan.strong", carer)),
    ):
        line(home, written, act, kind, home.say(written.told, rule), who=who)
    if home.rng.random() < 0.8:
        condition = home.say(written.told, "plan.if").rstrip(".")
        line(home, written, act, ItemKind.WHAT_IF, home.say(written.told, "plan.then"), condition=condition)
    if home.rng.random() < 0.85:
        when = act.at.date() + timedelta(days=home.rng.randint(90, 180))
        line(home, written, act, ItemKind.NOTHING_CHANGES, home.say(written.told, "plan.nothing"), due_on=when)


def _promises(home: Home, written: Written, act: Act, count: int) -> None:
    """Write promises, never so many that nobody could hold them in their head."""
    standing = sum(one.row["state"] == PromiseState.OPEN for one in written.promises)
    for _ in range(min(count, MOST_OPEN - standing)):
        promise(home, written, act)


def _ended(home: Home, written: Written) -> None:
    """End the plan on the day before the work, in words for the family, with somebody who stays."""
    work = written.work
    if work.ends is None:
        return
    by = home.worker(work.child, work.ends - timedelta(days=1)) or home.known.staff.hub_manager
    act = Act(home.at(work.ends, 9), by)
    for one in written.promises:
        if one.row["state"] == PromiseState.OPEN:
            one.close(home, written, act, PromiseState.DROPPED, home.say(written.told, "promise.over"))
    words = home.say(written.told, "plan.ended")
    said = home.spoken(act, written.occasion, "plan_ended", words or "The work is done.", work.child)
    written.plan |= {
        "ended_on": work.ends,
        "ended_because_id": said["id"],
        "partner_lead": home.rng.choice(PARTNERS),
    }
    home.event(act, EventKind.PLAN_ENDED, written.occasion, [work.child])
