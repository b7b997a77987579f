"""What stands open to one reader: the audience rows that let them read words."""

from typing import Any

from django.db.models import Q

from rock.core import time
from rock.doors.family.queries.doors import Door, Reader
from rock.records.models import Audience


def open_to(door: Door | Reader) -> Any:
    """Return the audience rows that let this reader read the statement of an outer query."""
    standing = Q(ends__isnull=True) | Q(ends__gt=time.now())
    return Audience.objects.filter(standing, reader__in=door.ids, starts__lte=time.now())
