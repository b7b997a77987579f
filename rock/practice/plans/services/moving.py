"""Words that stood on the wrong child leave that child's plan: past the guards, when two people agreed."""

from django.db.models import Q

from rock.accounts.models import User
from rock.core import time
from rock.practice.plans.models import ItemView, PlanItem, PlanWording
from rock.practice.plans.services.must import MUST, MUST_ENDED
from rock.records.models import Occasion, Person, Promise, Statement
from rock.records.services.guards import history

BECAUSE = "These words stood on the wrong record."


def move_plan_words(*, by: User, statements: list[int], from_person: Person, to_person: Person) -> None:
    """Let wordings and views of moved words name the right person; a quoted line leaves the plan of the wrong child."""
    rows = PlanWording.objects.filter(statement__in=statements)
    _take_out(Q(wordings__in=rows), from_person)
    rows.filter(by_person=from_person).update(by_person=to_person)
    ItemView.objects.filter(statement__in=statements, person=from_person).update(person=to_person)


def move_plan_promises(*, by: User, occasion: Occasion, from_person: Person, to_person: Person) -> None:
    """Take a promise that was made on a moved visit out of the plan of the wrong child; the promise itself moved already."""
    _take_out(Q(promise__in=Promise.objects.filter(made_on=occasion)), from_person)


def _take_out(which: Q, child: Person) -> None:
    ids = PlanItem.objects.filter(which, plan__child=child, removed_at__isnull=True).values_list("pk", flat=True)
    PlanItem.objects.filter(pk__in=list(ids)).update(removed_at=time.now(), removed_because=BECAUSE)


def remove_plan_words(*, statements: list[int], occasion: int | None) -> None:
    """Blank what stands in words beside what goes: the “if”, the help needed, the promise, and why it has to happen."""
    rows = PlanWording.objects.filter(statement__in=statements)
    promises = list(Promise.objects.filter(item__wordings__in=rows).values_list("pk", flat=True))
    gone = {"what": "Removed", "help_needed": "", "closed_word": ""}
    reasons = Statement.objects.filter(pk__in=statements, question__in=[MUST, MUST_ENDED]).values("replies_to")
    said_why = Promise.objects.filter(item__wordings__statement__in=reasons).values_list("pk", flat=True)
    _blank(promises, gone)
    _blank([*promises, *said_why], {"why": "Removed"}, ~Q(why=""))
    rows.update(condition="", help_needed="")


def _blank(promises: list[int], gone: dict[str, str], which: Q | None = None) -> None:
    """Write over what promises say, and what they said, in those rows that say something."""
    which = which or Q()
    Promise.objects.filter(which, pk__in=promises).update(**gone)
    history(Promise).filter(which, pgh_obj__in=promises).update(**gone)
