"""Addresses of the family door: the neutral ones of a link, the door itself, and the worker's page about it."""

from django.urls import path

from rock.doors.family.views import door, entering, findings, staff

app_name = "family"

urlpatterns = [
    path("w/", door.home, name="home"),
    path("w/leave/", entering.leave, name="leave"),
    path("w/out/", entering.sign_out, name="sign_out"),
    path("w/who/", door.who_looked, name="who_looked"),
    path("w/letter/<int:pk>/", door.letter, name="letter"),
    path("w/say/<int:pk>/", door.answer, name="answer"),
    path("w/back/<int:pk>/", door.take_back, name="take_back"),
    path("w/<str:token>/", entering.link, name="link"),
    path("w/<str:token>/send/", entering.send, name="send"),
    path("w/<str:token>/code/", entering.code, name="code"),
    path("safety/findings/", findings.findings, name="findings"),
    path("safety/findings/<int:pk>/", findings.deal, name="deal"),
    path("door/<int:pk>/", staff.show, name="staff"),
    path("door/<int:pk>/link/", staff.new_link, name="new_link"),
    path("door/<int:pk>/close/", staff.close, name="close"),
    path("door/<int:pk>/open/", staff.reopen, name="reopen"),
    path("door/<int:pk>/hold-back/", staff.hold_back, name="hold_back"),
    path("door/<int:pk>/release/", staff.release, name="release"),
]
