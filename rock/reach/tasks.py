"""What reach does every night."""

from datetime import timedelta

from rock.core import time
from rock.core.nightly import each_night
from rock.core.services import SYSTEM
from rock.reach.role_circles import sync_role_circles
from rock.reach.sealing import make_partitions, misfits, seal_views

CHECKED_AGAIN = timedelta(days=31)


class SealBrokenError(RuntimeError):
    """A day of the view log is no longer what was sealed; `bin/rock verify-seals` says which."""


@each_night
def make_room() -> None:
    """Make the view log's parts for the months to come."""
    make_partitions(by=SYSTEM)


@each_night
def seal() -> None:
    """Seal the views of the days that are over."""
    seal_views(by=SYSTEM)


@each_night
def check_seals() -> None:
    """Fail, and so be heard, when a day of the last month no longer fits its seal."""
    if misfits(time.today() - CHECKED_AGAIN):
        raise SealBrokenError


@each_night
def circles() -> None:
    """Make the circles of the roles whoever holds them."""
    sync_role_circles()
