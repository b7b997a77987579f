"""Child protection conferences and plans."""

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    """Child protection conferences and plans."""

    name = "rock.practice.conferences"
    label = "conferences"

    def ready(self) -> None:
        """Tell what is held here to those who decide about a request."""
        from rock.practice.conferences import history
        from rock.practice.requests.history import register_history

        register_history(history.protection_plans_of)
