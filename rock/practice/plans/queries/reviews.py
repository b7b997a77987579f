"""The reviews of a plan, and what became of promises and wishes between two days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import ngettext

from rock.core.words import on_day
from rock.practice.families.presenters.veil import Veil
from rock.practice.plans.models import Plan, Review
from rock.practice.plans.presenters.looks import Look, look_of
from rock.practice.visits.queries.wishes import wishes_of
from rock.practice.visits.words import WISH_ANSWER
from rock.records.models import Audience, Promise, PromiseState, Statement
from rock.records.queries.standing import words_not_under_move

MARK, WHAT_CHANGED, PROMISE_WORD = "review_mark", "review_changed", "review_promise"


def review_or_404(plan: Plan, pk: int) -> Review:
    """Return a review of this plan; another plan's is not there."""
    found = Review.objects.filter(plan=plan, pk=pk).select_related("occasion").first()
    if found is None:
        raise Http404
    return found


def day_of(review: Review) -> date:
    """Return the date of a review in London."""
    return timezone.localtime(review.occasion.happened_at).date()


@dataclass(frozen=True)
class Became:
    """What became of one promise, everybody's alike; `carried` is “for the 3rd time”, `must` why it had to happen, or empty."""

    words: str
    owner: str
    look: Look
    carried: str
    said: str
    must: str = ""


def became(plan: Plan, since: date, until: date, veil: Veil) -> list[Became]:
    """Return what became of the child's promises after a day, up to another (one query)."""
    rows = list(Promise.objects.filter(child=plan.child_id).select_related("owner", "owner_staff"))
    before = {row.pk: row.carried_from_id for row in rows}
    closed = [row for row in rows if row.closed_on and since < row.closed_on <= until]
    return [
        Became(
            words=veil(row.what),
            owner=veil(str(row.owner or row.owner_staff or row.owner_agency)),
            look=look_of(row.state, row.due_on),
            carried=f"for the {ordinal(_times(row.pk, before) + 1)} time" if row.state == PromiseState.CARRIED else "",
            said=veil(row.closed_word),
            must=veil(row.why) if row.has_to_happen else "",
        )
        for row in sorted(closed, key=lambda one: (one.closed_on or until, one.pk))
    ]


def _times(pk: int, before: dict[int, int | None]) -> int:
    count, last = 0, before.get(pk)
    while last is not None:
        count, last = count + 1, before.get(last)
    return count


def ordinal(number: int) -> str:
    """Return a number as “1st”, “2nd”, “3rd”, “11th”."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number % 100 in {11, 12, 13} else endings.get(number % 10, 'th')}"


@dataclass(frozen=True)
class YouSaid:
    """A child's wish and what was done, with the days in between; `did` is empty while nobody has answered."""

    said: str
    did: str
    done_on: date | None
    waited: int
    statement_id: int
    answer_id: int | None

    @property
    def days(self) -> str:
        """Return how long it took, or takes, in the language of whoever reads it now."""
        facts = {"n": self.waited, "day": on_day(self.done_on)}
        if self.done_on is None:
            return ngettext("Not answered for %(n)s day", "Not answered for %(n)s days", self.waited) % facts
        answered = ngettext(
            "Answered after %(n)s day, on %(day)s", "Answered after %(n)s days, on %(day)s", self.waited
        )
        return answered % facts


def you_said(child_ids: Iterable[int], since: date, until: date, veil: Veil) -> list[YouSaid]:
    """Return the wishes that were answered after a day up to another, and those that wait (one query)."""
    found = []
    for wish in wishes_of(child_ids):
        said_on = timezone.localtime(wish.statement.occasion.happened_at).date()
        done_on = timezone.localtime(wish.answered_at).date() if wish.answered_at else None
        if (done_on is None and said_on <= until) or (done_on and since < done_on <= until):
            found.append(
                YouSaid(
                    said=veil(wish.statement.words),
                    did=veil(wish.answer.words) if wish.answer else "",
                    done_on=done_on,
                    waited=((done_on or until) - said_on).days,
                    statement_id=wish.statement_id,
                    answer_id=wish.answer_id,
                )
            )
    return found


def said_at_review(plan: Plan, pk: int) -> Any:
    """Return what somebody said at a review of this plan, of a mark or of what changed it, or None.

    Its `stands` is false while two people decide whether it belongs to somebody else.
    """
    rows = Statement.objects.filter(pk=pk, question__in=[MARK, WHAT_CHANGED], occasion__review__plan=plan)
    return rows.select_related("speaker", "speaker_staff").annotate(stands=words_not_under_move()).first()


def came_along(plan: Plan, review: int, veil: Veil) -> list[str]:
    """Return the words of a moved review that were said of another child’s promises and wishes (one query)."""
    rows = Statement.objects.filter(occasion__review=review, occasion__review__plan=plan)
    rows = rows.filter(question__in=[PROMISE_WORD, WISH_ANSWER], original=None)
    return [veil(words) for words in rows.order_by("pk").values_list("words", flat=True)]


def readers_now(statement: Statement) -> set[int]:
    """Return the ids of those who may read a statement now."""
    rows = Audience.objects.filter(statement=statement, ends__isnull=True)
    return set(rows.values_list("reader_id", flat=True))
