"""What a partner sees."""

from django.apps import AppConfig


class PartnerDoorConfig(AppConfig):
    """What a partner sees."""

    name = "rock.doors.partner"
    label = "partner_door"

    def ready(self) -> None:
        """Give partners their first page, and workers a line on theirs when a partner answered."""
        from rock.accounts import home
        from rock.accounts.roles import Role
        from rock.doors.partner import messages, news, tasks  # noqa: F401 - registers the messages and the nightly chore
        from rock.teams.lines import register_lines

        home.register(Role.PARTNER, "partner:home")
        register_lines(news.first_page)
