"""The children-in-need census in and out."""

from django.apps import AppConfig


class CinConfig(AppConfig):
    """The children-in-need census in and out."""

    name = "rock.insight.cin"
    label = "cin"
