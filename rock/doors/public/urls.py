"""Addresses of asking for support, under /ask/."""

from django.urls import path

from rock.doors.public.views import asking, keeping, sending

app_name = "public"

urlpatterns = [
    path("", asking.start, name="start"),
    path("check/", sending.check, name="check"),
    path("sent/", sending.sent, name="sent"),
    path("copy/", sending.copy, name="copy"),
    path("finish/", sending.finish, name="finish"),
    path("save/", keeping.save, name="save"),
    path("come-back/", keeping.returning, name="returning"),
    path("delete/", keeping.delete, name="delete"),
    path("leave/", keeping.leave, name="exit"),
    path("<slug:slug>/", asking.step, name="step"),
    path("<slug:slug>/keep/", keeping.keep, name="keep"),
    path("<slug:slug>/<int:number>/", asking.step, name="entry"),
    path("<slug:slug>/<int:number>/keep/", keeping.keep, name="keep_entry"),
    path("<slug:slug>/<int:number>/remove/", asking.remove, name="remove"),
]
