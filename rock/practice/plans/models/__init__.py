"""Plans: what the census is told, what the family wrote, how it is looked at again."""

from rock.practice.plans.models.reviewing import Drift, DriftKind, Gone, Review
from rock.practice.plans.models.statutory import CINPlan
from rock.practice.plans.models.writing import (
    ItemKind,
    ItemView,
    Part,
    Plan,
    PlanItem,
    PlanMember,
    PlanStanding,
    PlanVersion,
    PlanWording,
    Standing,
    VersionAnswer,
    VersionWording,
    View,
)

__all__ = [
    "CINPlan",
    "Drift",
    "DriftKind",
    "Gone",
    "ItemKind",
    "ItemView",
    "Part",
    "Plan",
    "PlanItem",
    "PlanMember",
    "PlanStanding",
    "PlanVersion",
    "PlanWording",
    "Review",
    "Standing",
    "VersionAnswer",
    "VersionWording",
    "View",
]
