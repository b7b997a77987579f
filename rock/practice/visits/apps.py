"""Visits and the child's day."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Visits and the child's day."""

    name = "rock.practice.visits"
    label = "visits"

    def ready(self) -> None:
        """Move and remove with what stands on the wrong record."""
        from rock.practice.visits.services import moving
        from rock.records.services.moving import register_mover, register_words_mover
        from rock.records.services.removing import register_remover

        register_mover(moving.move_visit)
        register_words_mover(moving.move_said)
        register_remover(moving.remove_said)
