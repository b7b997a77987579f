"""Plans: what the census is told, what the family wrote, how it is looked at again."""

from rock.practice.plans.models.plan import Part, Plan, PlanMember, PlanStanding, Standing
from rock.practice.plans.models.reviewing import Drift, DriftKind, Gone, Review
from rock.practice.plans.models.statutory import CINPlan
from rock.practice.plans.models.versions import PlanVersion, VersionAnswer, VersionWording
from rock.practice.plans.models.writing import ItemKind, ItemView, PlanItem, PlanWording, View

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
