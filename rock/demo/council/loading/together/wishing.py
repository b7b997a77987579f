"""What a child wants different, and the answer: mostly within days, now and then late, and never after the work has ended.

A few of the last weeks have had no answer yet, so that what stands still is found.
"""

from datetime import datetime, timedelta

from rock.demo.council.grammar import Scene
from rock.demo.council.loading.acts import Act
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.together.home import Home, Work
from rock.demo.council.story.chance import working_day
from rock.practice.visits.services.wishes import ANSWER_TO_OWN_WISH
from rock.practice.visits.words import WISH, WISH_ANSWER
from rock.records.models import EventKind, OccasionKind, Wish

DAYS = ((1, 4, 5), (5, 9, 3), (10, 20, 2), (21, 40, 1))
"""Days to the answer: from, to, and how often."""
FORGOTTEN, FOUND_WITHIN = 0.14, timedelta(days=35)
"""How often nobody answers, and within what time the clock has brought it back to somebody who does."""


def wish(home: Home, act: Act, occasion: Made, work: Work, told: Scene) -> Made | None:
    """Return a wish of a child, written with its clock, and with the answer as far as it has come; None where all is said."""
    words = home.say(told, "wish")
    if not words:
        return None
    child = home.rows.key(work.child)
    statement = home.spoken(act, occasion, WISH, words, work.child, who=work.child)
    begun = occasion["happened_at"]
    clock = home.rows.house.clock("wish", begun, person=child, at=act.at)
    row = home.rows.tables.add(Wish, statement_id=statement["id"], child_id=child, clock_id=clock["id"])
    answered = _answered(home, act, work)
    by = home.worker(work.child, answered.date())
    said = home.say(told, "wish.done")
    recent = act.at > home.known.now - FOUND_WITHIN
    forgotten = work.ends is None and home.rng.random() < FORGOTTEN and recent
    if home.is_past(answered) and by is not None and said and not forgotten:
        _answer(home, Act(answered, by), work.child, statement, said, row)
        clock["stopped_at"] = answered
    return statement


def _answered(home: Home, act: Act, work: Work) -> datetime:
    low, high, _ = home.rng.choices(DAYS, [share for _, _, share in DAYS])[0]
    day = working_day(act.at.date() + timedelta(days=home.rng.randint(low, high)))
    if work.ends and day >= work.ends:
        return max(home.at(work.ends - timedelta(days=1), 18), act.at + timedelta(minutes=20))
    return home.at(day, 10, home.rng.randrange(60))


def _answer(home: Home, act: Act, child: int, wished: Made, words: str, row: Made) -> None:
    occasion = home.occasion(act, OccasionKind.MESSAGE, signed=False)
    said = home.spoken(act, occasion, WISH_ANSWER, words, child, replies_to_id=wished["id"])
    home.share(act, said, child, ANSWER_TO_OWN_WISH)
    row |= {"answer_id": said["id"], "answered_at": act.at}
    home.rows.event(act, EventKind.WISH_ANSWERED, [home.rows.key(child)], occasion_id=occasion["id"])
