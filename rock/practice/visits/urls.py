"""Addresses of visits, the child's day, and direct work with pictures."""

from django.urls import path

from rock.practice.visits.views import checking, comparing, pictures, sending, taking, writing

app_name = "visits"
urlpatterns = [
    path("new/<int:pk>/", writing.who, name="new"),
    path("new/<int:pk>/check/", checking.check, name="check"),
    path("new/<int:pk>/drop/", checking.drop, name="drop"),
    path("new/<int:pk>/compare/", comparing.compare, name="compare"),
    path("new/<int:pk>/<int:child>/", writing.child, name="new_child"),
    path("new/<int:pk>/<int:child>/compare/", comparing.compare, name="compare_child"),
    path("pictures/<int:pk>/", pictures.slot, name="pictures"),
    path("pictures/<int:pk>/houses/", pictures.houses, name="houses"),
    path("pictures/<int:pk>/houses/print/", pictures.print_houses, name="print_houses"),
    path("device/drafts/", sending.drafts, name="send_draft"),
    path("with-me/", taking.with_me, name="with_me"),
    path("device/take/<int:pk>/", taking.take, name="take"),
    path("device/key/", sending.key, name="device_key"),
    path("worker.js", sending.worker, name="worker"),
]
