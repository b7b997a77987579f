"""What a family sees."""

from django.apps import AppConfig


class FamilyDoorConfig(AppConfig):
    """What a family sees."""

    name = "rock.doors.family"
    label = "family_door"
