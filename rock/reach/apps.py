"""Who may reach whom."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class ReachConfig(AppConfig):
    """Who may reach whom."""

    name = "rock.reach"
    label = "reach"

    def ready(self) -> None:
        """Join the navigation, and keep the circles of a role in step with who holds it: accounts lies below reach and cannot call it."""
        from rock.accounts.models import RoleHolding
        from rock.accounts.policy import Action
        from rock.core import navigation
        from rock.reach import messages  # noqa: F401 - registers what managers are sent

        navigation.register("Emergency openings", "reach:openings", action=Action.REVIEW_OPENINGS, order=50)
        navigation.register("People you are close to", "reach:conflicts", action=Action.DECLARE_CONFLICT, order=70)

        for signal in (post_save, post_delete):
            signal.connect(_in_step, sender=RoleHolding, dispatch_uid="role circles")


def _in_step(instance: Any, **_facts: Any) -> None:
    from rock.reach.role_circles import ROLE_CIRCLES, sync_role_circles

    if any(instance.role in roles for roles, _name in ROLE_CIRCLES.values()):
        sync_role_circles()
