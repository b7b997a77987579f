"""The parts of other services: by their link, of one assessment, late ones, and whether somebody agreed to their being asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from rock.accounts.models import User
from rock.core import time
from rock.core.secret_links import link_hash
from rock.core.words import joined, on_day
from rock.practice.assessments.models import AgencyPart
from rock.practice.assessments.queries.around import responsible_for
from rock.practice.visits.ages import is_young_person
from rock.reach.queries import reached
from rock.records.models import Agreement, AgreementKind, Answer, Person
from rock.records.names import fold
from rock.records.queries.people import one_person
from rock.records.queries.standing import not_under_move


def part_for(token: str) -> AgencyPart | None:
    """Return the part that a link opens now: not over, not ended, not answered, of an assessment that is still written."""
    rows = open_parts().filter(token_hash=link_hash(AgencyPart.LINK, token), expires_at__gt=time.now())
    return rows.select_related("assessment__referral__child", "asked_by", "share").first()


def open_parts() -> QuerySet[AgencyPart]:
    """Return the parts that are waited for; not while their assessment waits to be moved or removed."""
    waiting = AgencyPart.objects.filter(answered_at__isnull=True, withdrawn_at__isnull=True)
    return waiting.filter(not_under_move("assessment__occasion__"), assessment__authorised_on__isnull=True)


def parts_waited_for(user: User) -> QuerySet[AgencyPart]:
    """Return the parts that are waited for about children whom the user reaches, the latest late first."""
    rows = open_parts().filter(reached(user, "assessment__referral__child_id"))
    return rows.select_related("assessment__referral__child", "asked_by").order_by("due_on", "pk")


@dataclass(frozen=True)
class WhoAgreed:
    """Whether a service may be asked with agreement, and who said what: those who have parental responsibility, and a young person."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    young_person: str = ""

    @property
    def covers(self) -> bool:
        """Return whether somebody agreed and nobody said no."""
        return bool(self.yes) and not self.no

    @property
    def basis(self) -> str:
        """Return who agreed, for the entry of what was shared."""
        return f"They agreed: {joined(list(self.yes))}"

    @property
    def why_not(self) -> str:
        """Return why there is no agreement to go on."""
        if self.no:
            return f"{joined(list(self.no))} said no to this service being asked."
        who = f"Neither {self.young_person} nor anybody" if self.young_person else "Nobody"
        return f"{who} with parental responsibility has agreed to this service being asked."


def who_agreed(child: Person, agency: str) -> WhoAgreed:
    """Return what each grown-up with parental responsibility last answered about this service being asked.

    A young person who was asked answers for themselves: their yes is enough where no parent says no, and so is their no.
    """
    young = [child] if is_young_person(child) else []
    answers = [(str(one), _latest(one_person([one.pk]), agency)) for one in [*young, *responsible_for(child)]]
    yes = tuple(f"{who}, {on_day(row.asked_on)}" for who, row in answers if row and _agrees(row))
    no = tuple(who for who, row in answers if row and row.answer == Answer.NO)
    return WhoAgreed(yes, no, young_person=str(child) if young else "")


def _latest(ids: Iterable[int], agency: str) -> Agreement | None:
    day = time.today()
    rows = Agreement.objects.filter(person__in=list(ids), kind=AgreementKind.ASK_AGENCIES, withdrawn_on__isnull=True)
    standing = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day)).exclude(answer=Answer.NOT_ASKED)
    asked = fold(agency)
    return next((row for row in standing.order_by("-asked_on", "-pk") if _is_it(asked, row.agencies)), None)


def _is_it(asked: str, agreed: str) -> bool:
    """Return whether one of the two names stands in the other: “Marram Primary” in “Marram Primary School, the GP”."""
    names = [fold(part) for part in agreed.split(",")]
    return any(name and (asked in name or name in asked) for name in names)


def _agrees(row: Agreement) -> bool:
    return row.answer in {Answer.YES, Answer.PARTLY}
