"""What the service can see of itself."""

from django.apps import AppConfig


class SeeingConfig(AppConfig):
    """What the service can see of itself."""

    name = "rock.insight.seeing"
    label = "seeing"

    def ready(self) -> None:
        """Add the page to the menu."""
        from rock.accounts.policy import Action
        from rock.core import navigation

        navigation.register("How it is going", "seeing:day", action=Action.SEE_MEASURES, order=70)
