"""Starting a plan: for one child, with what was said before quoted in and nothing typed again; and who writes it with us."""

from collections.abc import Iterable
from datetime import date

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.practice.assessments.models import Assessment
from rock.practice.assessments.services.money import check_money_first_for
from rock.practice.plans.facts import Quote, Wording
from rock.practice.plans.models import ItemKind, Part, Plan, PlanItem, PlanMember, PlanWording, Standing
from rock.practice.plans.queries.quoting import quotable
from rock.practice.plans.services import common
from rock.practice.plans.services.standing import open_standing
from rock.practice.requests.models import Referral
from rock.records.models import (
    EventKind,
    Family,
    FamilyMember,
    NetworkMember,
    OccasionKind,
    Person,
    Relationship,
    Statement,
)
from rock.records.queries.people import one_person, open_on
from rock.records.services.occasions import hold_occasion, say
from rock.teams.services.allocating import refresh_child

QUOTED = {ItemKind.GOOD_DAY, ItemKind.WORRY, ItemKind.STRONG}


@service
def start_plan(
    *,
    by: User,
    family: Family,
    child: Person,
    standing: Standing,
    review_on: date,
    lead: User | None = None,
    partner_lead: str = "",
    started_on: date | None = None,
    assessment: Assessment | None = None,
    quotes: Iterable[Quote] = (),
    members: Iterable[tuple[Person, Part]] = (),
    referral: Referral | None = None,
) -> Plan:
    """Start the plan of a child; with an assessment, what was noticed and wished for since it began is quoted in."""
    day = started_on or time.today()
    _check_start(child, family, day, review_on, lead, partner_lead)
    occasion = hold_occasion(by=by, kind=OccasionKind.PLAN, family=family)
    plan = Plan.objects.create(
        family=family,
        child=child,
        occasion=occasion,
        lead=lead,
        partner_lead=partner_lead.strip(),
        started_on=day,
        review_on=review_on,
        recorded_at=time.now(),
    )
    open_standing(by, plan, standing, day, referral or (assessment.referral if assessment else None))
    for person, part in members:
        add_member(by=by, plan=plan, person=person, part=part)
    found = [one.quote for one in quotable(child, since=assessment.started_on)] if assessment else []
    for quote in {one.statement.pk: one for one in [*found, *quotes]}.values():
        quote_in(by=by, plan=plan, quote=quote)
    common.changed(by, plan, EventKind.PLAN_STARTED)
    return plan


def _check_start(
    child: Person, family: Family, day: date, review_on: date, lead: User | None, partner_lead: str
) -> None:
    Person.objects.select_for_update().get(pk=child.pk)  # one plan, even from two tabs
    ids = one_person([child.pk])
    if Plan.objects.filter(child__in=ids, ended_on__isnull=True).exists():
        raise Refused(f"{child} has a plan already. Open it, and change how it stands if that is what is needed.")
    if not FamilyMember.objects.filter(open_on(time.today()), family=family, person__in=ids).exists():
        raise Refused(f"{child} is not in this family today. Choose the family that work is done with.")
    if lead is None and not partner_lead.strip():
        raise Refused("Name who leads the plan: a worker, or a partner and where they work.")
    if day > time.today():
        raise Refused("A plan starts today or has started. Enter the day on which it began.")
    if review_on <= day:
        raise Refused("Choose a day after the start for looking at the plan together.")


@service
def quote_in(*, by: User, plan: Plan, quote: Quote) -> PlanItem:
    """Put words that were said before into the plan: the statement itself, or its like where it stands in a plan already."""
    plan = common.locked(plan)
    if quote.kind not in QUOTED:
        raise Refused("Only a good day, a worry or a strength can be quoted in.")
    statement = quote.statement
    if not statement.about.filter(person__in=one_person([plan.child_id])).exists():
        raise Refused("These words are not about this child.")
    if quote.kind == ItemKind.WORRY and statement.speaker_staff_id:
        check_money_first_for(plan.child, statement.words)
    item = PlanItem.objects.create(
        plan=plan, kind=quote.kind, position=common.next_position(plan, quote.kind), made_at=time.now()
    )
    if PlanWording.objects.filter(statement=statement).exists() or not (statement.speaker or statement.speaker_staff):
        statement = _said_again(by, plan, statement)
    common.keep_wording(item, 1, Wording(statement.words), statement)
    return item


def _said_again(by: User, plan: Plan, statement: Statement) -> Statement:
    """Return the same words once more, on the plan's occasion; of a speaker without a record, as the worker wrote them."""
    return say(
        by=by,
        occasion=plan.occasion,
        question=statement.question,
        words=statement.words,
        speaker=statement.speaker,
        speaker_staff=None if statement.speaker else statement.speaker_staff or by,
        speaker_name=statement.speaker_name,
        about=[plan.child],
        verbatim=statement.verbatim,
        language=statement.language,
    )


@service
def add_member(*, by: User, plan: Plan, person: Person, part: Part) -> PlanMember:
    """Let somebody of the family or its network write the plan with us; what they may read is still shared line by line."""
    plan = common.locked(plan)
    if not _belongs(plan, person):
        raise Refused(f"{person} is not in this family or its network. Add them there first.")
    if (part == Part.CHILD) != (person.pk in one_person([plan.child_id])):
        raise Refused("The child’s part is for the child whose plan it is, and nobody else’s.")
    member, is_new = PlanMember.objects.get_or_create(
        plan=plan, person=person, ends=None, defaults={"part": part, "added_by": by, "starts": time.now()}
    )
    if is_new:
        refresh_child(by=by, child=plan.child)
        common.changed(by, plan, people=[person])
    return member


def _belongs(plan: Plan, person: Person) -> bool:
    ids, day = one_person([person.pk]), time.today()
    rows = (
        FamilyMember.objects.filter(open_on(day), family=plan.family, person__in=ids),
        NetworkMember.objects.filter(open_on(day), family=plan.family, person__in=ids),
        Relationship.objects.filter(open_on(day), person__in=ids, other=plan.child_id),
        Relationship.objects.filter(open_on(day), person=plan.child_id, other__in=ids),
    )
    return plan.child_id in ids or any(row.exists() for row in rows)


@service
def remove_member(*, by: User, plan: Plan, person: Person) -> int:
    """End somebody's part in a plan; what they said stays. What was shared with them is taken back by its own service."""
    ended = PlanMember.objects.filter(plan=plan, person=person, ends__isnull=True).update(ends=time.now())
    if ended:
        refresh_child(by=by, child=plan.child)
        common.changed(by, plan, people=[person])
    return ended
