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
        from rock.practice.plans import history, leaving
        from rock.practice.plans.queries import drift, listing, people
        from rock.practice.plans.services import moving, moving_reviews
        from rock.practice.requests.history import register_history
        from rock.records.services.moving import register_mover, register_words_mover
        from rock.records.services.removing import register_remover
        from rock.teams.beside import register_beside
        from rock.teams.leaving import register_leaving
        from rock.teams.lines import register_lines

        register_mover(moving.move_plan_promises)
        register_words_mover(moving.move_plan_words)
        register_remover(moving.remove_plan_words)
        register_mover(moving_reviews.move_review)
        register_words_mover(moving_reviews.move_marks)
        register_remover(moving_reviews.remove_marks)
        register_leaving("plan", leaving.plans_left, leaving.hand_on_plan)
        register_leaving("promise", leaving.promises_left, leaving.hand_on_promise)
        register_lines(listing.first_page)
        register_beside(people.writers_of)
        navigation.register("Plans", "plans:plans", action=Action.SEE_PLAN, order=24)
        panels.register("person-history", "plans", listing.panel, action=Action.SEE_PLAN, order=20)
        panels.register("person-history", "drift", drift.panel, action=Action.ANSWER_DRIFT, order=5)
        navigation.register("Stood still", "drift:drift", action=Action.ANSWER_DRIFT, order=26)
        register_history(history.plans_of)
