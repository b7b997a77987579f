"""Who may reach which person, and who looked."""

from rock.reach.models.grants import Basis, Capacity, Circle, CircleMember, Grant
from rock.reach.models.safety import ConflictOfInterest, EmergencyOpening, Restriction
from rock.reach.models.views import ViewLog, ViewPurpose, ViewSeal

__all__ = [
    "Basis",
    "Capacity",
    "Circle",
    "CircleMember",
    "ConflictOfInterest",
    "EmergencyOpening",
    "Grant",
    "Restriction",
    "ViewLog",
    "ViewPurpose",
    "ViewSeal",
]
