"""The addresses of the demo."""

from django.urls import path

from rock.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.people, name="people"),
    path("sign-in/<slug:key>/", views.sign_in, name="sign_in"),
    path("later/<slug:key>/", views.later, name="later"),
    path("clock/", views.move_clock, name="clock"),
]
