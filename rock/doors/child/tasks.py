"""What the child's page does by itself: ring on, and forget cards that are over."""

from rock.core.jobs import nightly
from rock.core.nightly import each_night
from rock.core.services import SYSTEM
from rock.doors.child.services.entering import forget_cards as forget
from rock.doors.child.services.unsafe import ring_on


@each_night
@nightly("*/5 * * * *")
def ring() -> None:
    """Tell the next where nobody has taken on that a child does not feel safe; every five minutes."""
    ring_on(by=SYSTEM)


@each_night
@nightly("50 3 * * *")
def forget_cards() -> None:
    """Delete cards that are over."""
    forget()
