"""The one list of promises, whatever made them; whose idea each was; and how near its limit a child's list is."""

from enum import StrEnum

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from rock.accounts.models import UserKind
from rock.records.models import Person, Promise, ServiceAsked


class Idea(StrEnum):
    """Whose idea a promise was; a partner's is a service's, and an imported one may be nobody's that is known."""

    FAMILY = "family"
    SERVICE = "service"
    NOT_KNOWN = "not_known"


class Owner(StrEnum):
    """Who has to keep a promise: all three are measured alike."""

    FAMILY = "family"
    WORKER = "worker"
    AGENCY = "agency"


_IDEA = Case(
    When(idea_of__isnull=False, then=Value(Idea.FAMILY)),
    When(idea_of_staff__isnull=False, then=Value(Idea.SERVICE)),
    default=Value(Idea.NOT_KNOWN),
    output_field=CharField(),
)
_OWNER = Case(
    When(owner__isnull=False, then=Value(Owner.FAMILY)),
    When(owner_agency__gt="", then=Value(Owner.AGENCY)),
    When(Q(owner_staff__kind=UserKind.PARTNER), then=Value(Owner.AGENCY)),
    default=Value(Owner.WORKER),
    output_field=CharField(),
)


def with_whose(rows: QuerySet[Promise]) -> QuerySet[Promise]:
    """Return promises with `whose_idea` (an `Idea`) and `whose` (an `Owner`), for counting."""
    return rows.annotate(whose_idea=_IDEA, whose=_OWNER)


def promise_about(child: Person, pk: int) -> Promise | None:
    """Return a promise that was made for this child, and no other."""
    return Promise.objects.filter(pk=pk, child=child).first()


def service_asked(promise: Promise) -> ServiceAsked | None:
    """Return what a service was asked, and answered, to keep a promise."""
    return ServiceAsked.objects.filter(promise=promise).first()
