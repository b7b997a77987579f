"""Addresses of the teams' pages."""

from django.urls import path

from rock.teams.views import children, leaving, pods

app_name = "teams"
urlpatterns = [
    path("", children.mine, name="my_children"),
    path("pod/", children.pod, name="pod"),
    path("leaving/", leaving.leavers, name="leavers"),
    path("leaving/<int:pk>/", leaving.leaves, name="leaves"),
    path("allocate/<int:pk>/", children.choose_pod, name="choose_pod"),
    path("allocate/<int:pk>/<int:pod_pk>/", children.allocate, name="allocate"),
    path("pods/", pods.pods, name="pods"),
    path("pods/new/", pods.make, name="make_pod"),
    path("pods/<int:pk>/", pods.one, name="one_pod"),
    path("pods/<int:pk>/posts/new/", pods.fill, name="fill_post"),
    path("pods/<int:pk>/posts/<int:post_pk>/end/", pods.end, name="end_post"),
]
