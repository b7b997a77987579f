"""People, families and what was said and agreed."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """People, families and what was said and agreed."""

    name = "rock.records"
    label = "records"
