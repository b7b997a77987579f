"""The children-in-need census in and out."""

from django.apps import AppConfig


class CinConfig(AppConfig):
    """The children-in-need census in and out."""

    name = "rock.insight.cin"
    label = "cin"

    def ready(self) -> None:
        """Put the census into the navigation, and give data officers their first page."""
        from rock.accounts import home
        from rock.accounts.policy import Action
        from rock.accounts.roles import Role
        from rock.core import navigation

        home.register(Role.DATA_OFFICER, "cin:imports", order=60)
        navigation.register("Census", "cin:imports", action=Action.IMPORT_CENSUS, order=40)
        navigation.register("Imported children", "cin:imported", action=Action.SEE_IMPORTED, order=42)
