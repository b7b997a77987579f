"""A child's plan as it was written, shared, agreed, and looked at again every ten to thirteen weeks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from rock.demo.council.grammar import Scene
from rock.demo.council.loading.acts import Act
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.together.assessing import partner
from rock.demo.council.loading.together.home import SPEAKS, Home, Work
from rock.demo.council.loading.together.items import Line, kept_version, line
from rock.demo.council.loading.together.promising import Promised, promise, settle
from rock.demo.council.loading.together.reviewing import BETWEEN, review
from rock.demo.council.story.chance import working_day
from rock.practice.plans.models import ItemKind, Part, Plan, PlanMember, PlanStanding, Standing
from rock.reach.models import Grant
from rock.records.models import EventKind, OccasionKind, PromiseState

MOST_OPEN = 6
HANDED_ON = timedelta(minutes=15)
PUT_OFF, PUT_OFF_SINCE = 0.25, timedelta(days=9)
"""How many of the last days' reviews were put off, and wait to be held."""
NO_LONGER = "The work is done, so this is no longer needed."
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
    readers: dict[int, list[int]] = field(default_factory=dict)
    settled: date = date.min
    versions: int = 0


def write(home: Home, work: Work) -> None:
    """Write the plan of an episode, or of the early help after it, that has one."""
    spans = _spans(home, work)
    if not spans:
        return
    start = spans[0][0]
    by = home.worker(work.child, start)
    act = Act(home.at(start, 16 if work.early_help else 14), home.known.staff.hub_manager if by is None else by)
    if home.is_past(act.at) and home.age(work.child, start) is not None:
        written = _started(home, work, act, spans)
        _rounds(home, written, act)


def _spans(home: Home, work: Work) -> list[tuple[date, Standing, Made | None]]:
    """Return from when the plan stood as what, with the census's row, in order and each from a day of its own."""
    if work.early_help and work.episode.closed:
        return [(work.episode.closed, Standing.EARLY_HELP, None)]
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
        lead_id=None if work.early_help else home.rows.user(act.by),
        partner_lead=_partner_lead(home, work) if work.early_help else "",
        started_on=day,
        review_on=_first_review(home, work, day),
        recorded_at=act.at,
    )
    members = {home.story.carer: Part.PARENT, work.child: Part.CHILD}
    if home.nan:
        members[home.nan.number] = Part.NETWORK
        _reached(home, work, home.nan.number, act)
    for number, part in members.items():
        facts = {"plan_id": plan["id"], "person_id": home.rows.key(number), "part": part, "starts": act.at}
        home.rows.tables.add(PlanMember, **facts, added_by_id=home.rows.user(act.by))
        home.event(act, EventKind.PLAN_CHANGED, occasion, dict.fromkeys((work.child, number)))
    home.event(act, EventKind.PLAN_STARTED, occasion, [work.child])
    _standings(home, work, plan, occasion, act, spans)
    _handed_on(home, work, plan, occasion, act)
    return Written(work, plan, occasion, members, home.scene(work.child, day, work.episode.request))


def _partner_lead(home: Home, work: Work) -> str:
    """Return who leads the early help: whom the assessment named, where its words are told."""
    row = home.rows.assessments.get((work.episode.request, work.child))
    return str(row["partner_lead"] if row and row["partner_lead"] else partner(home.rng))


def _first_review(home: Home, work: Work, day: date) -> date:
    """Return the day of the first review that is told: of older plans those of the last year alone."""
    while (day := working_day(day + timedelta(days=home.rng.randint(*BETWEEN)))) < work.begins:
        pass
    return day


def _standings(
    home: Home, work: Work, plan: Made, occasion: Made, act: Act, spans: list[tuple[date, Standing, Made | None]]
) -> None:
    """Write how it stood: each standing ends where the next begins, the last with the work."""
    ends = [start for start, _, _ in spans[1:]] + [work.ends]
    referral = None if work.early_help else home.rows.referrals[work.episode.request, work.child]["id"]
    for (start, standing, cin), end in zip(spans, ends, strict=True):
        if start > act.at.date():
            by = home.worker(work.child, start)
            act = Act(home.at(start, 17), home.known.staff.hub_manager if by is None else by)
            home.event(act, EventKind.PLAN_STANDING, occasion, [work.child])
        if cin:
            cin["recorded_at"] = act.at
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


def _handed_on(home: Home, work: Work, plan: Made, occasion: Made, act: Act) -> None:
    """Let each next worker of the child lead the plan, from their first morning; a partner goes on leading."""
    if plan["lead_id"] is None:
        return
    for one in home.rows.given_to.get(work.child, ()):
        key, moment = home.rows.user(one.worker), one.act.at + HANDED_ON
        if act.at < moment and (work.ends is None or moment.date() < work.ends) and key != plan["lead_id"]:
            plan["lead_id"] = key
            home.event(Act(moment, one.act.by), EventKind.PLAN_CHANGED, occasion, [work.child])


def _reached(home: Home, work: Work, person: int, since: Act) -> None:
    """Let the child's worker and second person reach somebody outside the family, while they write the plan with us."""
    ends = home.at(work.ends, 9) if work.ends else None
    for one in home.rows.given_to.get(work.child, ()):
        for grants in one.grants:
            over = min((at for at in (grants[0]["ends"], ends) if at), default=None)
            act = max(one.act, since, key=lambda each: each.at)
            if over is None or act.at < over:
                held = {name: grants[0][name] for name in ("capacity", "basis", "source", "user_id")}
                facts = {"starts": act.at, "ends": over, "given_by_id": home.rows.user(act.by)}
                home.rows.tables.add(Grant, person_id=home.rows.key(person), **held, **facts)


def _rounds(home: Home, written: Written, act: Act) -> None:
    """Write the plan at its start, look at it again until now, and end it with the work."""
    work, last = written.work, act.at
    _first_lines(home, written, act)
    _promises(home, written, act, home.rng.randint(3, 4))
    kept_version(home, written, act)
    for day in _reviews(home, written):
        by = home.worker(work.child, day)
        now = Act(home.at(day, 16), home.known.staff.hub_manager if by is None else by)
        settle(home, written, until=now.at)
        review(home, written, now, since=last.date())
        _promises(home, written, now, home.rng.randint(1, 2))
        kept_version(home, written, now)
        last = now.at
    settle(home, written, until=home.known.now if not work.ends else home.at(work.ends - timedelta(days=1), 9))
    if work.ends:
        _ended(home, written)


def _reviews(home: Home, written: Written) -> Iterator[date]:
    """Yield the day of each review, which the one before it named, as long as the plan goes on."""
    today = home.known.now.date()
    waits = home.known.chance(f"put off/{written.work.child}").random() < PUT_OFF and written.work.ends is None
    last = min(written.work.ends or date.max, today - PUT_OFF_SINCE if waits else today)
    while (day := written.plan["review_on"]) < last:
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
            over = home.say(written.told, "promise.over") or NO_LONGER
            one.close(home, written, act, PromiseState.DROPPED, over)
    words = home.say(written.told, "plan.ended")
    said = home.spoken(act, written.occasion, "plan_ended", words or "The work is done.", work.child)
    written.plan |= {
        "ended_on": work.ends,
        "ended_because_id": said["id"],
        "partner_lead": written.plan["partner_lead"] or home.rng.choice(PARTNERS),
    }
    home.event(act, EventKind.PLAN_ENDED, written.occasion, [work.child])
    if not work.early_help:
        home.closed(act, work)
