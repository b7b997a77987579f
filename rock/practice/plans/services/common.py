"""What every write of a plan begins and ends with."""

from collections.abc import Collection

from rock.accounts.models import User, UserKind
from rock.core.services import Refused
from rock.practice.plans.facts import Wording
from rock.practice.plans.models import ItemKind, Plan, PlanItem, PlanMember, PlanWording
from rock.records.models import EventKind, Person, Statement
from rock.records.services.events import record_event
from rock.records.services.occasions import say


def is_staff(user: User) -> bool:
    """Return whether somebody is at work; whoever is not writes at a door."""
    return user.kind == UserKind.STAFF


def locked(plan: Plan) -> Plan:
    """Return the plan, held until the transaction ends; refuse one that has ended."""
    row = Plan.objects.select_for_update().get(pk=plan.pk)
    if row.ended_on:
        raise Refused("This plan has ended, so it can no longer be changed. Start a new plan.")
    return row


def locked_item(item: PlanItem) -> PlanItem:
    """Return an item, held until the transaction ends; refuse one that was removed or whose plan has ended."""
    row = PlanItem.objects.select_for_update(of=("self",)).select_related("plan").get(pk=item.pk)
    if row.plan.ended_on:
        raise Refused("This plan has ended, so it can no longer be changed. Start a new plan.")
    if row.removed_at:
        raise Refused("Somebody took this line out of the plan. Go back to the plan to see why.")
    return row


def is_member(plan: Plan, person: Person) -> bool:
    """Return whether somebody writes the plan with us today."""
    return PlanMember.objects.filter(plan=plan, person=person, ends__isnull=True).exists()


def check_member(plan: Plan, person: Person | None) -> None:
    """Refuse words of somebody who is not in the plan."""
    if person and not is_member(plan, person):
        raise Refused(f"{person} is not in this plan yet. Add them to the plan first, then write their words.")


def said_for_plan(
    by: User,
    plan: Plan,
    question: str,
    words: str,
    *,
    person: Person | None = None,
    language: str = "",
    replies_to: Statement | None = None,
    signed: str = "",
) -> Statement:
    """Record words on the plan's occasion: a person's own, or the worker's; `signed` says of a partner where they work."""
    return say(
        by=by,
        occasion=plan.occasion,
        question=question,
        words=words,
        speaker=person,
        speaker_staff=None if person else by,
        speaker_name=signed,
        about=[plan.child],
        language=language,
        replies_to=replies_to,
    )


def keep_wording(item: PlanItem, number: int, wording: Wording, statement: Statement) -> PlanWording:
    """Append a wording to an item, and let the item read so from now on."""
    row = PlanWording.objects.create(
        item=item,
        number=number,
        statement=statement,
        by_person=statement.speaker,
        by_staff=None if statement.speaker else statement.speaker_staff,
        condition=wording.condition.strip(),
        due_on=wording.due_on,
        slot=wording.slot,
        day_kind=wording.day_kind,
        help_needed=wording.help_needed.strip(),
        **wording.owner_columns,
    )
    item.wording, item.revision = row, number
    item.save(update_fields=["wording", "revision"])
    return row


def next_position(plan: Plan, kind: ItemKind) -> int:
    """Return the place after the last item of its kind."""
    last = PlanItem.objects.filter(plan=plan, kind=kind).order_by("-position").first()
    return last.position + 1 if last else 0


def changed(by: User, plan: Plan, kind: EventKind = EventKind.PLAN_CHANGED, people: Collection[Person] = ()) -> None:
    """Append that something happened to a plan."""
    record_event(by=by, kind=kind, occasion=plan.occasion, family=plan.family, people=[plan.child, *people])
