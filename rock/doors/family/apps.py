"""What a family sees."""

from django.apps import AppConfig


class FamilyDoorConfig(AppConfig):
    """What a family sees."""

    name = "rock.doors.family"
    label = "family_door"

    def ready(self) -> None:
        """Open a door whenever somebody is told, and give families their first page."""
        from rock.accounts import home
        from rock.accounts.roles import Role
        from rock.doors.family import messages  # noqa: F401 - registers the door's messages
        from rock.doors.family.services.opening import open_when_told
        from rock.practice.requests.hooks import when_told

        home.register(Role.FAMILY, "family:home")
        when_told(open_when_told)
