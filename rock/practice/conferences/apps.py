"""Child protection conferences and plans."""

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    """Child protection conferences and plans."""

    name = "rock.practice.conferences"
    label = "conferences"
