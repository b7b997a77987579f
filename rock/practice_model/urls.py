"""Addresses of the practice model's pages."""

from django.urls import path

from rock.practice_model import views

app_name = "practice_model"
urlpatterns = [
    path("", views.model, name="model"),
    path("words/", views.words, name="words"),
    path("words/check/", views.check_words, name="check"),
]
