"""What people were asked to agree to, as they may see it themselves."""

from collections.abc import Collection

from django.db.models import QuerySet

from rock.records.models import Agreement, AgreementKind, Answer
from rock.records.queries.standing import not_under_move


def answered_by(ids: Collection[int]) -> QuerySet[Agreement]:
    """Return what one person (all their records) was asked and answered, the earliest first.

    Where no agreement was needed, telling them is another decision.
    """
    rows = Agreement.objects.filter(not_under_move("occasion__"), person__in=ids)
    rows = rows.exclude(kind=AgreementKind.NOT_NEEDED).exclude(answer=Answer.NOT_ASKED)
    return rows.order_by("asked_on", "pk")
