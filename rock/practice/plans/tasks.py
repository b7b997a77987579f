"""What plans do every night."""

from rock.core.nightly import each_night
from rock.core.services import SYSTEM
from rock.practice.plans.services.drift import find_drift


@each_night
def look_for_drift() -> None:
    """Find what has stood still, and close what stands still no more."""
    find_drift(by=SYSTEM)
