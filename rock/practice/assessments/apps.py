"""Child-and-family assessments."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Child-and-family assessments."""

    name = "rock.practice.assessments"
    label = "assessments"
