"""Visits every four to six weeks; about every three months the day is gone through with child and parent.

Where parents live apart and share the week, some visits are to the second home, and a child says what Wednesdays are like.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from rock.demo.council.grammar import Scene
from rock.demo.council.loading.acts import Act
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.together.home import BABY, SPEAKS, TODDLER, Home, Work
from rock.demo.council.loading.together.pages import give_card
from rock.demo.council.loading.together.wishing import wish
from rock.demo.council.story.chance import working_day
from rock.practice.visits.facts import SlotFacts
from rock.practice.visits.models import Alone, ChildSeen, Noticed, NoticedKind, Visit, VisitPlace
from rock.practice.visits.pictures import AgeSet, pictures_for, slots_for
from rock.practice.visits.words import DAY, without_words
from rock.records.models import DayEntry, EventKind, Need, OccasionKind, Slot, Source

FIRST, RHYTHM, DAY_EVERY = (7, 14), (28, 42), timedelta(days=80)
SEEN, ALONE, DECLINED, WISHES, POINTS = 0.94, 0.74, 0.84, 0.3, 0.3
OWN_FROM, OWN_READS = 8, 0.3
AT_THE_OTHER_HOME, WEDNESDAYS = 0.25, 0.7
INTERPRETED = {True: 0.95, False: 0.3}
PLACES = (VisitPlace.HOME,) * 8 + (VisitPlace.SCHOOL, VisitPlace.OUT)
SETS = ((12, AgeSet.TWELVE), (8, AgeSet.EIGHT), (5, AgeSet.FIVE), (2, AgeSet.TWO), (0, AgeSet.BABY))


def write(home: Home, work: list[Work]) -> None:
    """Write the visits to the children whose work goes on, brothers and sisters in one go."""
    gone_through: dict[int, date] = {}
    for day in _days(home, work):
        here = {one.child: one for one in work if one.runs(day) and _can_be_seen(home, one.child, day)}
        by = next((found for child in here if (found := home.worker(child, day)) is not None), None)
        moment = home.at(day, 15, home.rng.randrange(20, 55))
        act = Act(moment + timedelta(minutes=home.rng.randint(60, 100)), by)
        if here and by is not None and home.is_past(act.at):
            _visit(home, act, here, moment.date(), gone_through)


def _days(home: Home, work: list[Work]) -> Iterator[date]:
    """Yield the days of visits from the first day of the work told until the last."""
    day = min(one.begins for one in work) + timedelta(days=home.rng.randint(*FIRST))
    last = max(one.ends or date.max for one in work)
    while day < min(last, home.known.now.date()):
        yield working_day(day)
        day += timedelta(days=home.rng.randint(*RHYTHM))


def _can_be_seen(home: Home, child: int, day: date) -> bool:
    member = home.rows.members.get(child)
    return member is not None and member["starts"] <= day and home.age(child, day) is not None


def _visit(home: Home, act: Act, here: dict[int, Work], day: date, gone_through: dict[int, date]) -> None:
    occasion = home.occasion(act, OccasionKind.VISIT, act.at - timedelta(minutes=75), signed=True)
    host = _host(home, here)
    visit = home.rows.tables.add(
        Visit,
        occasion_id=occasion["id"],
        place_kind=home.rng.choice(PLACES) if host == home.story.carer else VisitPlace.OTHER_HOME,
        interpreter=_interpreter(home, host),
        key=_key(home, act),
    )
    seen = {child: _seen(home, visit, child, day, here[child]) for child in here}
    there = [child for child, was_seen in seen.items() if was_seen]
    home.present(occasion, act, [*there, host], [one for one in here if one not in there])
    for child in there:
        told = home.scene(child, day, here[child].episode.request, host=host)
        is_day = day - gone_through.get(child, date.min) >= DAY_EVERY
        _observed(home, act, occasion, child, told, host)
        if is_day:
            gone_through[child] = day
            _day(home, act, occasion, here[child], told, host)
    home.event(act, EventKind.VISIT_RECORDED, occasion, here, happened_at=occasion["happened_at"])


def _key(home: Home, act: Act) -> UUID:
    return uuid5(NAMESPACE_URL, f"council/{home.known.seed}/{home.story.number}/{act.at.isoformat()}")


def _host(home: Home, here: dict[int, Work]) -> int:
    """Return at whose home the children are visited."""
    second = home.second_home
    if second is not None and all(map(home.moves_between, here)) and home.rng.random() < AT_THE_OTHER_HOME:
        return second
    return home.story.carer


def _interpreter(home: Home, host: int) -> str:
    """Return the language that somebody interpreted, for a parent who speaks another at home."""
    row = home.rows.people[host]
    language = row["first_language"]
    if language in {"", "English"} or home.rng.random() > INTERPRETED[row["needs_interpreter"]]:
        return ""
    return str(language)


def _seen(home: Home, visit: Made, child: int, day: date, work: Work) -> bool:
    told, rng, age = home.scene(child, day, work.episode.request), home.rng, home.age(child, day) or 0
    because = home.say(told, "seen.not") if rng.random() > SEEN else ""
    alone, why = "", ""
    if not because:
        draw = rng.random()
        alone = Alone.YES if draw < ALONE else Alone.DECLINED if draw < DECLINED else Alone.NOT_OFFERED
        alone = Alone.TOO_YOUNG if age < TODDLER else alone
        why = home.say(told, "seen.with") if alone == Alone.NOT_OFFERED else ""
        alone = Alone.DECLINED if alone == Alone.NOT_OFFERED and not why else alone
    home.rows.tables.add(
        ChildSeen,
        visit_id=visit["id"],
        child_id=home.rows.key(child),
        seen=not because,
        not_seen_because=because,
        alone=alone,
        alone_because=why,
        where="" if because else home.say(told, "seen.where"),
    )
    return not because


def _observed(home: Home, act: Act, occasion: Made, child: int, told: Scene, host: int) -> None:
    """Write what the worker saw: of a baby this is all there is."""
    slot = home.rng.choice((Slot.HOME, Slot.TEA, Slot.EVENING))
    words = home.say(told, "saw")
    if words:
        _entry(home, act, occasion, child, SlotFacts(slot, Source.WORKER, words), host)


def _day(home: Home, act: Act, occasion: Made, work: Work, told: Scene, host: int) -> None:
    age = home.age(work.child, act.at.date()) or 0
    own = age >= OWN_FROM and home.rng.random() < OWN_READS
    if age >= BABY:
        _of_the_child(home, act, occasion, work.child, told, age, host, own=own)
    if age >= SPEAKS:
        _of_wednesdays(home, act, occasion, work, host, own=own)
    _of_the_parent(home, act, occasion, work.child, told, host)
    for kind, rule, share in ((NoticedKind.STRENGTH, "strong", 0.8), (NoticedKind.WORRY, "worry", 0.6)):
        if home.rng.random() < share:
            _noticed(home, act, occasion, work.child, told, kind, rule)
    if age >= SPEAKS and home.rng.random() < WISHES:
        wished = wish(home, act, occasion, work, told)
        if wished and own:
            _own(home, act, occasion, work.child, wished)
    if own:
        give_card(home, act, work.child)


def _of_the_child(
    home: Home, act: Act, occasion: Made, child: int, told: Scene, age: int, host: int, *, own: bool
) -> None:
    """Write what the child said, or pointed to; one who hardly speaks points."""
    rng, pointed = home.rng, next(one for least, one in SETS if age >= least)
    if pointed == AgeSet.BABY:
        return
    slots = sorted(rng.sample(slots_for(pointed), rng.randint(3, 5)), key=list(Slot).index)
    for slot in slots:
        words = home.say(told, f"part_of_day.{slot}") if age >= SPEAKS and rng.random() > POINTS else ""
        shown = () if words else (rng.choice(pictures_for(pointed, slot)).key,)
        face = rng.choices((1, 2, 3, 4, 5), (6, 14, 25, 35, 20))[0] if not words or rng.random() < 0.5 else None
        facts = SlotFacts(slot, Source.CHILD, words, face=face, pictures=shown)
        said = _entry(home, act, occasion, child, facts, host)
        if own:
            _own(home, act, occasion, child, said)


def _of_wednesdays(home: Home, act: Act, occasion: Made, work: Work, host: int, *, own: bool) -> None:
    """Write what a child who moves between two homes says of the other one; neither parent reads it."""
    second, child = home.second_home, work.child
    if second is None or host == second or not home.moves_between(child) or home.rng.random() > WEDNESDAYS:
        return
    told = home.scene(child, act.at.date(), work.episode.request, host=second)
    words = home.say(told, "part_of_day.other_home")
    if words:
        slot = home.rng.choice((Slot.TEA, Slot.EVENING, Slot.BEDTIME))
        said = _entry(home, act, occasion, child, SlotFacts(slot, Source.CHILD, words), second)
        if own:
            _own(home, act, occasion, child, said)


def _own(home: Home, act: Act, occasion: Made, child: int, statement: Made) -> None:
    """Let a child read their own words on a page of their own."""
    home.share(act, statement, child, "It is theirs")
    home.rows.event(act, EventKind.WORDS_SHARED, [home.rows.key(child)], occasion_id=occasion["id"])


def _of_the_parent(home: Home, act: Act, occasion: Made, child: int, told: Scene, host: int) -> None:
    rng = home.rng
    for slot in rng.sample((Slot.BREAKFAST, Slot.READY, Slot.TEA, Slot.BEDTIME), rng.randint(1, 2)):
        need = rng.choices((Need.NOT_ASKED, Need.NEITHER, Need.MONEY, Need.CARE, Need.BOTH), (45, 25, 18, 7, 5))[0]
        short = need in {Need.MONEY, Need.BOTH}
        words = home.say(told, "pday.money" if short else "pday")
        runs_out = home.say(told, "runs_out") if short and rng.random() < 0.6 else ""
        if words:
            facts = SlotFacts(slot, Source.PARENT, words, need=need, runs_out=runs_out)
            _entry(home, act, occasion, child, facts, host)


def _entry(home: Home, act: Act, occasion: Made, child: int, facts: SlotFacts, host: int) -> Made:
    """Write what somebody says of a slot; where there are two homes it says with whom the child is then."""
    who = {Source.CHILD: child, Source.PARENT: host}.get(Source(facts.source))
    words = facts.words or without_words(facts)
    own = bool(facts.words) and facts.source != Source.WORKER
    statement = home.spoken(act, occasion, DAY, words, child, who=who, verbatim=own)
    home.rows.tables.add(
        DayEntry,
        statement_id=statement["id"],
        child_id=home.rows.key(child),
        source=facts.source,
        slot=facts.slot,
        day_kind=facts.day_kind,
        carer_id=home.rows.key(host) if home.moves_between(child) else None,
        face=facts.face,
        pictures=list(facts.pictures),
        need=facts.need,
        runs_out=facts.runs_out,
    )
    return statement


def _noticed(home: Home, act: Act, occasion: Made, child: int, told: Scene, kind: NoticedKind, rule: str) -> None:
    words = home.say(told, f"noticed.{rule}")
    shown_by = home.say(told, "noticed.shown") if kind == NoticedKind.STRENGTH else ""
    if not words or (kind == NoticedKind.STRENGTH and not shown_by):
        return
    statement = home.spoken(act, occasion, kind, words, child)
    facts = {"statement_id": statement["id"], "child_id": home.rows.key(child), "kind": kind, "shown_by": shown_by}
    home.rows.tables.add(Noticed, **facts)
