"""The chores of the partner’s door."""

from rock.core.jobs import nightly
from rock.core.nightly import each_night
from rock.doors.partner.services.entering import forget_old_codes
from rock.doors.partner.services.sharing import end_for_former_leads


@each_night
@nightly("45 3 * * *")
def forget_partner_codes() -> None:
    """Delete links and codes that are over."""
    forget_old_codes()


@each_night
@nightly("50 3 * * *")
def end_lines_of_former_leads() -> None:
    """Take back from partners the lines of plans that they lead no more."""
    end_for_former_leads()
