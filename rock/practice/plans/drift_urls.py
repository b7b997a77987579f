"""Addresses of what has stood still."""

from django.urls import path

from rock.practice.plans.views import drift

app_name = "drift"
urlpatterns = [
    path("", drift.drift, name="drift"),
    path("<int:pk>/", drift.answer, name="answer"),
]
