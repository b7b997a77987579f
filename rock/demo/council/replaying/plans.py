"""Plans told again: written line by line, agreed, promised, looked at, standing as they stood, ended; equal, or the difference."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F

from rock.demo.council.replaying import again
from rock.demo.council.replaying.again import END, GO_ON, KEEP, SAY, START, Step
from rock.demo.council.replaying.picture import differences
from rock.demo.council.replaying.plan_rows import plan_rows, referral_of
from rock.demo.council.replaying.reviews import hold_again, reviews_of
from rock.practice.plans.facts import Answered, wording_of
from rock.practice.plans.leaving import hand_on_plan
from rock.practice.plans.models import (
    CINPlan,
    ItemKind,
    ItemView,
    Part,
    Plan,
    PlanItem,
    PlanMember,
    PlanStanding,
    PlanVersion,
    PlanWording,
    Review,
    Standing,
    VersionAnswer,
    View,
)
from rock.practice.plans.services import promises, saying, standing, starting, writing
from rock.practice.requests.models import ClosureReason
from rock.records.models import (
    Audience,
    Event,
    EventKind,
    Promise,
    PromiseState,
    ServiceAnswer,
    ServiceAsked,
)
from rock.teams.models import Allocation, AllocationKind


def replay_plans(submission_keys: list[str]) -> Iterator[str]:
    """Yield how the plans of the family whose requests have these keys differ when they are told again."""
    rows = Plan.objects.filter(family__occasions__request__submission_key__in=submission_keys)
    for row in rows.select_related("occasion__recorded_by", "child", "family").distinct().order_by("pk"):
        yield from (f"plan, {line}" for line in _again(row))


def _again(row: Plan) -> list[str]:
    with transaction.atomic():
        loaded, since = plan_rows(row), again.last_event()
        told = _Told(row)
        steps = list(told.steps())
        _aside(row)
        again.play(steps)
        made = plan_rows(Plan.objects.select_related("occasion", "child").get(pk=told.made.pk), since)
        transaction.set_rollback(True)
    return differences(loaded, made)


def _aside(row: Plan) -> None:
    """Let the loaded plan, its promises and its days stand aside, as if nothing were open but the referral."""
    again.reopen(row.child, referral_of(row))
    Plan.objects.filter(child=row.child, ended_on__isnull=True).update(ended_on=F("started_on"))
    still = Promise.objects.filter(child=row.child, state=PromiseState.OPEN)
    still.update(state=PromiseState.KEPT, closed_on=F("due_on"))
    CINPlan.objects.filter(referral__child=row.child, ended_on__isnull=True).update(ended_on=F("started_on"))
    Allocation.objects.filter(child=row.child, ends__isnull=True).update(ends=F("starts"))  # reach is held by a check


class _Told:
    """One plan and its loaded rows, as the services that made them; `same` are the new rows of loaded items."""

    def __init__(self, row: Plan) -> None:
        self.row, self.made, self.child = row, row, row.child
        self.same: dict[int, int] = {}

    def steps(self) -> Iterator[Step]:
        """Yield every call that made it."""
        yield Step(self.row.recorded_at, START, self._start)
        yield from self._standings()
        yield from self._leads()
        for item in PlanItem.objects.filter(plan=self.row).select_related("promise").order_by("pk"):
            yield from self._line(item)
        yield from self._versions()
        for review in reviews_of(self.row):
            yield Step(review.occasion.recorded_at, GO_ON, partial(self._hold, review))
        end, referral = self._event(EventKind.PLAN_ENDED).first(), referral_of(self.row)
        if end:
            reason = ClosureReason((referral and referral.closure_reason) or ClosureReason.RC7)
            yield Step(end.recorded_at, END, partial(self._end, end, reason))

    def _event(self, kind: EventKind) -> Any:
        return Event.objects.filter(occasion=self.row.occasion, kind=kind).select_related("by").order_by("recorded_at")

    def _start(self) -> None:
        row: Any = self.row
        by = row.occasion.recorded_by
        first = row.standings.select_related("referral").order_by("starts", "pk")[0]
        members = PlanMember.objects.filter(plan=row).select_related("person").order_by("pk")
        review = reviews_of(row).first()
        reviewed = review.occasion.recorded_at if review else None
        lead = None if first.standing == Standing.EARLY_HELP else by
        self.made = starting.start_plan(
            by=by,
            lead=lead,
            family=row.family,
            child=self.child,
            standing=Standing(first.standing),
            review_on=reviewed.date() if reviewed else row.review_on,
            partner_lead="" if lead else row.partner_lead,
            started_on=row.started_on,
            members=[(one.person, Part(one.part)) for one in members],
            referral=first.referral,
        )

    def _standings(self) -> Iterator[Step]:
        later = self.row.standings.order_by("starts", "pk").select_related("decided_by", "referral")[1:]
        for one, event in zip(later, self._event(EventKind.PLAN_STANDING), strict=True):
            yield Step(event.recorded_at, GO_ON, partial(self._stands, one))

    def _stands(self, one: PlanStanding) -> None:
        by: Any = one.decided_by
        facts: Any = {"standing": Standing(one.standing), "on": one.starts, "referral": one.referral}
        standing.change_standing(by=by, plan=self.made, **facts)

    def _leads(self) -> Iterator[Step]:
        """Yield that each next worker of the child leads the plan."""
        given = Allocation.objects.filter(child=self.child, kind=AllocationKind.PRIMARY).order_by("recorded_at")
        for one in given.select_related("worker", "decided_by"):
            over = self.row.ended_on and one.starts >= self.row.ended_on
            if one.recorded_at > self.row.recorded_at - again.SOON and not over:
                yield Step(one.recorded_at + again.SOON, GO_ON, partial(self._lead, one))

    def _lead(self, one: Allocation) -> None:
        by: Any = one.decided_by
        self.made.refresh_from_db()
        if self.made.lead_id not in {None, one.worker_id}:
            hand_on_plan(by, self.made.pk, one.worker)

    def _line(self, item: PlanItem) -> Iterator[Step]:
        wordings = list(item.wordings.select_related("statement__recorded_by", *_OWNERS).order_by("number"))
        chain = _chain(item.promise)
        yield Step(wordings[0].made_at, GO_ON, partial(self._write, item, wordings[0]))
        for number, wording in enumerate(wordings[1:]):
            was, then = chain[number], chain[number + 1]
            yield Step(wording.made_at, START, partial(self._carry, item, wording, was, then))
        for view in ItemView.objects.filter(item=item).select_related("person", "statement").order_by("pk"):
            yield Step(view.said_at, SAY, partial(self._view, item, view))
        if chain:
            yield from self._service(item, ServiceAsked.objects.filter(promise__in=chain).first(), wordings[0])
            yield from self._closed(item, chain[-1])

    def _write(self, item: PlanItem, wording: PlanWording) -> None:
        by: Any = wording.statement.recorded_by
        shared = Audience.objects.filter(statement=wording.statement).select_related("reader").order_by("pk")
        made = writing.write_item(
            by=by,
            plan=self.made,
            kind=ItemKind(item.kind),
            wording=wording_of(wording),
            by_person=wording.by_person,
            readers=[one.reader for one in shared],
            speaker_said=shared[0].speaker_said if shared else "",
        )
        self.same[item.pk] = made.item.pk

    def _item(self, item: PlanItem) -> PlanItem:
        return PlanItem.objects.select_related("promise", "plan").get(pk=self.same[item.pk])

    def _promise(self, item: PlanItem) -> Promise:
        found = self._item(item).promise
        if found is None:
            raise ValueError("a line of promises has its promise")
        return found

    def _carry(self, item: PlanItem, wording: PlanWording, was: Promise, then: Promise) -> None:
        by: Any = wording.statement.recorded_by
        promises.carry_promise(by=by, promise=self._promise(item), due_on=then.due_on, word=was.closed_word)

    def _view(self, item: PlanItem, view: ItemView) -> None:
        by: Any = again.acting(self.row.occasion, EventKind.PLAN_CHANGED, view.said_at)
        words = view.statement.words if view.statement else ""
        saying.say_view(by=by, item=self._item(item), view=View(view.view), words=words, person=view.person)

    def _service(self, item: PlanItem, asked: ServiceAsked | None, first: PlanWording) -> Iterator[Step]:
        """Yield that a service was asked, and what it answered, on their days; nothing keeps the hour."""
        if asked is None or asked.asked_on is None:
            return
        by: Any = first.statement.recorded_by
        begun = max(again.morning(asked.asked_on), first.made_at)
        yield Step(begun, SAY, partial(self._ask, item, asked, by))
        if asked.answered_on:
            at = max(again.morning(asked.answered_on), begun)
            yield Step(at, KEEP, partial(self._answered, item, asked, by))

    def _ask(self, item: PlanItem, asked: ServiceAsked, by: Any) -> None:
        facts: Any = {"service_name": asked.service, "asked_on": asked.asked_on}
        promises.ask_service(by=by, promise=self._promise(item), **facts)

    def _answered(self, item: PlanItem, asked: ServiceAsked, by: Any) -> None:
        promises.answer_service(
            by=by,
            asked=ServiceAsked.objects.get(promise=self._promise(item)),
            answer=ServiceAnswer(asked.answer),
            answered_on=asked.answered_on,
            waits_until=asked.waits_until,
            outcome=asked.outcome,
        )

    def _closed(self, item: PlanItem, last: Promise) -> Iterator[Step]:
        if last.closed_on is None:
            return
        events = self._event(EventKind.PROMISE_CLOSED).filter(recorded_at__date=last.closed_on)
        event = events.first()
        if event:
            yield Step(event.recorded_at, START, partial(self._close, item, last, event.by))

    def _close(self, item: PlanItem, last: Promise, by: Any) -> None:
        promise, state = self._promise(item), PromiseState(last.state)
        if state == PromiseState.TAKEN_BACK:
            who = promise.owner or promise.owner_staff or promise.owner_agency
            promises.take_back_promise(by=by, promise=promise, who=who, words=last.closed_word)
        else:
            promises.close_promise(by=by, promise=promise, state=state, word=last.closed_word)

    def _hold(self, review: Review) -> None:
        hold_again(review, self.made)

    def _versions(self) -> Iterator[Step]:
        versions = PlanVersion.objects.filter(plan=self.row).select_related("kept_by").order_by("number")
        for one, event in zip(versions, self._event(EventKind.PLAN_AGREED), strict=True):
            yield Step(event.recorded_at, KEEP, partial(self._keep, one))

    def _keep(self, one: PlanVersion) -> None:
        rows = VersionAnswer.objects.filter(version=one).select_related("person").order_by("pk")
        answers = [Answered(row.person, row.agrees, row.knows_what_if) for row in rows]
        saying.keep_version(by=one.kept_by, plan=self.made, answers=answers, agreed_on=one.agreed_on)

    def _end(self, event: Event, reason: ClosureReason) -> None:
        by: Any = event.by
        why = self.row.ended_because
        standing.end_plan(
            by=by,
            plan=self.made,
            words=why.words if why else "",
            partner=self.row.partner_lead,
            on=self.row.ended_on,
            closure_reason=reason,
        )


_OWNERS = ("owner", "owner_staff", "by_person", "by_staff")


def _chain(promise: Promise | None) -> list[Promise]:
    """Return a promise as it went on, from the first to the last."""
    found: list[Promise] = []
    while promise is not None:
        found.insert(0, promise)
        promise = promise.carried_from
    return found
