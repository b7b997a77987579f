"""An assessment with its words: six passages, given to each parent apart, answered, and decided on by a manager."""

from datetime import date, timedelta
from random import Random

from rock.demo.council.grammar import Scene
from rock.demo.council.loading.acts import Act
from rock.demo.council.loading.early_help import leads_there
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.together import agencies, reading
from rock.demo.council.loading.together.home import Home, Work
from rock.demo.council.names import full_name
from rock.practice.assessments.models import Heading, ManagerDecision, MoneyFirst, Outcome, Passage
from rock.practice.assessments.services.common import question_of
from rock.records.models import EventKind, OccasionKind

RULES = {
    Heading.DAY: "assess.day",
    Heading.STRONG: "assess.strong",
    Heading.WORRY: "assess.worry",
    Heading.MONEY: "assess.money",
    Heading.MEANING: "assess.meaning",
    Heading.NEXT: "assess.end",
}
BEFORE = timedelta(days=8)
DAYS_A_PASSAGE, LAST_WORDS = 9, timedelta(days=5)
PLACES = ("the family hub", "the school", "the health visiting service", "the youth centre")


def write(home: Home, work: Work) -> None:
    """Write the words of an assessment that was begun in the weeks that are told."""
    row = home.rows.assessments.get((work.episode.request, work.child))
    if row is None or row["started_on"] < work.begins or home.age(work.child, row["started_on"]) is None:
        return
    by = home.worker(work.child, row["started_on"])
    act = Act(home.at(row["started_on"], 11), by)
    if by is None or not home.is_past(act.at):
        return
    decided = _deciding(home, work, row)
    if row["authorised_on"] and decided is None:
        return
    occasion = home.occasion(act, OccasionKind.ASSESSMENT, signed=False)
    clock = home.rows.house.clock("assessment_census", act.at, person=home.rows.key(work.child), at=act.at)
    row |= {"occasion_id": occasion["id"], "worker_id": home.rows.user(by), "clock_id": clock["id"]}
    row["recorded_at"] = act.at
    home.event(act, EventKind.ASSESSMENT_STARTED, occasion, [work.child])
    agencies.write(home, work, act, row, occasion, decided.at if decided else None)
    if decided:
        _decided(home, work, row, occasion, decided)
        clock["stopped_at"] = decided.at
    else:
        _begun(home, work, row, occasion)


def _deciding(home: Home, work: Work, row: Made) -> Act | None:
    """Return who authorises it when, where it is authorised; None where nobody could, so that its words are not told.

    Nobody could before the request was decided, where all of it happened on one day.
    """
    day: date | None = row["authorised_on"]
    by = home.worker(work.child, _written_on(row)) if day else None
    if day is None or by is None:
        return None
    manager, at = home.decider(by, day), home.at(day, 15)
    begun = home.rows.clocks[work.episode.request, work.child]["started_at"]
    return Act(at, manager) if manager and begun <= at and home.is_past(at) else None


def _written_on(row: Made) -> date:
    day: date = max(row["authorised_on"] - BEFORE, row["started_on"])
    return day


def _begun(home: Home, work: Work, row: Made, occasion: Made) -> None:
    """Write the first passages of an assessment that is still open: the longer it runs, the more; never all of them."""
    runs = home.known.now.date() - row["started_on"]
    day = max(row["started_on"] + runs - LAST_WORDS, row["started_on"])
    by, parts = home.worker(work.child, day), min(runs.days // DAYS_A_PASSAGE, home.rng.randint(3, len(RULES) - 1))
    if by is not None and parts:
        told = home.scene(work.child, day, work.episode.request)
        _passages(home, work, Act(home.at(day, 12), by), row, occasion, told, parts)


def _decided(home: Home, work: Work, row: Made, occasion: Made, decided: Act) -> None:
    told = home.scene(work.child, row["authorised_on"], work.episode.request)
    written = Act(home.at(_written_on(row), 12), home.worker(work.child, _written_on(row)))
    passages = _passages(home, work, written, row, occasion, told)
    read = Act(written.at + timedelta(minutes=20), written.by)
    reading.write(home, work, read, row, occasion, passages, told, decided)
    _authorise(home, work, decided, row, occasion, told)


def _passages(
    home: Home, work: Work, act: Act, row: Made, occasion: Made, told: Scene, parts: int = len(RULES)
) -> list[tuple[Made, Made]]:
    """Return the first passages with their statements; the money side stands before anything is concluded."""
    found = []
    for heading, rule in list(RULES.items())[:parts]:
        ends = rule == "assess.end" and not work.episode.in_need
        words = home.say(told, "assess.end.none" if ends else rule) or AGAIN.get(heading, "")
        if not words:
            continue
        statement = home.spoken(act, occasion, question_of(heading), words, work.child)
        facts = {"assessment_id": row["id"], "heading": heading, "statement_id": statement["id"]}
        found.append((home.rows.tables.add(Passage, **facts), statement))
        if heading == Heading.MONEY:
            facts = {"assessment_id": row["id"], "statement_id": statement["id"], "at": act.at}
            home.rows.tables.add(MoneyFirst, **facts, by_id=home.rows.user(act.by))
    return found


AGAIN = {
    Heading.DAY: "The day is as it was told on the visits.",
    Heading.STRONG: "What was strong when we last wrote is strong still.",
    Heading.WORRY: "The worry is the one that we wrote down before.",
    Heading.MEANING: "What it means for the child has not changed.",
}
"""What stands under a heading that has to say something, where a family has heard every sentence."""


def _authorise(home: Home, work: Work, act: Act, row: Made, occasion: Made, told: Scene) -> None:
    said = {}
    for name, rule in (("reasons", "reasons"), ("would_change", "change"), ("family_words", "family")):
        words = home.say(told, f"decide.{rule}") or home.say(told, "decide.reasons") or DECIDED
        said[f"{name}_id"] = home.spoken(act, occasion, f"decided_{name}", words, work.child)["id"]
    home.rows.tables.add(
        ManagerDecision, assessment_id=row["id"], decided_by_id=home.rows.user(act.by), decided_at=act.at, **said
    )
    outcome = _outcome(work)
    row |= {"outcome": str(outcome), "partner_lead": partner(home.rng) if outcome == Outcome.EARLY_HELP else ""}
    home.rows.clocks[work.episode.request, work.child]["stopped_at"] = act.at
    home.event(act, EventKind.ASSESSMENT_AUTHORISED, occasion, [work.child])
    if outcome != Outcome.PLAN:
        home.closed(act, work)


DECIDED = "We decide as the visits and the answers show."


def _outcome(work: Work) -> Outcome:
    if work.episode.in_need:
        return Outcome.PLAN
    return Outcome.EARLY_HELP if leads_there(work.episode) else Outcome.NOT_IN_NEED


def partner(rng: Random) -> str:
    """Return somebody who leads the early help, and where they work."""
    name = full_name(rng, sex=rng.choice("FFM"), born=rng.randint(1964, 1998))
    return f"{name.given} {name.family}, {rng.choice(PLACES)}"
