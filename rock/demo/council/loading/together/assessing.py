"""An assessment with its words: six passages, given to each parent apart, answered, and decided on by a manager."""

from datetime import date, datetime, timedelta

from rock.demo.council.grammar import Scene
from rock.demo.council.loading.acts import Act
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.together.home import Home, Work
from rock.practice.assessments.models import (
    FamilyView,
    Heading,
    ManagerDecision,
    MoneyFirst,
    Outcome,
    Passage,
    PassageAnswer,
    Reading,
)
from rock.practice.assessments.services.common import ANSWER, question_of
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
TO_ANSWER = timedelta(days=5)
VIEWS = (FamilyView.RIGHT, FamilyView.NOT_RIGHT, FamilyView.LIKE_THIS)
NOT_SAFE = "Reading it would tell them where the family lives now"


def write(home: Home, work: Work) -> None:
    """Write the words of an assessment that was begun in the weeks that are told."""
    row = home.rows.assessments.get((work.episode.request, work.child))
    if row is None or row["started_on"] < work.begins or home.age(work.child, row["started_on"]) is None:
        return
    by = home.worker(work.child, row["started_on"])
    act = Act(home.at(row["started_on"], 11), by)
    if by is None or not home.is_past(act.at):
        return
    occasion = home.occasion(act, OccasionKind.ASSESSMENT, signed=False)
    clock = home.rows.house.clock("assessment_census", act.at, person=home.rows.key(work.child), at=act.at)
    row |= {"occasion_id": occasion["id"], "worker_id": home.rows.user(by), "clock_id": clock["id"]}
    home.event(act, EventKind.ASSESSMENT_STARTED, occasion, [work.child])
    if row["authorised_on"]:
        _decided(home, work, row, occasion, clock)


def _decided(home: Home, work: Work, row: Made, occasion: Made, clock: Made) -> None:
    day: date = row["authorised_on"]
    told = home.scene(work.child, day, work.episode.request)
    written = max(home.at(day - BEFORE, 9), home.at(row["started_on"], 12))
    by = home.worker(work.child, written.date())
    if by is None:
        return
    passages = _passages(home, work, Act(written, by), row, occasion, told)
    _read(home, work, Act(written + timedelta(minutes=20), by), row, occasion, passages, told)
    manager = home.manager(by, day)
    decided = Act(max(home.at(day, 15), written + timedelta(hours=1)), manager)
    _authorise(home, work, decided, row, occasion, told)
    clock["stopped_at"] = decided.at


def _passages(home: Home, work: Work, act: Act, row: Made, occasion: Made, told: Scene) -> list[tuple[Made, Made]]:
    """Return the passages with their statements; the money side stands before anything is concluded."""
    found = []
    for heading, rule in RULES.items():
        ends = rule == "assess.end" and not work.episode.in_need
        words = home.say(told, "assess.end.none" if ends else rule)
        if not words:
            continue
        statement = home.spoken(act, occasion, question_of(heading), words, work.child)
        facts = {"assessment_id": row["id"], "heading": heading, "statement_id": statement["id"]}
        found.append((home.rows.tables.add(Passage, **facts), statement))
        if heading == Heading.MONEY:
            facts = {"assessment_id": row["id"], "statement_id": statement["id"], "at": act.at}
            home.rows.tables.add(MoneyFirst, **facts, by_id=home.rows.user(act.by))
    return found


def _read(
    home: Home, work: Work, act: Act, row: Made, occasion: Made, passages: list[tuple[Made, Made]], told: Scene
) -> None:
    """Give it to each grown-up with parental responsibility, or write why not; most carers answer."""
    decided = home.at(row["authorised_on"], 15)
    kept_apart = any(stay.hidden for stay in home.story.stays)
    for number in _responsible(home, work.child):
        facts = {"assessment_id": row["id"], "person_id": home.rows.key(number), "given_by_id": home.rows.user(act.by)}
        if kept_apart and number != home.story.carer:
            home.rows.tables.add(Reading, **facts, not_given_because=NOT_SAFE)
            continue
        until = min((act.at + TO_ANSWER).date(), row["authorised_on"])
        reading = home.rows.tables.add(Reading, **facts, given_at=act.at, answer_by=until)
        for _, statement in passages:
            home.share(act, statement, number, "Given to read and answer")
        home.event(act, EventKind.ASSESSMENT_SHARED, occasion, [work.child, number])
        if home.rng.random() < (0.75 if number == home.story.carer else 0.4):
            at = min(act.at + timedelta(days=home.rng.randint(1, 4), hours=3), decided - timedelta(minutes=30))
            _answers(home, work, max(at, act.at), number, occasion, passages, told)
            reading["finished_at"] = max(at, act.at)


def _responsible(home: Home, child: int) -> list[int]:
    ties = (one for one in home.story.ties if one.to == child and one.parental_responsibility)
    return list(dict.fromkeys(one.person for one in ties if (one.person, child) in home.known.related))


def _answers(
    home: Home,
    work: Work,
    at: datetime,
    number: int,
    occasion: Made,
    passages: list[tuple[Made, Made]],
    told: Scene,
) -> None:
    act = Act(at, None)
    for passage, read in passages:
        view = home.rng.choices(VIEWS, (78, 9, 13))[0]
        words = "" if view == FamilyView.RIGHT else home.say(told, f"answer.{view}")
        view = view if words else FamilyView.RIGHT
        said = (
            home.spoken(act, occasion, ANSWER, words, work.child, who=number, replies_to_id=read["id"])
            if words
            else None
        )
        home.rows.tables.add(
            PassageAnswer,
            passage_id=passage["id"],
            read_id=read["id"],
            person_id=home.rows.key(number),
            view=view,
            statement_id=said["id"] if said else None,
            answered_at=at,
        )
        home.event(act, EventKind.ASSESSMENT_ANSWERED, occasion, [work.child, number])


def _authorise(home: Home, work: Work, act: Act, row: Made, occasion: Made, told: Scene) -> None:
    said = {}
    for name, rule in (("reasons", "reasons"), ("would_change", "change"), ("family_words", "family")):
        words = home.say(told, f"decide.{rule}") or home.say(told, "decide.reasons")
        if not words:
            return
        said[f"{name}_id"] = home.spoken(act, occasion, f"decided_{name}", words, work.child)["id"]
    home.rows.tables.add(
        ManagerDecision, assessment_id=row["id"], decided_by_id=home.rows.user(act.by), decided_at=act.at, **said
    )
    row["outcome"] = str(_outcome(work))
    home.event(act, EventKind.ASSESSMENT_AUTHORISED, occasion, [work.child])


def _outcome(work: Work) -> Outcome:
    if work.episode.in_need:
        return Outcome.PLAN
    return Outcome.NOT_IN_NEED
