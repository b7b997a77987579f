"""Requests for support."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Requests for support."""

    name = "rock.practice.requests"
    label = "support_requests"

    def ready(self) -> None:
        """Put the hub into the navigation, and register what askers are sent."""
        from rock.accounts import home
        from rock.accounts.policy import Action
        from rock.accounts.roles import Role
        from rock.core import navigation
        from rock.practice.requests import messages  # noqa: F401 - registers what askers are sent
        from rock.practice.requests.services.liaison import forget_moved_talk
        from rock.records.services.moving import register_mover

        register_mover(forget_moved_talk)
        navigation.register("Requests", "requests:board", action=Action.SEE_BOARD, order=10)
        home.register(Role.HUB_WORKER, "requests:board", order=20)
        home.register(Role.HUB_MANAGER, "requests:board", order=10)
