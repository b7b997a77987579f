"""What a young person writes into their own plan: always as themselves, and only to lines that they may read."""

from rock.accounts.models import User
from rock.core.messages.services import send_message
from rock.core.services import Refused, service
from rock.doors.child.queries.own import OwnPage
from rock.doors.child.queries.plan import OwnPlan, wording_of_line
from rock.doors.child.queries.staff import workers_of
from rock.practice.plans.as_read import ItemForReader
from rock.practice.plans.facts import Wording
from rock.practice.plans.models import ItemKind, ItemView, PlanItem, View
from rock.practice.plans.services import promises, saying, writing
from rock.records.models import Promise, PromiseState

IDEAS = (ItemKind.GOOD_DAY, ItemKind.PROMISE, ItemKind.WHAT_IF)


@service
def write_idea(*, by: User, mine: OwnPlan, kind: ItemKind, wording: Wording) -> PlanItem:
    """Write their own idea into the plan; they read it, and nobody else at a door until it is shared."""
    if kind not in IDEAS:
        raise Refused("Choose what you want to write.")
    done = writing.write_item(
        by=by, plan=mine.plan, kind=kind, wording=wording, by_person=mine.person, readers=[mine.person]
    )
    _tell_workers(by, mine)
    return done.item


@service
def say_to_line(
    *, by: User, page: OwnPage, mine: OwnPlan, line: ItemForReader, view: View, words: str, read: int | None = None
) -> ItemView:
    """Keep what they say to a line, to the wording that they read; their words are shown back to them."""
    wording = wording_of_line(page, line, read)
    said = saying.say_view(
        by=by,
        item=wording.item,
        view=view,
        words=words,
        person=mine.person,
        revision=wording.number,
        shown_back=True,
    )
    if words.strip():
        _tell_workers(by, mine)
    return said


@service
def mark_done(*, by: User, page: OwnPage, mine: OwnPlan, line: ItemForReader, word: str) -> Promise:
    """Say that their own promise is done, with a word of theirs."""
    promise = wording_of_line(page, line).item.promise
    if promise is None or promise.owner_id not in page.ids:
        raise Refused("This is not theirs to do.")
    done = promises.close_promise(by=by, promise=promise, state=PromiseState.KEPT, word=word)
    _tell_workers(by, mine)
    return done


def _tell_workers(by: User, mine: OwnPlan) -> None:
    """Let those who work with them know that something waits, in words that say nothing."""
    for worker in workers_of(mine.person):
        send_message(by=by, channel="email", to=worker.email, template="waiting")
