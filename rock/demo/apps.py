"""The synthetic council."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The synthetic council."""

    name = "rock.demo"
    label = "demo"

    def ready(self) -> None:
        """Let the product tell the demo's time."""
        from rock.core import time
        from rock.demo import clock

        time.use_offset(clock.offset)
