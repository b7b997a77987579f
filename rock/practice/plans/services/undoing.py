"""What was settled in a review of the wrong child is open again: nobody had kept these promises or answered these wishes.

A review and all that it settles are written in one transaction, so the history of the rows knows what was closed with it.
Words that were written with them were about the right child: they go there with the review and leave no copy behind.
"""

from dataclasses import replace
from typing import Any

from django.db import models

from rock.accounts.models import User
from rock.core import time
from rock.practice.plans.facts import wording_of
from rock.practice.plans.models import PlanItem, PlanWording, Review
from rock.practice.plans.queries.reviews import PROMISE_WORD
from rock.practice.plans.services import common
from rock.practice.plans.services.readers import carry_readers
from rock.records.models import Audience, Occasion, Person, Promise, PromiseState, Statement, StatementAbout, Wish
from rock.records.queries.people import one_person
from rock.records.services.clocks import run_again
from rock.records.services.guards import history
from rock.records.services.occasions import say


def reopen_settled(*, by: User, review: Review, to: Person) -> None:
    """Open again every promise that was closed, and every wish that was answered, in a review that now goes to another child."""
    whose = one_person([review.plan.child_id])
    for promise in _written_with(review, Promise, state=PromiseState.OPEN, child__in=whose):
        if promise.state != PromiseState.OPEN:
            _keep_word(by, review.occasion, promise, to)
            _reopen(by, promise)
    for wish in _written_with(review, Wish, answer=None, child__in=whose):
        _unanswer(by, review.occasion, wish, to)


def _written_with(review: Review, model: type[models.Model], **was: Any) -> list[Any]:
    """Return the rows that were so until the transaction in which the review was written down; none of an imported one."""
    signed = history(Occasion).filter(pgh_obj=review.occasion_id).order_by("pgh_id")
    moment = signed.values("pgh_created_at", "acting_user").first()
    if moment is None:
        return []
    ids = history(model).filter(**moment, **was).values_list("pgh_obj", flat=True)
    return list(model._default_manager.select_for_update(of=("self",)).filter(pk__in=list(ids)).order_by("pk"))


def _keep_word(by: User, occasion: Occasion, promise: Promise, to: Person) -> None:
    """Let what was said with a promise stand on the review that was moved, as the worker wrote it down."""
    if promise.closed_word:
        say(
            by=by,
            occasion=occasion,
            question=PROMISE_WORD,
            words=promise.closed_word,
            speaker_staff=occasion.recorded_by,
            about=[to],
            verbatim=False,
        )


def _reopen(by: User, promise: Promise) -> None:
    pk, said, after = promise.pk, promise.closed_word, Promise.objects.filter(carried_from=promise).first()
    if after:
        _take_its_place(by, promise, after)
    else:
        promise.state, promise.closed_on, promise.closed_word = PromiseState.OPEN, None, ""
        promise.save(update_fields=["state", "closed_on", "closed_word"])
    if said:
        history(Promise).filter(pgh_obj=pk, closed_word=said).update(closed_word="")


def _take_its_place(by: User, promise: Promise, after: Promise) -> None:
    """Let the promise that it was carried to stand as if it had not been: counted once less, due when it was due."""
    if after.state == PromiseState.OPEN and not Promise.objects.filter(carried_from=after).exists():
        _due_as_before(by, after, promise)
    for link in Promise._meta.related_objects:
        rows: Any = link.related_model
        if link.one_to_many and rows is not history(Promise).model:
            rows._default_manager.filter(**{link.field.name: promise}).update(**{link.field.name: after})
    before, after.carried_from = promise.carried_from, None
    after.save(update_fields=["carried_from"])
    promise.delete()
    after.carried_from = before
    after.save(update_fields=["carried_from"])


def _due_as_before(by: User, promise: Promise, before: Promise) -> None:
    """Put the day back, unless somebody has chosen another since."""
    first = history(Promise).filter(pgh_obj=promise.pk).order_by("pgh_id").values_list("due_on", flat=True).first()
    if first not in {None, promise.due_on}:
        return
    carried_to, promise.due_on = promise.due_on, before.due_on
    promise.save(update_fields=["due_on"])
    item = PlanItem.objects.select_related("plan").filter(promise=promise, removed_at=None).first()
    old = PlanWording.objects.select_related("statement", "item__plan").filter(now_of=item).first() if item else None
    if item and old and old.due_on == carried_to:
        _word_again(by, item, old, before)


def _word_again(by: User, item: PlanItem, old: PlanWording, before: Promise) -> None:
    said = wording_of(old)
    language = old.statement.language
    statement = common.said_for_plan(
        by, item.plan, old.statement.question, said.words, person=old.by_person, language=language
    )
    new = common.keep_wording(item, item.revision + 1, replace(said, due_on=before.due_on), statement)
    carry_readers(by=by, old=old, new=new)


def _unanswer(by: User, occasion: Occasion, wish: Wish, to: Person) -> None:
    """Take the answer of the review from a wish, and let its clock run on; one that was corrected since stays an answer."""
    answer = wish.answer
    if answer is None or answer.corrects_id:
        return
    wish.answer, wish.answered_at, wish.promise = None, None, None
    wish.save(update_fields=["answer", "answered_at", "promise"])
    if wish.clock:
        run_again(by=by, clock=wish.clock)
    Audience.objects.filter(statement=answer, ends=None).update(ends=time.now())
    moved = Statement.objects.filter(pk=answer.pk)
    moved.update(occasion=occasion, replies_to=None)
    history(Statement).filter(pgh_obj=answer.pk).update(occasion=occasion, replies_to=None)
    StatementAbout.objects.filter(statement=answer, person__in=one_person([wish.child_id])).update(person=to)
