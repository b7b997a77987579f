"""Asking for support."""

from django.apps import AppConfig


class PublicDoorConfig(AppConfig):
    """Asking for support."""

    name = "rock.doors.public"
    label = "public_door"
