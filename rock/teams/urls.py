"""Addresses of the teams' pages."""

from django.urls import path

from rock.teams import views

app_name = "teams"
urlpatterns = [
    path("", views.mine, name="my_children"),
    path("pod/", views.pod, name="pod"),
    path("allocate/<int:pk>/", views.choose_pod, name="choose_pod"),
    path("allocate/<int:pk>/<int:pod_pk>/", views.allocate, name="allocate"),
]
