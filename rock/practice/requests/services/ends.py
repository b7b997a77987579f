"""The hub lets go: 28 days after a decision it no longer reaches the people of the request.

As long as somebody of the family is still to be told, the hub goes on reaching them: what is held stays in sight.
"""

from datetime import timedelta

from rock.core import time
from rock.core.services import Actor, service
from rock.practice.requests.models import Decision
from rock.practice.requests.services.handling import SOURCE, source_of
from rock.reach.models import Basis
from rock.reach.queries import standing_sources
from rock.reach.services import end_grants
from rock.records.models import Telling

HUB_REACHES_FOR = timedelta(days=28)


@service
def end_reach_of_decided(*, by: Actor) -> int:
    """End what decided requests granted, where the 28 days are over and everybody is told; return how many grants ended."""
    sources = standing_sources(Basis.REQUEST, f"{SOURCE}:")
    waiting = Telling.objects.filter(told_at__isnull=True).values("occasion")
    over = Decision.objects.filter(decided_at__lte=time.now() - HUB_REACHES_FOR).exclude(occasion__in=waiting)
    decided = over.filter(request__in=[source.partition(":")[2] for source in sources]).select_related("request")
    return sum(end_grants(by=by, source=source_of(decision.request)) for decision in decided)
