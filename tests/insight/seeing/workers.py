"""Children with a worker, so that the measures count them."""

from rock.records.models import Person
from rock.teams.models import Allocation, AllocationKind
from rock.teams.services.pods import make_pod
from tests.support import factories as make
from tests.support import visits


def given_a_worker(home: visits.Household, *children: Person) -> None:
    pod = make_pod(by=home.worker, name="North", service_name="Families", starts=make.LONG_AGO)
    for child in children:
        Allocation.objects.create(
            child=child,
            family=home.family,
            pod=pod,
            worker=home.worker,
            kind=AllocationKind.PRIMARY,
            starts=make.LONG_AGO,
        )
