"""The jobs of the family door."""

from rock.core.jobs import nightly
from rock.doors.family.services.entering import forget_old_codes


@nightly("40 3 * * *")
def forget_codes() -> None:
    """Delete links and codes that are over."""
    forget_old_codes()
