"""A partner who leads a plan suggests a line of it: it stands there as theirs, and nobody at a door reads it until it is shared."""

from rock.accounts.models import User
from rock.core.services import Refused, service
from rock.doors.partner.models import Invitation, SharedWording
from rock.doors.partner.news import answered
from rock.doors.partner.services.answering import signed
from rock.practice.plans.facts import Wording
from rock.practice.plans.models import ItemKind, Plan, PlanItem
from rock.practice.plans.services.writing import write_item

IDEAS = (ItemKind.STRONG, ItemKind.PROMISE, ItemKind.WHAT_IF)


@service
def suggest_line(*, by: User, invitation: Invitation, plan: Plan, kind: ItemKind, wording: Wording) -> PlanItem:
    """Write a partner's own idea into the plan that they lead; they read it back, and the child's worker is told."""
    if kind not in IDEAS:
        raise Refused("Choose what you want to suggest.")
    item = write_item(by=by, plan=plan, kind=kind, wording=wording, signed=signed(invitation.holder)).item
    for written in item.wordings.all():
        SharedWording.objects.create(
            invitation=invitation, wording=written, shared_by=by, speaker_said="Their own words"
        )
    answered(by=by, child=invitation.child, occasion=plan.occasion)
    return item
