"""What has to happen for a child to be safe: said with why and who decided, worded anew, and ended with a reason.

The promise carries how it stands now. Each reason is a statement of whoever decided it, beside the line as it was worded
then, so that what was said before stays to be read.
"""

from rock.accounts.models import User
from rock.core.services import Refused, service
from rock.practice.assessments.services.money import check_money_first_for
from rock.practice.plans.facts import Must
from rock.practice.plans.models import PlanItem
from rock.practice.plans.refusals import Stopped
from rock.practice.plans.services import common
from rock.practice.plans.services.checking import check_must
from rock.practice.plans.services.promises import open_promise
from rock.practice.plans.services.readers import hidden_in_plan
from rock.records.models import Audience, Promise
from rock.records.services.occasions import say

MUST, MUST_ENDED = "plan_must", "plan_must_ended"


@service
def must_happen(*, by: User, promise: Promise, must: Must) -> Promise:
    """Mark a promise as one that has to happen for the child to be safe, or say anew why, and who decided.

    Whoever reads the promise reads why: a hit on what must stay hidden from one of them stops it and says where.
    """
    row, why = open_promise(promise), must.why.strip()
    check_must(must)
    if row.has_to_happen and (row.why, row.decided_by_id) == (why, must.decided_by.pk):
        return row
    row.has_to_happen, row.why, row.decided_by = True, why, must.decided_by
    row.save(update_fields=["has_to_happen", "why", "decided_by"])
    item = _item(row)
    if item:
        _check_readers(item, why)
        keep_reason(by=by, item=item, question=MUST, words=why, decided_by=must.decided_by)
        common.changed(by, item.plan)
    return row


@service
def no_longer_must(*, by: User, promise: Promise, because: str, decided_by: User) -> Promise:
    """End that a promise has to happen, with why and who decided; it stays a promise like any other."""
    row = open_promise(promise)
    if not common.is_staff(by):
        raise Refused("This has to happen. Talk with your worker about another way.")
    if not row.has_to_happen:
        raise Refused("This does not have to happen. Open the plan again to see how it stands.")
    if not because.strip():
        raise Refused("Say why it no longer has to happen: what keeps the child safe now.")
    row.has_to_happen, row.why, row.decided_by = False, "", None
    row.save(update_fields=["has_to_happen", "why", "decided_by"])
    item = _item(row)
    if item:
        keep_reason(by=by, item=item, question=MUST_ENDED, words=because, decided_by=decided_by)
        common.changed(by, item.plan)
    return row


def keep_reason(*, by: User, item: PlanItem, question: str, words: str, decided_by: User) -> None:
    """Keep why something has to happen, or no longer, as the words of whoever decided; nobody outside reads the statement.

    Where the reason is neglect, money was looked at first.
    """
    check_money_first_for(item.plan.child, words)
    say(
        by=by,
        occasion=item.plan.occasion,
        question=question,
        words=words.strip(),
        speaker_staff=decided_by,
        about=[item.plan.child],
        verbatim=False,
        replies_to=item.wording.statement if item.wording else None,
    )


def _item(promise: Promise) -> PlanItem | None:
    """Return the line of a plan that a promise stands in; one that was made on a visit may stand in none yet."""
    rows = PlanItem.objects.select_related("plan__child", "plan__family", "plan__occasion", "wording__statement")
    return rows.filter(promise=promise).first()


def _check_readers(item: PlanItem, why: str) -> None:
    statement = item.wording.statement_id if item.wording else None
    rows = Audience.objects.filter(statement=statement, ends__isnull=True).select_related("reader")
    for reader in [row.reader for row in rows]:
        if found := hidden_in_plan(item.plan, reader).found_in(why):
            raise Refused(f"{Stopped(reader, tuple(found))} Word it in another way.")
