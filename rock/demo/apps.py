"""The synthetic council."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The synthetic council."""

    name = "rock.demo"
    label = "demo"
