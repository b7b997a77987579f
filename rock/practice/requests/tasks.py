"""What the hub does every night."""

from rock.core.nightly import each_night
from rock.core.services import SYSTEM
from rock.practice.requests.services.ends import end_reach_of_decided


@each_night
def let_go() -> None:
    """End the hub's reach of people whose request was decided 28 days ago."""
    end_reach_of_decided(by=SYSTEM)
