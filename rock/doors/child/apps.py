"""What a child sees."""

from django.apps import AppConfig


class ChildDoorConfig(AppConfig):
    """What a child sees."""

    name = "rock.doors.child"
    label = "child_door"

    def ready(self) -> None:
        """Give children their first page, and staff the urgent list; say in the history that a child did not feel safe."""
        from rock.accounts import home
        from rock.accounts.policy import Action
        from rock.accounts.roles import Role
        from rock.core import navigation
        from rock.doors.child import messages, tasks  # noqa: F401 - registers the message and the ringing
        from rock.doors.child.history import said_unsafe
        from rock.practice.requests.history import register_history
        from rock.teams.lines import register_way

        register_history(said_unsafe)
        register_way("feels_unsafe", "child:urgent", at_once=True)
        home.register(Role.CHILD, "child:home")
        navigation.register("Urgent", "child:urgent", action=Action.TAKE_ON_UNSAFE, order=15)
