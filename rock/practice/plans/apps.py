"""Plans with families."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans with families."""

    name = "rock.practice.plans"
    label = "plans"

    def ready(self) -> None:
        """Tell what is held here to those who decide about a request."""
        from rock.practice.plans import history
        from rock.practice.requests.history import register_history

        register_history(history.plans_of)
