"""Child-and-family assessments."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Child-and-family assessments."""

    name = "rock.practice.assessments"
    label = "assessments"

    def ready(self) -> None:
        """Join the navigation and other rooms' pages, tell what is held here, and register what services are sent."""
        from rock.accounts.policy import Action
        from rock.core import navigation, panels
        from rock.practice.assessments import (
            history,
            leaving,
            messages,  # noqa: F401 - registers what services are sent
        )
        from rock.practice.assessments.queries.listing import panel
        from rock.practice.assessments.services import moving
        from rock.practice.requests.history import register_history
        from rock.records.services.moving import register_mover, register_words_mover
        from rock.records.services.removing import register_remover
        from rock.teams.leaving import register_leaving
        from rock.teams.lines import register_way

        register_leaving("assessment", leaving.assessments_left, leaving.hand_on_assessment)
        for rule in ("assessment", "assessment_census"):
            register_way(rule, "assessments:list")
        register_mover(moving.move_readers)
        register_words_mover(moving.move_answers)
        register_remover(moving.remove_beside)
        navigation.register("Assessments", "assessments:list", action=Action.SEE_ASSESSMENT, order=22)
        panels.register("person-history", "assessments", panel, action=Action.SEE_ASSESSMENT, order=15)
        register_history(history.held_of)
