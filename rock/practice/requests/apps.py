"""Requests for support."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Requests for support."""

    name = "rock.practice.requests"
    label = "support_requests"
