"""Addresses of the pages that keep records safe."""

from django.urls import path

from rock.reach.views import conflicts, looked, openings, restricting

app_name = "reach"
urlpatterns = [
    path("openings/", openings.to_review, name="openings"),
    path("openings/open/", openings.open_record, name="open"),
    path("openings/<int:pk>/", openings.review, name="review"),
    path("close-to-me/", conflicts.listed, name="conflicts"),
    path("close-to-me/declare/", conflicts.declare, name="declare"),
    path("close-to-me/<int:pk>/end/", conflicts.end, name="end_conflict"),
    path("people/<int:pk>/restrict/", restricting.restrict, name="restrict"),
    path("people/<int:pk>/restrict/end/", restricting.end, name="end_restriction"),
    path("people/<int:pk>/who-looked/", looked.who_looked, name="who_looked"),
    path("who-looked/", looked.what_stands_out, name="anomalies"),
    path("who-looked/seals/", looked.seals, name="seals"),
]
