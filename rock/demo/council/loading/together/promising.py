"""Promises by parents, workers, agencies and grandmothers, and what became of each by its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from rock.demo.council.loading.acts import Act
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.together.home import Home
from rock.demo.council.loading.together.items import SAID, line, wording
from rock.demo.council.story.chance import working_day
from rock.practice.plans.models import ItemKind
from rock.records.models import EventKind, Promise, PromiseState, ServiceAnswer, ServiceAsked, Slot

if TYPE_CHECKING:
    from rock.demo.council.loading.together.planning import Written

AGENCIES = ("Housing team", "School nursing", "The school", "Youth club", "Counselling service", "Money advice")
OWNERS = (("parent", 40), ("worker", 28), ("agency", 22), ("nan", 10))
BECAME: dict[str, tuple[tuple[PromiseState | None, float], ...]] = {
    "parent": ((PromiseState.KEPT, 66), (PromiseState.CARRIED, 15), (PromiseState.TAKEN_BACK, 5), (None, 14)),
    "worker": ((PromiseState.KEPT, 68), (PromiseState.CARRIED, 17), (PromiseState.DROPPED, 5), (None, 10)),
    "agency": ((PromiseState.KEPT, 44), (PromiseState.CARRIED, 18), (PromiseState.DROPPED, 6), (None, 32)),
    "nan": ((PromiseState.KEPT, 82), (PromiseState.CARRIED, 8), (None, 10)),
}
"""What becomes of a promise by its owner, and how often; None: it is late for two months, and then kept."""
LONG = timedelta(days=60)
WORDS = {
    PromiseState.KEPT: "promise.word",
    PromiseState.CARRIED: "promise.later",
    PromiseState.DROPPED: "promise.over",
    PromiseState.TAKEN_BACK: "promise.back",
}


@dataclass(slots=True)
class Promised:
    """A promise as it stands, with its line, whose it is, who worded it, and the service that was asked with it."""

    row: Made
    item: Made
    owner: str
    who: int | None
    asked: Made | None = None

    def close(self, home: Home, written: Written, act: Act, state: PromiseState, word: str) -> None:
        """Close it, in its owner's words."""
        self.row |= {"state": str(state), "closed_on": act.at.date(), "closed_word": word}
        people = [written.work.child] + ([] if self.who is None else [self.who])
        home.event(act, EventKind.PROMISE_CLOSED, written.occasion, people)


def promise(home: Home, written: Written, act: Act) -> None:
    """Write one promise and its line."""
    rng = home.rng
    kinds = [one for one in OWNERS if one[0] != "nan" or home.nan]
    owner = rng.choices([kind for kind, _ in kinds], [share for _, share in kinds])[0]
    words = home.say(written.told, f"plan.{owner}")[:300]
    if not words:
        return
    who = {"parent": home.story.carer, "nan": home.nan.number if home.nan else None}.get(owner)
    facts: dict[str, Any] = {
        "due_on": working_day(act.at.date() + timedelta(days=rng.randint(12, 70))),
        "slot": rng.choice((Slot.BREAKFAST, Slot.READY, Slot.SCHOOL, Slot.TEA, Slot.BEDTIME, Slot.NIGHT)),
        "owner_id": None if who is None else home.rows.key(who),
        "owner_staff_id": home.rows.user(act.by) if owner == "worker" else None,
        "owner_agency": rng.choice(AGENCIES) if owner == "agency" else "",
    }
    row = _row(home, written, act, words, who, facts)
    item = line(home, written, act, ItemKind.PROMISE, words, who=who, promise=row, **facts)
    if item:
        asks = owner == "agency" and rng.random() < 0.6
        asked = _asked(home, act, row, facts["owner_agency"]) if asks else None
        written.promises.append(Promised(row, item, owner, who, asked))


def _row(home: Home, written: Written, act: Act, words: str, who: int | None, facts: dict[str, Any]) -> Made:
    return home.rows.tables.add(
        Promise,
        family_id=home.rows.family_key,
        made_on_id=written.occasion["id"],
        child_id=home.rows.key(written.work.child),
        what=words,
        idea_of_id=None if who is None else home.rows.key(who),
        idea_of_staff_id=home.rows.user(act.by) if who is None else None,
        recorded_at=act.at,
        **facts,
    )


def _asked(home: Home, act: Act, row: Made, agency: str) -> Made | None:
    """Return that a service was asked with it, and what it answered so far."""
    asked = act.at.date() + timedelta(days=1)
    answered = asked + timedelta(days=home.rng.randint(3, 40))
    answer = home.rng.choice((ServiceAnswer.YES, ServiceAnswer.WAITING_LIST, ServiceAnswer.NO))
    facts: dict[str, Any] = {}
    if answered < home.known.now.date():
        wait = answered + timedelta(days=84) if answer == ServiceAnswer.WAITING_LIST else None
        facts = {"answer": answer, "answered_on": answered, "waits_until": wait}
    if asked >= home.known.now.date():
        return None
    return home.rows.tables.add(ServiceAsked, promise_id=row["id"], service=agency, asked_on=asked, **facts)


def settle(home: Home, written: Written, *, until: datetime) -> None:
    """Write what became of the open promises whose day came before a moment."""
    for one in written.promises:
        if one.row["state"] == PromiseState.OPEN and one.row["due_on"] < until.date():
            _settle(home, written, one, until)
    written.settled = until.date()


def _settle(home: Home, written: Written, one: Promised, until: datetime) -> None:
    rng = home.rng
    options = BECAME[one.owner]
    state = rng.choices([state for state, _ in options], [share for _, share in options])[0]
    due = one.row["due_on"]
    if state is None:
        day, state = working_day(due + LONG), PromiseState.KEPT
    else:
        day = working_day(due - timedelta(days=rng.randint(0, 6)))
    day = max(day, working_day(written.settled + timedelta(days=1)) if written.promises else day)
    act = Act(home.at(day, 13), home.worker(written.work.child, day))
    if act.by is None or act.at >= until or act.at <= one.row["recorded_at"]:
        return
    word = home.say(written.told, WORDS[state])
    if state in {PromiseState.DROPPED, PromiseState.TAKEN_BACK} and not word:
        return
    one.close(home, written, act, state, word)
    if state == PromiseState.CARRIED:
        _carried(home, written, act, one)


def _carried(home: Home, written: Written, act: Act, one: Promised) -> None:
    """Let the promise go on to a later day: a new row, and a new wording of the same words."""
    old = one.row
    due_on = working_day(max(old["due_on"], act.at.date()) + timedelta(days=home.rng.randint(14, 35)))
    columns = ("due_on", "slot", "owner_id", "owner_staff_id", "owner_agency")
    facts = {name: old[name] for name in columns} | {"due_on": due_on}
    one.row = _row(home, written, act, old["what"], one.who, facts | {"carried_from_id": old["id"]})
    one.row |= {"idea_of_staff_id": old["idea_of_staff_id"]}
    one.item["promise_id"] = one.row["id"]
    if one.asked:
        one.asked["promise_id"] = one.row["id"]
    statement = wording(home, written, act, one.item, ItemKind.PROMISE, old["what"], who=one.who, **facts)
    for reader in written.readers.get(one.item["id"], ()):
        home.share(act, statement, reader, SAID)
