"""Pages of people, family and network."""

from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    """Pages of people, family and network."""

    name = "rock.practice.families"
    label = "families"
