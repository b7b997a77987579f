"""Visits and the child's day."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Visits and the child's day."""

    name = "rock.practice.visits"
    label = "visits"
