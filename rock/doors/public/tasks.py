"""The jobs of the public door."""

from rock.core.jobs import nightly
from rock.core.limits import forget_over
from rock.core.nightly import each_night
from rock.core.services import SYSTEM
from rock.doors.public.drafts import purge_drafts


@each_night
@nightly("17 * * * *")
def throw_away_old() -> None:
    """Throw away, every hour, what was not sent in its time, copies that were not fetched, and counts that are over."""
    purge_drafts(by=SYSTEM)
    forget_over()
