"""Money before neglect: before neglect is written, the money side is on the page, or a named person says why it could not be."""

import re

from rock.accounts.models import User
from rock.core import time
from rock.core.services import Refused, service
from rock.practice.assessments.models import Assessment, Heading, MoneyFirst, Passage
from rock.practice.assessments.queries.around import latest_assessment
from rock.practice.assessments.services.common import locked
from rock.records.models import Person

_NEGLECT = re.compile(r"\bneglect", re.IGNORECASE)


class MoneyNeeded(Refused):
    """Neglect was to be written and nothing says yet what money has to do with it."""

    def __init__(self, assessment: Assessment | None = None) -> None:
        if assessment is None or assessment.authorised_on:
            super().__init__(
                "Look at the money side first: is it money, or care? No assessment has looked at it. Start one, "
                "or write what is missing in the child’s day without calling it neglect. What you typed is kept."
            )
        else:
            super().__init__(
                "Write the money side first: is it money, or care? Fill in “Money and what is missing”, "
                "or say who looked and why it could not be done. What you typed is kept."
            )
        self.assessment = assessment


def says_neglect(*words: str) -> bool:
    """Return whether any of the texts speaks of neglect."""
    return any(_NEGLECT.search(text) for text in words)


def check_money_first(assessment: Assessment, *words: str) -> None:
    """Refuse words that speak of neglect while the money side is not there, with the way out."""
    if says_neglect(*words):
        require_money_first(assessment)


def require_money_first(assessment: Assessment) -> None:
    """Refuse while neither the money side nor a reason stands on the assessment."""
    if not MoneyFirst.objects.filter(assessment=assessment).exists():
        raise MoneyNeeded(assessment)


def check_money_first_for(child: Person, *words: str) -> None:
    """Refuse words about a child (a worry in a plan) that speak of neglect, unless their newest assessment looked at money."""
    if not says_neglect(*words):
        return
    newest = latest_assessment(child)
    if newest is None or not MoneyFirst.objects.filter(assessment=newest).exists():
        raise MoneyNeeded(newest)


@service
def record_money_first(*, by: User, assessment: Assessment, could_not_because: str = "") -> MoneyFirst:
    """Say that the money side is on the page (its passage), or why it could not be; whoever says so is named."""
    row = locked(assessment)
    passage = Passage.objects.filter(assessment=row, heading=Heading.MONEY).select_related("statement").first()
    if passage is not None:
        facts = {"statement": passage.statement, "could_not_because": ""}
    elif could_not_because.strip():
        facts = {"statement": None, "could_not_because": could_not_because.strip()}
    else:
        raise Refused("Write the money side, or say why it could not be looked at.")
    facts |= {"by": by, "at": time.now()}
    return MoneyFirst.objects.update_or_create(assessment=row, defaults=facts)[0]
