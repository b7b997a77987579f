"""Principles and words."""

from django.apps import AppConfig


class PracticeModelConfig(AppConfig):
    """Principles and words."""

    name = "rock.practice_model"
    label = "practice_model"
