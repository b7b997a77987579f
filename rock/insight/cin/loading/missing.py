"""Children whom a newer census should hold and does not: kept, and said in the report."""

from django.db.models import Q

from rock.insight.cin.loading.plan import STILL_HELD
from rock.insight.cin.records import Note
from rock.insight.cin.sources import Standing, standing_in
from rock.practice.requests.models import Referral
from rock.records.models import Identifier, IdentifierKind


def children_missing(file: Standing, claimed: set[int]) -> list[Note]:
    """Return a note for each child with an episode in the year of the file, by a census no newer, who is not in it."""
    if file.starts is None:
        return []
    sources = _sources_up_to(file)
    in_year = Q(closed_on__isnull=True, no_further_action=False) | Q(closed_on__gte=file.starts)
    rows = Referral.objects.filter(in_year, source__in=sources, referred_on__lte=file.as_at).order_by("child_id")
    missing = dict(rows.values_list("child_id", "source"))
    for pk in missing.keys() & claimed:
        del missing[pk]
    numbers = Identifier.objects.filter(kind=IdentifierKind.LA_CHILD_ID, person__in=missing).order_by("pk")
    return [
        Note(number, "Child", "", STILL_HELD, f"{missing[pk]} holds an episode in this year")
        for number, pk in numbers.values_list("value", "person_id")
    ]


def _sources_up_to(file: Standing) -> list[str]:
    sources = Referral.objects.exclude(source="").order_by().values_list("source", flat=True).distinct()
    return [source for source in sources if (found := standing_in(source)) is not None and found <= file]
