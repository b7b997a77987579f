"""The core app: no word of the field in it."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Time, services, forms, jobs, messages, drafts."""

    name = "rock.core"
    label = "core"

    def ready(self) -> None:
        """Make migrations quick."""
        from rock.core.migrating import add_triggers_lightly

        add_triggers_lightly()
