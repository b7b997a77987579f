"""For each check of what families and workers did together, one row that no service could have written."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import F

from rock.core import time
from rock.doors.child.models import Card
from rock.practice.assessments.models import (
    AgencyPart,
    Assessment,
    AssessmentFactor,
    ManagerDecision,
    MoneyFirst,
    PassageAnswer,
)
from rock.practice.plans.models import Plan, PlanItem, PlanMember, PlanStanding, PlanVersion, Review
from rock.practice.visits.models import Alone, ChildSeen, Visit
from rock.reach.models import Grant
from rock.records.models import (
    Audience,
    Clock,
    DayEntry,
    Occasion,
    Person,
    Presence,
    Promise,
    ServiceAsked,
    SlotMark,
    Source,
    Statement,
    StatementAbout,
    Wish,
)
from rock.teams.models import Allocation

DAY = timedelta(days=1)


def one(model: Any, **facts: Any) -> Any:
    """Return the first row of a table, as something that can be updated."""
    rows = model.objects.filter(**facts).order_by("pk")
    return model.objects.filter(pk=rows[0].pk)


def guarded(rows: Any, **facts: Any) -> None:
    """Change rows that the database guards, as no service may."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL rock.redaction = 'on'")
    rows.update(**facts)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL rock.redaction = ''")


def stranger() -> Person:
    """Return somebody whom nobody knows."""
    return Person.objects.create(given_name="Nobody", family_name="Known")


def _a_worker() -> Any:
    return Visit.objects.order_by("pk")[0].occasion.recorded_by


def _child_entry() -> DayEntry:
    return DayEntry.objects.filter(source=Source.CHILD, statement__verbatim=True).order_by("pk")[0]


def _baby_speaks() -> None:
    entry = _child_entry()
    occasion = entry.statement.occasion
    Person.objects.filter(pk=entry.child_id).update(birth_date=occasion.happened_at.date() - 30 * DAY)
    ChildSeen.objects.filter(visit__occasion=occasion, child=entry.child).update(
        alone=Alone.TOO_YOUNG, alone_because=""
    )


def _about_nobody() -> None:
    StatementAbout.objects.filter(statement__day_entry__isnull=False).delete()


def _carry_to_the_same_day() -> None:
    row = Promise.objects.filter(carried_from__isnull=False).select_related("carried_from").order_by("pk")[0]
    assert row.carried_from
    Promise.objects.filter(pk=row.pk).update(due_on=row.carried_from.due_on)


def _two_standings() -> None:
    row = PlanStanding.objects.filter(ends__isnull=True).order_by("pk")[0]
    PlanStanding.objects.create(plan=row.plan, standing="early_help", starts=row.starts, ends=row.starts + DAY)


def _open_after_end() -> None:
    promise = Promise.objects.filter(item__plan__ended_on__isnull=False).order_by("pk")[0]
    Promise.objects.filter(pk=promise.pk).update(state="open", closed_on=None)


def _read_by_a_stranger() -> None:
    row = Audience.objects.filter(statement__occasion__kind="plan").order_by("pk")[0]
    Audience.objects.filter(pk=row.pk).update(reader=stranger())


def _reads_of_herself() -> None:
    said = _child_entry().statement
    reader = said.occasion.presences.filter(person__isnull=False).exclude(person=said.speaker).order_by("pk")[0].person
    assert reader
    assert said.recorded_by
    guarded(Statement.objects.filter(pk=said.pk), words=f"{reader.given_name} shouts on Sundays.")
    Audience.objects.create(statement=said, reader=reader, shared_by=said.recorded_by)


def _said_again() -> None:
    said = Statement.objects.filter(day_entry__source=Source.CHILD, verbatim=True)
    guarded(said, words="I count the cars.")


def _neglect_without_money() -> None:
    decided = ManagerDecision.objects.order_by("pk")[0].assessment
    AssessmentFactor.objects.get_or_create(assessment=decided, code="16A")
    MoneyFirst.objects.filter(assessment=decided).delete()


def _loose_clock() -> None:
    row = Wish.objects.filter(clock__isnull=False).order_by("pk")[0]
    Wish.objects.filter(pk=row.pk).update(clock=None)


def _writing() -> Person:
    """Return somebody who writes a running plan with the child's worker."""
    worked_with = Allocation.objects.filter(ends__isnull=True).values("child")
    rows = PlanMember.objects.filter(plan__ended_on__isnull=True, plan__child__in=worked_with)
    return rows.select_related("person").order_by("pk")[0].person


def _loose_occasion() -> None:
    Occasion.objects.create(kind="review", happened_at=time.now())


BREAKS: dict[str, Callable[[], Any]] = {
    "somebody spoke on a visit": lambda: Presence.objects.filter(occasion__visit__isnull=False).delete(),
    "a child was seen on a visit": lambda: Presence.objects.filter(
        occasion__visit__isnull=False, person=F("occasion__visit__children__child")
    ).update(mode="about"),
    "a visit is of no child": lambda: Occasion.objects.filter(visit__isnull=False).update(signed_off_at=None),
    "a child on a visit was not": lambda: one(ChildSeen).update(child=stranger()),
    "somebody writes words for a baby": _baby_speaks,
    "what somebody said of a day": _about_nobody,
    "a day without words says": lambda: guarded(
        Statement.objects.filter(words__startswith="Pointed to:"), verbatim=True
    ),
    "a wish is answered and": lambda: Clock.objects.filter(rule__key="wish").update(stopped_at=None),
    "a promise does not read": lambda: one(Promise, item__isnull=False).update(what="Something else."),
    "a promise is a line of a plan": lambda: one(Promise, item__isnull=False).update(child=stranger()),
    "a carried promise was not": _carry_to_the_same_day,
    "a promise was closed before": lambda: one(Promise, state="kept").update(closed_on=date(2001, 1, 1)),
    "a service answered before": lambda: one(ServiceAsked, answered_on__isnull=False).update(
        answered_on=date(2001, 1, 1)
    ),
    "a line does not read as": lambda: one(PlanItem).update(revision=F("revision") + 1),
    "a plan has no standing": _two_standings,
    "a plan has ended and": _open_after_end,
    "somebody words, judges": lambda: PlanMember.objects.all().delete(),
    "a version holds a wording": lambda: PlanVersion.objects.update(agreed_on=date(2001, 1, 1)),
    "somebody marked a part": lambda: guarded(one(SlotMark, person__isnull=False), person=stranger()),
    "a review lies before": lambda: one(Review).update(next_on=date(2001, 1, 1)),
    "an assessment was decided by": lambda: (
        ManagerDecision.objects.update(decided_by=_a_worker()) and Assessment.objects.update(worker=_a_worker())
    ),
    "a passage was answered by": lambda: one(PassageAnswer).update(person=stranger()),
    "neglect was found and": _neglect_without_money,
    "an assessment has words here": lambda: Assessment.objects.filter(occasion__isnull=False).update(clock=None),
    "a clock of a wish": _loose_clock,
    "somebody who is no relative": _read_by_a_stranger,
    "a child’s words on a visit": _reads_of_herself,
    "a sentence of a child": _said_again,
    "an occasion of a visit": _loose_occasion,
    "a page of their own was made": lambda: Grant.objects.filter(source__startswith="child:").delete(),
    "a card was given before": lambda: Card.objects.update(made_at=time.now() - 4000 * DAY),
    "a child is looked after": lambda: guarded(one(DayEntry, carer__isnull=False), carer=stranger()),
    "a service answered its part": lambda: AgencyPart.objects.filter(answered_at__isnull=False).update(
        asked_at=time.now()
    ),
    "a service was asked for": lambda: AgencyPart.objects.update(share=None),
    "early help is led": lambda: Plan.objects.filter(lead__isnull=True).update(partner_lead=""),
    "an assessment ended the work": lambda: Assessment.objects.filter(outcome="not_in_need").update(
        authorised_on=F("started_on")
    ),
    "a worker does not reach": lambda: Grant.objects.filter(basis="allocation", person=_writing()).delete(),
    "somebody interpreted": lambda: one(Visit, interpreter="").update(interpreter="Klingon"),
}
