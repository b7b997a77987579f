"""Pods, posts and allocations."""

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    """Pods, posts and allocations."""

    name = "rock.teams"
    label = "teams"

    def ready(self) -> None:
        """Put the children into the navigation, and give workers and managers their first page."""
        from rock.accounts import home
        from rock.accounts.policy import Action
        from rock.accounts.roles import Role
        from rock.core import navigation

        navigation.register("My children", "teams:my_children", action=Action.SEE_OWN_CHILDREN, order=20)
        navigation.register("Workers", "teams:pod", action=Action.ALLOCATE, order=21)
        navigation.register("Pods", "teams:pods", action=Action.MANAGE_PODS, order=22)
        home.register(Role.SOCIAL_WORKER, "teams:my_children", order=30)
        home.register(Role.NEWLY_QUALIFIED, "teams:my_children", order=30)
        home.register(Role.TEAM_MANAGER, "teams:pod", order=25)
