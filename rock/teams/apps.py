"""Pods, posts and allocations."""

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    """Pods, posts and allocations."""

    name = "rock.teams"
    label = "teams"
