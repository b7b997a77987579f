"""The chore of the partner's door."""

from rock.core.jobs import nightly
from rock.core.nightly import each_night
from rock.doors.partner.services.entering import forget_old_codes


@each_night
@nightly("45 3 * * *")
def forget_partner_codes() -> None:
    """Delete links and codes that are over."""
    forget_old_codes()
