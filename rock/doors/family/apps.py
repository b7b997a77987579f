"""What a family sees."""

from django.apps import AppConfig


class FamilyDoorConfig(AppConfig):
    """What a family sees."""

    name = "rock.doors.family"
    label = "family_door"

    def ready(self) -> None:
        """Open a door whenever somebody is told, hold back who looks where an enquiry starts, give families their first page.

        A child's worker reaches whoever was told something as one of the network, too, and reads on their first page what waits.
        """
        from rock.accounts import home
        from rock.accounts.policy import Action
        from rock.accounts.roles import Role
        from rock.core import navigation
        from rock.doors.family import messages, news  # noqa: F401 - messages registers the door's messages
        from rock.doors.family.services.looking import hold_after_enquiry, hold_after_strategy
        from rock.doors.family.services.opening import open_when_told
        from rock.practice.assessments.hooks import when_enquired
        from rock.practice.requests.hooks import when_decided, when_told
        from rock.records.queries.telling import told_near
        from rock.teams.beside import register_beside
        from rock.teams.lines import register_lines

        navigation.register("Stopped at a door", "family:findings", action=Action.DEAL_WITH_FINDINGS, order=55)
        home.register(Role.FAMILY, "family:home")
        when_told(open_when_told)
        when_decided(hold_after_strategy)
        when_enquired(hold_after_enquiry)
        register_beside(told_near)
        register_lines(news.first_page)
