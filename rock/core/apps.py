"""The core app: no word of the field in it."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Time, services, forms, jobs, messages, drafts."""

    name = "rock.core"
    label = "core"
