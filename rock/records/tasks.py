"""What the records room does every night."""

from rock.core.nightly import each_night
from rock.core.services import SYSTEM
from rock.records.services.outbox import forget_untaken


@each_night
def forget_changes() -> None:
    """Forget the changes that no other system came for."""
    forget_untaken(by=SYSTEM)
