"""Child-and-family assessments."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Child-and-family assessments."""

    name = "rock.practice.assessments"
    label = "assessments"

    def ready(self) -> None:
        """Tell what is held here to those who decide about a request, and register what services are sent."""
        from rock.practice.assessments import (
            history,
            messages,  # noqa: F401 - registers what services are sent
        )
        from rock.practice.requests.history import register_history

        register_history(history.held_of)
