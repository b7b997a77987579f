"""Pages of people, family and network."""

from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    """Pages of people, family and network."""

    name = "rock.practice.families"
    label = "families"

    def ready(self) -> None:
        """Join the navigation."""
        from rock.accounts.policy import Action
        from rock.core import navigation

        navigation.register("Find a person", "families:search", action=Action.SEARCH_PEOPLE, order=30)
        navigation.register("Move or remove words", "families:redactions", action=Action.MOVE_OR_REDACT, order=60)
