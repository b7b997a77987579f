"""The jobs of the family door."""

from rock.core.jobs import nightly
from rock.core.nightly import each_night
from rock.doors.family.services.entering import forget_old_codes


@each_night
@nightly("40 3 * * *")
def forget_codes() -> None:
    """Delete links and codes that are over."""
    forget_old_codes()
