"""Plans with families."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans with families."""

    name = "rock.practice.plans"
    label = "plans"

    def ready(self) -> None:
        """Join the navigation and other rooms' pages, and tell what is held here to those who decide about a request."""
        from rock.accounts.policy import Action
        from rock.core import navigation, panels
        from rock.practice.plans import history
        from rock.practice.plans.queries.listing import panel
        from rock.practice.requests.history import register_history

        navigation.register("Plans", "plans:plans", action=Action.SEE_PLAN, order=24)
        panels.register("person-history", "plans", panel, action=Action.SEE_PLAN, order=20)
        register_history(history.plans_of)
