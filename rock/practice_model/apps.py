"""Principles and words."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class PracticeModelConfig(AppConfig):
    """Principles and words."""

    name = "rock.practice_model"
    label = "practice_model"

    def ready(self) -> None:
        """Join the navigation; load the shipped model whenever the tables have been made or emptied."""
        from rock.accounts import home
        from rock.accounts.policy import Action
        from rock.accounts.roles import Role
        from rock.core import navigation

        navigation.register("How we work", "practice_model:model", action=Action.SEE_MODEL, order=80)
        home.register(Role.PRINCIPAL_SOCIAL_WORKER, "practice_model:model", order=80)
        post_migrate.connect(load_after_migrating, sender=self)


def load_after_migrating(*, using: str, **kwargs: Any) -> None:
    """Load the shipped practice model, unless migrating has just taken its tables away."""
    from rock.core.services import SYSTEM
    from rock.practice_model.models import LocalTerm
    from rock.practice_model.services import load_practice_model

    if LocalTerm._meta.db_table in connections[using].introspection.table_names():
        load_practice_model(by=SYSTEM)
