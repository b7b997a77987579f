"""Addresses that belong to no room."""

from django.urls import path

from rock.core import views

urlpatterns = [
    path("health/live", views.live, name="health_live"),
    path("health/ready", views.ready, name="health_ready"),
    path("robots.txt", views.robots, name="robots"),
    path("council.css", views.council_css, name="council_css"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
