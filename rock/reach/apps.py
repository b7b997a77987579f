"""Who may reach whom."""

from django.apps import AppConfig


class ReachConfig(AppConfig):
    """Who may reach whom."""

    name = "rock.reach"
    label = "reach"
