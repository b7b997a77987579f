"""The rules of one line of a plan, before it is kept."""

from collections.abc import Iterable
from dataclasses import replace

from rock.core import time
from rock.core.services import Refused
from rock.practice.plans.facts import Must, Named, Wording
from rock.practice.plans.models import ItemKind
from rock.practice.plans.refusals import ENOUGH, EnoughPromises
from rock.records.models import Person, Promise, PromiseState
from rock.records.queries.people import one_person
from rock.records.services.promising import own_to_promise

LONGEST_PROMISE = 300


def checked(kind: ItemKind, wording: Wording, *, before: Wording | None = None) -> Wording:
    """Return a wording with only what belongs to its kind; refuse what its kind lacks, saying what to add."""
    if not wording.words.strip():
        raise Refused("Write what it says.")
    if kind == ItemKind.PROMISE:
        _check_promise(wording, before)
        return replace(wording, words=wording.words.strip(), condition="")
    if kind == ItemKind.WHAT_IF and not wording.condition.strip():
        raise Refused("Write the “if”: what has to happen for this to be done.")
    if kind == ItemKind.NOTHING_CHANGES and wording.due_on is None:
        raise Refused("Say when: the day on which this happens if nothing changes.")
    return Wording(
        words=wording.words.strip(),
        condition=wording.condition if kind == ItemKind.WHAT_IF else "",
        due_on=wording.due_on if kind == ItemKind.NOTHING_CHANGES else None,
    )


def _check_promise(wording: Wording, before: Wording | None) -> None:
    if len(wording.words.strip()) > LONGEST_PROMISE:
        raise Refused(f"Make the promise shorter: {LONGEST_PROMISE} characters at most, or write it as two.")
    if not wording.owner:
        raise Refused("Say who does it: a parent, a worker or a service.")
    if wording.due_on is None:
        raise Refused("Say by when.")
    if wording.due_on < time.today() and (before is None or before.due_on != wording.due_on):
        raise Refused("That day has passed. Choose today or a day to come.")


def check_must(must: Must | None) -> None:
    """Refuse a promise that has to happen and does not say why."""
    if must and not must.why.strip():
        raise Refused("Say why it has to happen: what could hurt the child if it does not.")


def check_owner(owner: Named | None, depends_on: Person | None) -> Named | None:
    """Return who owns a promise that depends on another adult's violence; refuse the person who is harmed by it."""
    return own_to_promise(owner, depends_on) if isinstance(owner, Person) else owner


def open_promises(child: Person) -> list[Promise]:
    """Return the open promises for a child, whatever made them, the soonest first."""
    rows = Promise.objects.filter(child__in=one_person([child.pk]), state=PromiseState.OPEN)
    return list(rows.select_related("owner", "owner_staff").order_by("due_on", "pk"))


def check_enough(child: Person, *, goes_on: bool) -> None:
    """Ask which promise could wait, where there are as many open ones as anybody can hold in their head."""
    standing: Iterable[Promise] = () if goes_on else open_promises(child)
    if len(found := list(standing)) >= ENOUGH:
        raise EnoughPromises(found)
