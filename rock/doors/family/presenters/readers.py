"""Who reads what a reader writes into a plan, as far as this reader may know who they are."""

from rock.doors.family.guard import Guard
from rock.doors.family.queries.plans import Place
from rock.doors.plan_readers import PlanReaders


def readers_of(place: Place, guard: Guard) -> PlanReaders:
    """Return them: to who sees nothing of the child but what is their own, nobody is named."""
    if not place.whole:
        return PlanReaders()
    plan, child = place.plan, place.child
    names = {"worker": plan.lead.name if plan.lead else child.worker, "lead": plan.partner_lead}
    return PlanReaders(**{who: name for who, name in names.items() if guard.lets(name, source="worker", row=plan.pk)})
