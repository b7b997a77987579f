"""Plans with families."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans with families."""

    name = "rock.practice.plans"
    label = "plans"
