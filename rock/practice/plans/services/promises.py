"""What becomes of a promise: kept, no longer needed, carried over (and counted), taken back; and a service asked for help."""

from dataclasses import replace
from datetime import date

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.practice.plans.facts import Named, wording_of
from rock.practice.plans.models import PlanItem, PlanWording
from rock.practice.plans.refusals import Stopped
from rock.practice.plans.services import common
from rock.practice.plans.services.readers import carry_readers
from rock.practice.requests.queries.hidden import kept_from
from rock.records.comparing import same_agency
from rock.records.models import EventKind, Person, Promise, PromiseState, ServiceAnswer, ServiceAsked
from rock.records.queries.people import one_person
from rock.records.services.events import record_event


def open_promise(promise: Promise) -> Promise:
    """Return a promise, held until the transaction ends; refuse one that is closed."""
    row = Promise.objects.select_for_update(of=("self",)).get(pk=promise.pk)
    if row.state != PromiseState.OPEN:
        raise Refused(f"This promise is closed already: {row.get_state_display().lower()}.")
    return row


def _close(by: User, row: Promise, state: PromiseState, word: str) -> Promise:
    row.state, row.closed_on, row.closed_word = state, time.today(), word.strip()
    row.save(update_fields=["state", "closed_on", "closed_word"])
    record_event(
        by=by,
        kind=EventKind.PROMISE_CLOSED,
        occasion=row.made_on,
        family=row.family,
        people=[one for one in (row.child, row.owner) if one],
    )
    return row


def _check_word(by: User, row: Promise, word: str) -> None:
    """Refuse a worker's word that would give something hidden away to whoever promised: they read it at their door."""
    if row.owner and common.is_staff(by) and word.strip():
        people = {row.owner.pk, row.child_id or row.owner.pk}
        if found := kept_from(row.owner, people).found_in(word):
            raise Refused(f"{Stopped(row.owner, tuple(found))} Word it in another way.")


@service
def close_promise(*, by: User, promise: Promise, state: PromiseState, word: str = "") -> Promise:
    """Close a promise as kept, or as no longer needed (then with a word, and for one that has to happen by staff alone)."""
    row = open_promise(promise)
    _check_word(by, row, word)
    if state not in {PromiseState.KEPT, PromiseState.DROPPED}:
        raise Refused("Choose “Done” or “No longer needed”.")
    if state == PromiseState.DROPPED and not word.strip():
        raise Refused("Say why it is no longer needed.")
    if state == PromiseState.DROPPED and row.has_to_happen and not common.is_staff(by):
        raise Refused("This has to happen. Talk with your worker about another way.")
    return _close(by, row, state, word)


@service
def take_back_promise(*, by: User, promise: Promise, who: Named, words: str) -> Promise:
    """Let whoever made a promise take it back, in their words: it is not a failure, and it is not hidden."""
    row = open_promise(promise)
    if not _owns(row, who):
        raise Refused("Only whoever made a promise can take it back. Ask them.")
    if not words.strip():
        raise Refused("Write what they say about taking it back.")
    _check_word(by, row, words)
    return _close(by, row, PromiseState.TAKEN_BACK, words)


def _owns(promise: Promise, who: Named) -> bool:
    if isinstance(who, Person):
        return promise.owner_id is not None and promise.owner_id in one_person([who.pk])
    if isinstance(who, User):
        return promise.owner_staff_id == who.pk
    return same_agency(promise.owner_agency, who)


def carried_on(by: User, promise: Promise, due_on: date) -> Promise:
    """Close a promise as carried, and return the one that goes on in its place until a later day."""
    _close(by, promise, PromiseState.CARRIED, promise.closed_word)
    new = Promise.objects.get(pk=promise.pk)
    new.pk, new._state.adding = None, True
    new.carried_from, new.due_on, new.recorded_at = promise, due_on, time.now()
    new.state, new.closed_on, new.closed_word = PromiseState.OPEN, None, ""
    new.save()
    ServiceAsked.objects.filter(promise=promise).update(promise=new)
    return new


@service
def carry_promise(*, by: User, promise: Promise, due_on: date, word: str = "") -> Promise:
    """Carry a promise over to a later day; its item says so to everyone who reads it, and how often is counted."""
    row = open_promise(promise)
    if due_on <= row.due_on or due_on < time.today():
        raise Refused("Choose a later day than the one it had, and none that has passed.")
    row.closed_word = word
    item = PlanItem.objects.select_for_update(of=("self",)).filter(promise=row).first()
    new = carried_on(by, row, due_on)
    if item:
        _item_follows(by, item, new)
    return new


def _item_follows(by: User, item: PlanItem, promise: Promise) -> None:
    old = PlanWording.objects.select_related("statement__speaker", "owner", "owner_staff", "item__plan").get(
        now_of=item
    )
    item.promise = promise
    item.save(update_fields=["promise"])
    said = wording_of(old)
    person = old.by_person
    statement = common.said_for_plan(
        by, old.item.plan, "plan_promise", said.words, person=person, language=old.statement.language
    )
    new = common.keep_wording(item, item.revision + 1, replace(said, due_on=promise.due_on), statement)
    carry_readers(by=by, old=old, new=new)


def times_carried(promise: Promise) -> int:
    """Return how often a promise was carried over until it stood as it does (one query a time)."""
    count, before = 0, promise.carried_from
    while before is not None:
        count, before = count + 1, before.carried_from
    return count


@service
def ask_service(*, by: User, promise: Promise, service_name: str, asked_on: date | None = None) -> ServiceAsked:
    """Say that a promise is kept by asking a service for help; once for each promise."""
    row = open_promise(promise)
    if not service_name.strip():
        raise Refused("Name the service that is asked.")
    if ServiceAsked.objects.filter(promise=row).exists():
        raise Refused("A service is asked with this promise already. Write what it answered, or make another promise.")
    return ServiceAsked.objects.create(promise=row, service=service_name.strip(), asked_on=asked_on)


@service
def answer_service(
    *,
    by: User,
    asked: ServiceAsked,
    answer: ServiceAnswer,
    answered_on: date | None = None,
    waits_until: date | None = None,
    outcome: str = "",
) -> ServiceAsked:
    """Write what a service answered, how long the wait is, and what came of it."""
    row = ServiceAsked.objects.select_for_update().get(pk=asked.pk)
    if answer == ServiceAnswer.WAITING_LIST and waits_until is None:
        raise Refused("Ask the service how long the wait is, and enter until when.")
    row.answer, row.outcome = answer, outcome.strip()
    row.answered_on = None if answer == ServiceAnswer.WAITING else answered_on or row.answered_on or time.today()
    row.waits_until = waits_until if answer == ServiceAnswer.WAITING_LIST else None
    row.save()
    return row
