"""A young person's own plan: their part in it, and what of it is shared with them. Of a child who is younger, nothing."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from rock.doors.child.queries.own import OwnPage
from rock.doors.plan_readers import PlanReaders
from rock.practice.plans.as_read import ItemForReader, PlanForReader
from rock.practice.plans.models import ItemKind, Part, Plan, PlanMember, PlanWording
from rock.practice.plans.queries.for_reader import plan_as_read
from rock.practice.requests.queries.hidden import kept_from
from rock.practice.visits.ages import is_young_person
from rock.records.models import Person
from rock.records.queries.standing import not_under_move


@dataclass(frozen=True)
class OwnPlan:
    """The plan, the record of the young person that stands in it, and what they may read: None while that is nothing.

    `readers` are those who read what they write into it.
    """

    plan: Plan
    person: Person
    read: PlanForReader | None
    readers: PlanReaders

    def line(self, pk: int) -> ItemForReader | None:
        """Return one line that is theirs to read."""
        lines = [one for kind in ItemKind for one in self.read.of(kind)] if self.read else []
        return next((one for one in lines if one.pk == pk), None)


def has_plan(own: OwnPage) -> bool:
    """Return whether a young person has a part in a plan of theirs that runs (one query, of a younger child none)."""
    return is_young_person(own.child) and _parts(own).exists()


def plan_of(own: OwnPage) -> OwnPlan | None:
    """Return a young person's own plan as they may read it (five queries); None where they have no part in one."""
    part = _parts(own).select_related("person", "plan__child", "plan__lead").first() if has_plan(own) else None
    if part is None:
        return None
    plan, hidden = part.plan, kept_from(own.child, own.ids)
    worker, lead = (name if not hidden.betrayed_by(name) else "" for name in (str(plan.lead or ""), plan.partner_lead))
    return OwnPlan(plan, part.person, plan_as_read(plan, own.ids, hidden), PlanReaders(worker, lead))


def _parts(own: OwnPage) -> QuerySet[PlanMember]:
    running: dict[str, Any] = {"plan__ended_on__isnull": True, "plan__child__in": own.ids, "ends__isnull": True}
    return PlanMember.objects.filter(not_under_move("plan__occasion__"), person__in=own.ids, part=Part.CHILD, **running)


def wording_of_line(own: OwnPage, line: ItemForReader, read: int | None = None) -> PlanWording:
    """Return the wording that they read when they answered: the one numbered `read` if it was ever shown to them."""
    rows = PlanWording.objects.select_related("item__plan", "item__promise").filter(item=line.pk)
    earlier = rows.filter(statement__audience__reader__in=own.ids, number=read).first() if read else None
    return earlier or rows.get(pk=line.wording)
