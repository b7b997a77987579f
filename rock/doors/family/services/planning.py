"""What a reader writes into a plan from their own door: always as themselves, and only to lines that they may see."""

from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.doors.family.queries.doors import Door
from rock.doors.family.queries.plans import LineRead, Place
from rock.doors.family.services.answering import tell_worker
from rock.practice.plans.facts import Wording, wording_of
from rock.practice.plans.models import ItemKind, ItemView, PlanItem, PlanWording, VersionAnswer, View
from rock.practice.plans.services import promises, saying, writing
from rock.records.models import EventKind, Promise, PromiseState, Statement
from rock.records.services.events import record_event

MOST_A_DAY = 100
IDEAS = (ItemKind.PROMISE, ItemKind.WHAT_IF)


def check_enough_today(by: User) -> None:
    """Refuse more words in one day than anybody writes."""
    since = time.now() - timedelta(days=1)
    if Statement.objects.filter(recorded_by=by, recorded_at__gt=since).count() >= MOST_A_DAY:
        raise Refused(_("You have told us a lot today, and we have kept all of it. Call us, or write more tomorrow."))


@service
def write_idea(*, by: User, door: Door, place: Place, kind: ItemKind, wording: Wording) -> PlanItem:
    """Write the reader's own promise or what-if into a plan; they read it, and nobody else at a door until it is shared."""
    if kind not in IDEAS:
        raise Refused(_("Choose what you want to write."))
    check_enough_today(by)
    done = writing.write_item(
        by=by, plan=place.plan, kind=kind, wording=wording, by_person=place.person, readers=[place.person]
    )
    tell_worker(by, door)
    return done.item


@service
def say_to_line(*, by: User, door: Door, line: LineRead, view: View, words: str, read: int | None = None) -> ItemView:
    """Keep what the reader says to a line, as it was worded when they read it; their words are shown back to them.

    `read` is the number of that wording; one that was never shown to them counts as the one that they may read now.
    """
    check_enough_today(by)
    said = saying.say_view(
        by=by,
        item=line.item,
        view=view,
        words=words,
        person=line.plan.place.person,
        revision=_wording_read(line, door, read),
        shown_back=True,
    )
    if words.strip():
        tell_worker(by, door)
    return said


def _wording_read(line: LineRead, door: Door, number: int | None) -> int:
    shown = PlanWording.objects.filter(item=line.item.pk, statement__audience__reader__in=door.ids)
    return number if number is not None and shown.filter(number=number).exists() else line.wording.number


def may_reword(line: LineRead) -> bool:
    """Return whether a line is the reader's own to word anew: what they wrote or promised, and what may be changed."""
    promise = line.line.promise
    if promise and (not promise.is_open or promise.has_to_happen):
        return False
    return line.line.by_me or (promise is not None and (promise.mine or promise.idea == "mine"))


@service
def reword_line(
    *, by: User, door: Door, line: LineRead, revision: int, words: str, condition: str, due_on: date | None, needs: str
) -> bool:
    """Word the reader's own line anew; raises ItemEditedMeanwhile. True where it was kept as an idea beside other words."""
    if not may_reword(line):
        raise Refused(_("Write it as another idea."))
    check_enough_today(by)
    new = replace(wording_of(line.wording), words=words, condition=condition)
    if line.line.promise:
        new = replace(new, due_on=due_on, help_needed=needs)
    done = writing.reword(
        by=by, item=line.item, revision=revision, wording=new, by_person=line.plan.place.person, reader_ids=door.ids
    )
    tell_worker(by, door)
    return done.kept_as_idea


def _own_promise(line: LineRead) -> Promise:
    promise = line.item.promise
    if promise is None or line.line.promise is None or not line.line.promise.mine or not line.line.promise.is_open:
        raise Refused(_("This is not open any more. Go back and look again."))
    return promise


@service
def mark_done(*, by: User, door: Door, line: LineRead, word: str) -> Promise:
    """Say that the reader's own promise is done, with a word of theirs."""
    done = promises.close_promise(by=by, promise=_own_promise(line), state=PromiseState.KEPT, word=word)
    tell_worker(by, door)
    return done


@service
def take_back(*, by: User, door: Door, line: LineRead, word: str) -> Promise:
    """Take back the reader's own promise, in their words."""
    promise = _own_promise(line)
    if promise.owner is None:
        raise Refused(_("This is not open any more. Go back and look again."))
    done = promises.take_back_promise(by=by, promise=promise, who=promise.owner, words=word)
    tell_worker(by, door)
    return done


@service
def answer_version(
    *, by: User, door: Door, place: Place, agrees: bool, knows: bool, read: int | None = None
) -> VersionAnswer:
    """Keep what the reader says to the version that was agreed last, and whether they know what happens if.

    Refused where that is no longer the version that they had before them (`read`).
    """
    if place.agreed is None or not place.whole:
        raise Refused(_("There is nothing to answer here."))
    if read not in {None, place.agreed.version}:
        raise Refused("Another version was agreed meanwhile.")
    row, _new = VersionAnswer.objects.update_or_create(
        version_id=place.agreed.version,
        person=place.person,
        defaults={"agrees": agrees, "knows_what_if": knows, "said_at": time.now()},
    )
    people = [place.plan.child, place.person]
    record_event(
        by=by, kind=EventKind.PLAN_AGREED, people=people, family=place.plan.family, occasion=place.plan.occasion
    )
    if not (agrees and knows):
        tell_worker(by, door)
    return row
