"""Addresses of the family door: the neutral ones of a link, the door itself, and the worker's page about it."""

from django.urls import path

from rock.doors.family.views import door, earlier, entering, findings, lines, plan, reading, staff, talk

app_name = "family"

urlpatterns = [
    path("w/", door.home, name="home"),
    path("w/leave/", entering.leave, name="leave"),
    path("w/out/", entering.sign_out, name="sign_out"),
    path("w/who/", door.who_looked, name="who_looked"),
    path("w/letter/<int:pk>/", door.letter, name="letter"),
    path("w/say/<int:pk>/", door.answer, name="answer"),
    path("w/back/<int:pk>/", door.take_back, name="take_back"),
    path("w/plan/", plan.plan, name="plan"),
    path("w/plan/<int:child>/", plan.child_plan, name="child_plan"),
    path("w/plan/<int:child>/fridge/", plan.fridge, name="fridge"),
    path("w/plan/<int:child>/paper/", plan.paper, name="paper"),
    path("w/plan/<int:child>/no-paper/", plan.no_paper, name="no_paper"),
    path("w/plan/<int:child>/earlier/", earlier.versions, name="versions"),
    path("w/plan/<int:child>/ended/", earlier.ended, name="ended"),
    path("w/plan/<int:child>/know/", plan.know, name="know"),
    path("w/plan/<int:child>/write/<slug:kind>/", lines.write, name="write_line"),
    path("w/line/<int:pk>/", lines.line, name="line"),
    path("w/line/<int:pk>/words/", lines.reword, name="reword"),
    path("w/line/<int:pk>/done/", lines.done, name="done"),
    path("w/line/<int:pk>/not-mine/", lines.not_mine, name="not_mine"),
    path("w/questions/", talk.questions, name="questions"),
    path("w/offers/", talk.offers, name="offers"),
    path("w/offers/<int:pk>/", talk.offer, name="offer"),
    path("w/report/", reading.reports, name="reports"),
    path("w/report/<int:pk>/", reading.report, name="report"),
    path("w/report/<int:pk>/finish/", reading.finish, name="finish"),
    path("w/report/<int:pk>/<int:passage_pk>/", reading.passage, name="passage"),
    path("w/day/<int:child>/", reading.day, name="day"),
    path("w/then/<int:child>/", reading.then, name="then"),
    path("w/<str:token>/", entering.link, name="link"),
    path("w/<str:token>/send/", entering.send, name="send"),
    path("w/<str:token>/code/", entering.code, name="code"),
    path("safety/findings/", findings.findings, name="findings"),
    path("safety/findings/<int:pk>/", findings.deal, name="deal"),
    path("door/<int:pk>/", staff.show, name="staff"),
    path("door/<int:pk>/link/", staff.new_link, name="new_link"),
    path("door/<int:pk>/close/", staff.close, name="close"),
    path("door/<int:pk>/open/", staff.reopen, name="reopen"),
    path("door/<int:pk>/question/<int:question>/", staff.reply, name="reply"),
    path("door/<int:pk>/hold-back/", staff.hold_back, name="hold_back"),
    path("door/<int:pk>/release/", staff.release, name="release"),
]
