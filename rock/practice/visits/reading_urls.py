"""Addresses of the pages that read: the child's day, visits as they were recorded, sharing, wishes."""

from django.urls import path

from rock.practice.visits.views import reading, sharing, wishes

app_name = "day"
urlpatterns = [
    path("people/<int:pk>/day/", reading.day, name="day"),
    path("families/<int:pk>/visits/", reading.family_visits, name="visits"),
    path("visits/<int:pk>/", reading.visit, name="visit"),
    path("visits/words/<int:pk>/share/", sharing.share, name="share"),
    path("visits/words/<int:pk>/stop/", sharing.stop, name="stop"),
    path("visits/words/<int:pk>/correct/", sharing.correct, name="correct"),
    path("visits/wishes/", wishes.wishes, name="wishes"),
    path("visits/wishes/<int:pk>/answer/", wishes.answer, name="answer_wish"),
]
