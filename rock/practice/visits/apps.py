"""Visits and the child's day."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Visits and the child's day."""

    name = "rock.practice.visits"
    label = "visits"

    def ready(self) -> None:
        """Join the menu and other rooms' pages; move and remove with what stands on the wrong record."""
        from rock.accounts.policy import Action
        from rock.core import navigation, panels
        from rock.practice.requests.history import register_history
        from rock.practice.visits import history
        from rock.practice.visits.services import moving
        from rock.records.services.moving import register_mover, register_words_mover
        from rock.records.services.removing import register_remover
        from rock.teams.lines import register_lines, register_way

        register_mover(moving.move_visit)
        register_words_mover(moving.move_said)
        register_remover(moving.remove_said)
        register_history(history.visits_of)
        register_lines(history.first_page)
        register_way("wish", "day:wishes")
        panels.register("person-history", "visits", history.panel, action=Action.SEE_DAY, order=15)
        navigation.register("Visits with you", "visits:with_me", action=Action.RECORD_VISIT, order=24)
        navigation.register("Wishes", "day:wishes", action=Action.RECORD_VISIT, order=25)
