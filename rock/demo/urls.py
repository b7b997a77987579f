"""The addresses of the demo."""

from django.urls import path

from rock.demo import views
from rock.demo.outbox import outbox

app_name = "demo"

urlpatterns = [
    path("", views.people, name="people"),
    path("sign-in/<slug:key>/", views.sign_in, name="sign_in"),
    path("later/<slug:key>/", views.later, name="later"),
    path("outbox/", outbox, name="outbox"),
    path("clock/", views.move_clock, name="clock"),
]
