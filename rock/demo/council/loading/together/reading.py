"""The family reads an assessment, each apart, and answers it passage by passage at their door or to the worker."""

from datetime import date, datetime, timedelta

from rock.demo.council.grammar import Scene
from rock.demo.council.loading.acts import Act, at_their_door
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.together.home import Home, Work
from rock.practice.assessments.models import FamilyView, PassageAnswer, Reading
from rock.practice.assessments.services.common import ANSWER
from rock.records.models import EventKind

TO_ANSWER = timedelta(days=5)
VIEWS = (FamilyView.RIGHT, FamilyView.NOT_RIGHT, FamilyView.LIKE_THIS)
NOT_SAFE = "Reading it would tell them where the family lives now"
Passages = list[tuple[Made, Made]]


def write(
    home: Home, work: Work, act: Act, row: Made, occasion: Made, passages: Passages, told: Scene, decided: Act
) -> None:
    """Give it to each grown-up with parental responsibility, or write why not; most carers answer."""
    kept_apart = any(stay.hidden for stay in home.story.stays)
    for place, number in enumerate(_responsible(home, work.child)):
        facts = {"assessment_id": row["id"], "person_id": home.rows.key(number), "given_by_id": home.rows.user(act.by)}
        if kept_apart and number != home.story.carer:
            home.rows.tables.add(Reading, **facts, not_given_because=NOT_SAFE)
            continue
        until = max(min((act.at + TO_ANSWER).date(), row["authorised_on"] - timedelta(days=1)), act.at.date())
        reading = home.rows.tables.add(Reading, **facts, given_at=act.at, answer_by=until)
        for _, statement in passages:
            home.share(act, statement, number, "Given to read and answer")
        home.event(act, EventKind.ASSESSMENT_SHARED, occasion, [work.child, number], family_id=None)
        answers = home.rng.random() < (0.75 if number == home.story.carer else 0.4)
        if answers or until >= decided.at.date():
            # Each at a minute of their own: two who answer at one moment could not be told apart.
            at = _moment(home, act, until, decided.at) - timedelta(minutes=place)
            _answers(home, work, _by(home, number, at, act), number, occasion, passages, told)
            reading["finished_at"] = at


def _moment(home: Home, act: Act, until: date, decided: datetime) -> datetime:
    """Return when somebody answers: on one of the days that they were given, before the decision."""
    days = home.rng.randint(0, (until - act.at.date()).days)
    return min(act.at + timedelta(days=days, minutes=25 if days == 0 else 200), decided - timedelta(minutes=10))


def _by(home: Home, number: int, at: datetime, read: Act) -> Act:
    """Return who writes the answer down: the reader at their own door, where it stands open; else the worker."""
    door = home.rows.doors.get(number)
    return Act(at, at_their_door(number) if door and door["opened_at"] < at else read.by)


def _responsible(home: Home, child: int) -> list[int]:
    ties = (one for one in home.story.ties if one.to == child and one.parental_responsibility)
    return list(dict.fromkeys(one.person for one in ties if (one.person, child) in home.known.related))


def _answers(home: Home, work: Work, act: Act, number: int, occasion: Made, passages: Passages, told: Scene) -> None:
    for passage, read in passages:
        view = home.rng.choices(VIEWS, (78, 9, 13))[0]
        words = "" if view == FamilyView.RIGHT else home.say(told, f"answer.{view}")
        facts = {"who": number, "replies_to_id": read["id"]}
        said = home.spoken(act, occasion, ANSWER, words, work.child, **facts) if words else None
        home.rows.tables.add(
            PassageAnswer,
            passage_id=passage["id"],
            read_id=read["id"],
            person_id=home.rows.key(number),
            view=view if words else FamilyView.RIGHT,
            statement_id=said["id"] if said else None,
            answered_at=act.at,
        )
        home.event(act, EventKind.ASSESSMENT_ANSWERED, occasion, [work.child, number], family_id=None)
