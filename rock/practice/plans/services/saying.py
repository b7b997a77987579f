"""What somebody says to an item, and to the plan as a whole; every voice stays beside the others."""

from collections.abc import Iterable
from datetime import date

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.practice.plans.facts import Answered
from rock.practice.plans.models import (
    ItemView,
    Plan,
    PlanItem,
    PlanVersion,
    VersionAnswer,
    VersionWording,
    View,
)
from rock.practice.plans.services import common
from rock.records.models import EventKind, Person
from rock.records.services.occasions import share_words

WITH_WORDS = {View.DISAGREE, View.ANOTHER_IDEA}
WHERE_IT_MUST = (View.UNDERSTAND, View.DISAGREE, View.ANOTHER_IDEA)


def views_for(item: PlanItem) -> list[tuple[str, str]]:
    """Return what can be said to an item, as (value, words): what has to happen is not up to agreeing."""
    if item.promise and item.promise.has_to_happen:
        another = {View.ANOTHER_IDEA: "I have another way to get there"}
        return [(view, another.get(view, View(view).label)) for view in WHERE_IT_MUST]
    return [(view.value, str(view.label)) for view in View]


@service
def say_view(
    *,
    by: User,
    item: PlanItem,
    view: View,
    words: str = "",
    person: Person | None = None,
    revision: int | None = None,
    language: str = "",
    shown_back: bool = False,
) -> ItemView:
    """Record what a person of the plan (or else the worker) says to an item, as it was worded when they read it.

    Nothing that was said before is overwritten. `shown_back` lets the speaker read their words at their own door.
    """
    row = common.locked_item(item)
    common.check_member(row.plan, person)
    _check_view(row, view, words)
    wording = row.wordings.filter(number=revision or row.revision).first()
    if wording is None:
        raise Refused("These words are not in the plan. Go back to the line, and say it to how it reads now.")
    statement = None
    if words.strip():
        statement = common.said_for_plan(
            by, row.plan, "plan_view", words, person=person, language=language, replies_to=wording.statement
        )
    if statement and person and shown_back:
        share_words(by=by, statement=statement, reader=person, speaker_said="Their own words")
    common.changed(by, row.plan)
    return ItemView.objects.create(
        item=row, wording=wording, person=person, staff=None if person else by, view=view, statement=statement
    )


def _check_view(item: PlanItem, view: View, words: str) -> None:
    if view not in dict(views_for(item)):
        raise Refused(
            "This has to happen, so it is not up to agreeing. Choose “I understand”, “I disagree” or another way."
        )
    if view in WITH_WORDS and not words.strip():
        raise Refused("Write what they say: why they disagree, or what their idea is.")


@service
def keep_version(*, by: User, plan: Plan, answers: Iterable[Answered], agreed_on: date | None = None) -> PlanVersion:
    """Keep the plan as it reads now, with what each person says to it and whether they know what happens if."""
    plan = common.locked(plan)
    day = agreed_on or time.today()
    if not plan.started_on <= day <= time.today():
        raise Refused("Enter the day on which it was agreed: not before the plan began, and not a day to come.")
    lines = [item.wording_id for item in PlanItem.objects.filter(plan=plan, removed_at__isnull=True)]
    if not lines:
        raise Refused("There is nothing in the plan yet. Write it first, then keep it as agreed.")
    said = list(answers)
    for answer in said:
        common.check_member(plan, answer.person)
    last = plan.versions.order_by("-number").first()
    version = PlanVersion.objects.create(plan=plan, number=last.number + 1 if last else 1, agreed_on=day, kept_by=by)
    VersionWording.objects.bulk_create(VersionWording(version=version, wording_id=pk) for pk in lines if pk)
    VersionAnswer.objects.bulk_create(
        VersionAnswer(version=version, person=one.person, agrees=one.agrees, knows_what_if=one.knows_what_if)
        for one in said
    )
    common.changed(by, plan, EventKind.PLAN_AGREED, [one.person for one in said])
    return version
