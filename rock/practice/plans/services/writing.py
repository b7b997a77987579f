"""Writing a plan, line by line. A wording is never changed: an edit is a new one, and two at once are compared."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.practice.assessments.services.money import check_money_first_for
from rock.practice.plans.facts import GoingOn, Must, Wording, wording_of
from rock.practice.plans.models import ItemKind, Plan, PlanItem, PlanWording, VersionWording, View
from rock.practice.plans.refusals import ItemEditedMeanwhile, Stopped
from rock.practice.plans.services import common
from rock.practice.plans.services.checking import check_enough, check_must, check_owner, checked
from rock.practice.plans.services.must import MUST, keep_reason
from rock.practice.plans.services.promises import carried_on
from rock.practice.plans.services.readers import carry_readers, share_new
from rock.practice.plans.services.saying import say_view
from rock.records.models import Audience, Person, Promise

_ROWS = ("statement__speaker", "statement__speaker_staff", "owner", "owner_staff", "by_person", "by_staff")


@dataclass(frozen=True)
class Written:
    """An item as it stands after a write, and the readers who were not given its new words, with what stopped them."""

    item: PlanItem
    stopped: list[Stopped] = field(default_factory=list)
    kept_as_idea: bool = False


@service
def write_item(
    *,
    by: User,
    plan: Plan,
    kind: ItemKind,
    wording: Wording,
    by_person: Person | None = None,
    must: Must | None = None,
    depends_on: Person | None = None,
    language: str = "",
    readers: Iterable[Person] = (),
    speaker_said: str = "",
    going_on: GoingOn | None = None,
    signed: str = "",
) -> Written:
    """Add a line: in the words of a person of the plan, or else the worker's; raises EnoughPromises before the eighth.

    At a door `by` is the person's own sign-in, and the readers can be nobody but that person. A partner's line is `signed`
    with where they work: from a reader from whom that is hidden, their name is too.
    """
    plan = common.locked(plan)
    common.check_member(plan, by_person)
    wording = checked(kind, wording)
    _check_money(by, plan, kind, wording, by_person)
    promise = _promise(by, plan, wording, by_person, must, depends_on, going_on) if kind == ItemKind.PROMISE else None
    item = PlanItem.objects.create(
        plan=plan, kind=kind, position=common.next_position(plan, kind), promise=promise, made_at=time.now()
    )
    question = f"plan_{kind}"
    statement = common.said_for_plan(
        by, plan, question, wording.words, person=by_person, language=language, signed=signed
    )
    common.keep_wording(item, 1, wording, statement)
    if promise and must:
        keep_reason(by=by, item=item, question=MUST, words=must.why, decided_by=must.decided_by)
    common.changed(by, plan)
    wanted = list(readers) if common.is_staff(by) else [one for one in readers if one == by_person]
    return Written(item, share_new(by=by, item=item, readers=wanted, speaker_said=speaker_said))


def _check_money(by: User, plan: Plan, kind: str, wording: Wording, by_person: Person | None) -> None:
    """Refuse neglect in what the service concludes before money was looked at; what the family says is theirs to say."""
    if kind not in {ItemKind.STRONG, ItemKind.GOOD_DAY} and by_person is None and common.is_staff(by):
        check_money_first_for(plan.child, wording.words, wording.condition)


def _promise(
    by: User,
    plan: Plan,
    wording: Wording,
    by_person: Person | None,
    must: Must | None,
    depends_on: Person | None,
    going_on: GoingOn | None,
) -> Promise:
    check_must(must)
    owner = check_owner(wording.owner, depends_on)
    # At a door nobody learns how many promises there are that they cannot read.
    check_enough(plan.child, goes_on=going_on is not None or not common.is_staff(by))
    if going_on:
        common.said_for_plan(by, plan, "plan_more_promises", going_on.words, person=going_on.person)
    return Promise.objects.create(
        family=plan.family,
        made_on=plan.occasion,
        child=plan.child,
        what=wording.words,
        idea_of=by_person,
        idea_of_staff=None if by_person else by,
        depends_on=depends_on,
        due_on=wording.due_on or time.today(),
        has_to_happen=must is not None,
        why=must.why.strip() if must else "",
        decided_by=must.decided_by if must else None,
        slot=wording.slot,
        day_kind=wording.day_kind,
        help_needed=wording.help_needed.strip(),
        **_owner(wording, owner),
    )


def _owner(wording: Wording, owner: object) -> dict[str, Any]:
    return dict(wording.owner_columns) | ({"owner": owner} if isinstance(owner, Person) else {})


@service
def take_in(*, by: User, plan: Plan, promise: Promise) -> PlanItem:
    """Take a promise that was made elsewhere (on a visit) into the plan, as it was worded there."""
    plan = common.locked(plan)
    if promise.child_id != plan.child_id or promise.state != "open" or hasattr(promise, "item"):
        raise Refused("This promise cannot be taken in: it is in a plan already, closed, or for somebody else.")
    item = PlanItem.objects.create(
        plan=plan,
        kind=ItemKind.PROMISE,
        position=common.next_position(plan, ItemKind.PROMISE),
        promise=promise,
        made_at=time.now(),
    )
    statement = common.said_for_plan(by, plan, "plan_promise", promise.what, person=promise.idea_of)
    common.keep_wording(item, 1, wording_of_promise(promise), statement)
    common.changed(by, plan)
    return item


def wording_of_promise(promise: Promise) -> Wording:
    """Return a promise as a wording says it."""
    return Wording(
        words=promise.what,
        due_on=promise.due_on,
        owner=promise.owner or promise.owner_staff or promise.owner_agency,
        slot=promise.slot,
        day_kind=promise.day_kind,
        help_needed=promise.help_needed,
    )


@service
def reword(
    *,
    by: User,
    item: PlanItem,
    revision: int,
    wording: Wording,
    by_person: Person | None = None,
    language: str = "",
    keep_readers: Collection[int] | None = None,
    reader_ids: Collection[int] = (),
) -> Written:
    """Word an item anew, from the revision that the writer saw; raises ItemEditedMeanwhile when it has moved on.

    `reader_ids` are the records of whoever writes at a door: where the words that stand now are not theirs to read, what
    they wrote is kept as their other idea, and nothing is shown. A promise that was agreed and gets a later day is carried.
    """
    row = common.locked_item(item)
    common.check_member(row.plan, by_person)
    now = PlanWording.objects.select_related(*_ROWS).get(now_of=row)
    theirs = wording_of(now)
    mine = checked(ItemKind(row.kind), wording, before=theirs)
    if mine.says_the_same(theirs):
        return Written(row)
    if reader_ids and not _reads(now, reader_ids):
        return _as_idea(by, row, revision, mine, by_person, language)
    if revision != row.revision:
        raise _edited(row, now, revision, mine)
    _check_money(by, row.plan, row.kind, mine, by_person)
    _promise_follows(by, row, mine, theirs)
    statement = common.said_for_plan(by, row.plan, f"plan_{row.kind}", mine.words, person=by_person, language=language)
    new = common.keep_wording(row, row.revision + 1, mine, statement)
    common.changed(by, row.plan)
    return Written(row, carry_readers(by=by, old=now, new=new, keep=keep_readers))


def _reads(wording: PlanWording, reader_ids: Collection[int]) -> bool:
    rows = Audience.objects.filter(statement=wording.statement_id, reader__in=reader_ids, ends__isnull=True)
    return rows.exists()


def _as_idea(by: User, item: PlanItem, revision: int, mine: Wording, person: Person | None, language: str) -> Written:
    words = "\n".join([mine.words, *(f"{name}: {said}" for name, said in mine.facts.items())])
    say_view(
        by=by,
        item=item,
        view=View.ANOTHER_IDEA,
        words=words,
        person=person,
        revision=revision,
        language=language,
        shown_back=not common.is_staff(by),
    )
    return Written(item, kept_as_idea=True)


def _edited(item: PlanItem, now: PlanWording, revision: int, mine: Wording) -> ItemEditedMeanwhile:
    base = item.wordings.filter(number=revision).select_related(*_ROWS).first()
    return ItemEditedMeanwhile(
        base=wording_of(base) if base else Wording(""),
        theirs=wording_of(now),
        mine=mine,
        revision=item.revision,
        by=str(now.by_person or now.by_staff),
    )


def _promise_follows(by: User, item: PlanItem, mine: Wording, before: Wording) -> None:
    """Let the promise behind an item say what the item says; an agreed one that gets a later day is carried, and counted."""
    if item.promise is None:
        return
    promise = Promise.objects.select_for_update().get(pk=item.promise.pk)
    if promise.state != "open":
        raise Refused("This promise is closed. Write a new one beside it.")
    owner = check_owner(mine.owner, promise.depends_on)
    later = bool(mine.due_on and before.due_on and mine.due_on > before.due_on)
    if later and mine.due_on and VersionWording.objects.filter(wording__item=item).exists():
        promise = carried_on(by, promise, mine.due_on)
        item.promise = promise
        item.save(update_fields=["promise"])
    promise.what, promise.slot, promise.day_kind = mine.words, mine.slot, mine.day_kind
    promise.help_needed = mine.help_needed.strip()
    promise.due_on = mine.due_on or promise.due_on
    for name, value in _owner(mine, owner).items():
        setattr(promise, name, value)
    promise.save()


@service
def remove_item(*, by: User, item: PlanItem, because: str) -> PlanItem:
    """Take a line out of the plan, saying why; it stays in the versions that were agreed. A promise is closed on its own."""
    row = common.locked_item(item)
    if not because.strip():
        raise Refused("Say why it is taken out.")
    if row.promise and row.promise.state == "open":
        raise Refused(
            "This promise is still open. Say first whether it was kept, is no longer needed, or was taken back."
        )
    row.removed_at, row.removed_because = time.now(), because.strip()
    row.save(update_fields=["removed_at", "removed_because"])
    common.changed(by, row.plan)
    return row
