"""Addresses of the measures."""

from django.urls import path

from rock.insight.seeing import views

app_name = "seeing"

urlpatterns = [
    path("", views.day, name="day"),
    path("plans/", views.plans, name="plans"),
    path("promises/", views.promises, name="promises"),
    path("assessments/", views.assessments, name="assessments"),
    path("of/<slug:key>/", views.records, name="records"),
]
