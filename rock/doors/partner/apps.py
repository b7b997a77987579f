"""What a partner sees."""

from django.apps import AppConfig


class PartnerDoorConfig(AppConfig):
    """What a partner sees."""

    name = "rock.doors.partner"
    label = "partner_door"

    def ready(self) -> None:
        """Give partners their first page."""
        from rock.accounts import home
        from rock.accounts.roles import Role
        from rock.doors.partner import messages, tasks  # noqa: F401 - registers the messages and the nightly chore

        home.register(Role.PARTNER, "partner:home")
