"""People who sign in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in."""

    name = "rock.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Join the navigation, and give administrators their first page."""
        from rock.accounts import home
        from rock.accounts.policy import Action
        from rock.accounts.roles import Role
        from rock.core import navigation

        home.register(Role.ADMINISTRATOR, "accounts:staff", order=90)
        navigation.register("Staff", "accounts:staff", action=Action.MANAGE_ACCOUNTS, order=70)
        navigation.register("Who may do what", "accounts:policy", action=Action.SEE_POLICY, order=90)
